from datetime import timedelta
from decimal import Decimal
from random import Random

import pytest

from accounts.domain.policy import Policy
from quizzes.models import Attempt, ItemSnapshot, Mark, MarkLine
from quizzes.operations import AttemptNotSubmitted, ScoringFailed, score_attempt, submit_attempt
from tests.quizzes.play import NOW, answer_item, give, hand_in, item_at, make_answer, right_option, wrong_option

LATER = NOW + timedelta(minutes=1)


def test_score_enters_one_mark_with_a_line_for_each_question(start):
    attempt = hand_in(start(), right=3)

    scored = score_attempt(attempt.pk, now=LATER)

    mark = Mark.objects.get()
    assert (scored.state, scored.scored_at, scored.scoring_state, scored.scoring_error) == ("scored", LATER, "done", "")
    assert (mark.attempt, mark.points, mark.out_of, mark.created_at) == (attempt, 3, 4, LATER)
    assert (mark.scoring_version, mark.cause, mark.author) == (1, "scored", None)
    assert list(mark.lines.order_by("item__position").values_list("item__position", "points")) == [
        (1, 1),
        (2, 1),
        (3, 1),
        (4, 0),
    ]


def test_score_twice_changes_nothing(start):
    attempt = hand_in(start(), right=3)
    score_attempt(attempt.pk, now=LATER)

    again = score_attempt(attempt.pk, now=LATER + timedelta(hours=1))

    assert again.scored_at == LATER
    assert (Mark.objects.count(), MarkLine.objects.count()) == (1, 4)


def test_score_goes_on_after_a_worker_that_died_while_running(start):
    attempt = hand_in(start(), right=2)
    Attempt.objects.update(scoring_state="running")

    assert score_attempt(attempt.pk, now=LATER).state == "scored"


def test_an_empty_attempt_earns_nothing(start):
    attempt = submit_attempt(start(), now=NOW)

    score_attempt(attempt.pk, now=LATER)

    assert (Mark.objects.get().points, set(MarkLine.objects.values_list("option_id", "points"))) == (0, {(None, 0)})


def test_a_line_keeps_option_and_certainty(start):
    attempt = start(count=1)
    item = item_at(attempt, 1)
    answer_item(item, make_answer(right_option(item), certainty=3), now=NOW)
    submit_attempt(attempt, now=NOW)

    score_attempt(attempt.pk, now=LATER)

    line = MarkLine.objects.get()
    assert (str(line.option_id), line.certainty, line.points) == (right_option(item), 3, Decimal(1))


def test_late_answers_that_do_not_count_earn_nothing(start):
    attempt = start(policy=Policy(mode="test", time_limit_s=60, late_rule="show_only"))
    give(attempt, right=4, now=NOW + timedelta(seconds=61))
    submit_attempt(attempt, now=NOW + timedelta(seconds=62))

    score_attempt(attempt.pk, now=LATER)

    assert Mark.objects.get().points == 0


@pytest.mark.parametrize("seed", range(5))
def test_the_order_in_which_answers_arrive_does_not_matter(start, seed):
    attempt = start()
    answers = []
    for item in attempt.items.select_related("snapshot"):
        answers += [
            (item, make_answer(wrong_option(item), sequence=1)),
            (item, make_answer(right_option(item), sequence=3)),
            (item, make_answer(wrong_option(item), sequence=2)),
        ]
    Random(seed).shuffle(answers)
    for item, answer in answers:
        answer_item(item, answer, now=NOW)
    submit_attempt(attempt, now=NOW)

    score_attempt(attempt.pk, now=LATER)

    assert Mark.objects.get().points == 4


def test_an_attempt_not_handed_in_is_not_scored(start):
    attempt = start()

    with pytest.raises(AttemptNotSubmitted):
        score_attempt(attempt.pk, now=LATER)

    attempt.refresh_from_db()
    assert (attempt.state, attempt.scoring_state, Mark.objects.count()) == ("in_progress", "", 0)


def test_a_failure_says_why_and_can_be_put_right(start):
    attempt = hand_in(start(count=1), right=1)
    body = ItemSnapshot.objects.get().body
    ItemSnapshot.objects.update(body={})

    with pytest.raises(ScoringFailed):
        score_attempt(attempt.pk, now=LATER)

    attempt.refresh_from_db()
    assert (attempt.state, attempt.scoring_state, attempt.scoring_error) == (
        "submitted",
        "failed",
        "UnknownOption: the key None is no option",
    )
    ItemSnapshot.objects.update(body=body)
    scored = score_attempt(attempt.pk, now=LATER)
    assert (scored.scoring_state, scored.scoring_error, Mark.objects.get().points) == ("done", "", 1)


def test_scoring_takes_as_many_statements_for_ten_questions_as_for_one(start, django_assert_num_queries):
    for count in (1, 10):
        attempt = hand_in(start(count=count), right=1)
        # Savepoint, lock, answers, items, mark, lines, attempt, release.
        with django_assert_num_queries(8):
            score_attempt(attempt.pk, now=LATER)
