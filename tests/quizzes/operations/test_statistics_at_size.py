"""10,000 quizzes of ten questions each: no step of a recount takes longer than a student should wait behind it."""

import tracemalloc
from datetime import timedelta
from random import Random
from time import process_time

import pytest
from django.db import connection

from opsmethods.queries import fact_base
from quizzes.models import Attempt, AttemptItem, ItemStatistic, Mark, MarkLine, Recount
from quizzes.operations import begin_recount, recount_further
from tests.quizzes.play import NOW

ATTEMPTS, PEOPLE, FORMS = 10_000, 500, 40
MOST_OF_ALL = 1 / 5  # of the processor time of the whole; it was 1/15
MOST_MEMORY = 64 * 1024**2  # bytes


def make_answers(start):
    """Everybody takes twenty of the forms; seven of ten answers are right."""
    forms = [
        list(start(seed=seed, count=10).items.select_related("snapshot").order_by("position")) for seed in range(FORMS)
    ]
    attempts = make_attempts(like=Attempt.objects.first())
    shown = [
        AttemptItem(
            attempt=attempt, snapshot_id=item.snapshot_id, position=item.position, option_order=item.option_order
        )
        for number, attempt in enumerate(attempts)
        for item in forms[(number // PEOPLE) % FORMS]
    ]
    AttemptItem.objects.bulk_create(shown, batch_size=5000)
    make_marks(attempts, shown, keys={item.snapshot_id: item.snapshot.body["key"] for form in forms for item in form})


def make_attempts(*, like):
    attempts = [
        Attempt(
            topic_id=like.topic_id,
            topic_version=like.topic_version,
            level="A",
            seed=number,
            item_count=10,
            mode=("test", "practice")[number % 4 == 0],
            feedback_rule=like.feedback_rule,
            guest_key=f"{chr(65 + number % PEOPLE % 57)}{number % PEOPLE}",
            state="scored",
            started_at=NOW,
            submitted_at=NOW + timedelta(minutes=number),
            scored_at=NOW + timedelta(minutes=number),
        )
        for number in range(ATTEMPTS)
    ]
    return Attempt.objects.bulk_create(attempts, batch_size=2000)


def make_marks(attempts, shown, *, keys):
    rng = Random(1)
    mark = {"scoring_version": 1, "points": 7, "out_of": 10, "cause": "scored", "created_at": NOW}
    marks = Mark.objects.bulk_create([Mark(attempt=attempt, **mark) for attempt in attempts], batch_size=2000)
    by_attempt = {mark.attempt_id: mark for mark in marks}
    MarkLine.objects.bulk_create(
        [make_line(item, mark=by_attempt[item.attempt_id], key=keys[item.snapshot_id], rng=rng) for item in shown],
        batch_size=5000,
    )


def make_line(item, *, mark, key, rng):
    is_right = rng.random() < 0.7
    chosen = key if is_right else rng.choice([one for one in item.option_order if one != key])
    certainty = rng.choice([None, 1, 2, 3])
    return MarkLine(mark=mark, item=item, option_id=chosen, points=is_right, certainty=certainty)


@pytest.mark.full
def test_no_step_of_a_recount_of_ten_thousand_quizzes_takes_long(start, notes):
    make_answers(start)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as a site does by itself once rows are there; else the plans are for empty tables
    facts, now = fact_base(notes), NOW + timedelta(days=30)
    begun = begin_recount(notes, now=now)
    steps, more = [], True

    while more:
        before = process_time()
        more = recount_further(begun.pk, facts=facts, now=now)
        steps.append(process_time() - before)

    print(f"{len(steps)} steps, {sum(steps):.1f} s, the longest {max(steps):.2f} s; the last four {steps[-4:]}")
    assert begun.slices > 20
    assert max(steps) < sum(steps) * MOST_OF_ALL
    assert 60_000 < sum(row.n for row in ItemStatistic.objects.filter(subject="model")) <= 100_000

    Recount.objects.all().delete()
    again = begin_recount(notes, now=now)
    recount_further(again.pk, facts=facts, now=now)
    tracemalloc.start()
    recount_further(again.pk, facts=facts, now=now)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    print(f"one slice: {peak / 1024**2:.1f} MB at most")
    assert peak < MOST_MEMORY
