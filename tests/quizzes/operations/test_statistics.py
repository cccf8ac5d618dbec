from datetime import timedelta
from decimal import Decimal

import pytest

from accounts.domain.actor import Actor
from opsmethods.queries import fact_base
from quizzes.models import (
    Attempt,
    AttemptItem,
    CertaintyCount,
    ConfusionCell,
    ItemStatistic,
    Mark,
    MarkLine,
    Recount,
)
from quizzes.operations import begin_recount, rate_answers, recount_further, score_attempt, submit_attempt
from quizzes.operations import statistics as at_work
from quizzes.queries import form_of
from quizzes.queries import statistics as read
from tests.factories.accounts import make_user
from tests.quizzes.play import NOW, answer_item, hand_in, make_answer, right_option, wrong_option
from tests.quizzes.regrades import carry_out, make_regrading, snapshot_at

LATER = NOW + timedelta(days=1)


@pytest.fixture
def take(start):
    """A scored quiz whose first `right` answers are right."""

    def take(person="a", *, right=2, now=NOW, **options):
        attempt = hand_in(start(actor=Actor(guest_key=person), now=now, **options), right=right, now=now)
        return score_attempt(attempt.pk, now=now)

    return take


@pytest.fixture
def recount(notes):
    """Counts everything; how many steps it took, or None where there was nothing to do."""

    def recount(now=LATER):
        begun = begin_recount(notes, now=now)
        if begun is None:
            return None
        steps = 1
        while recount_further(begun.pk, facts=fact_base(notes), now=now):
            steps += 1
        return steps

    return recount


def totals(subject="model"):
    """By kind: first tries and how many were right."""
    found = {}
    for row in ItemStatistic.objects.filter(subject=subject):
        n, right = found.get(row.kind, (0, 0))
        found[row.kind] = n + row.n, right + row.right
    return found


def rows():
    models = (ItemStatistic, ConfusionCell, CertaintyCount)
    return [list(model.objects.order_by("pk").values()) for model in models]


def same_again(attempt, *, person, mode, now):
    """The same questions for somebody else."""
    again = Attempt.objects.create(
        topic=attempt.topic,
        topic_version=attempt.topic_version,
        level=attempt.level,
        seed=attempt.seed,
        item_count=attempt.item_count,
        feedback_rule=attempt.feedback_rule,
        guest_key=person,
        mode=mode,
        started_at=now,
    )
    AttemptItem.objects.bulk_create(
        AttemptItem(attempt=again, snapshot_id=item.snapshot_id, position=item.position, option_order=item.option_order)
        for item in attempt.items.order_by("position")
    )
    return again


def score_same(attempt, *, person, mode="test", right=2, now=NOW):
    copy = hand_in(same_again(attempt, person=person, mode=mode, now=now), right=right, now=now)
    return score_attempt(copy.pk, now=now)


# --- What counts ----------------------------------------------------------------------------------


def test_each_answer_counts_once_for_its_item_model(take, recount):
    take("a", right=3)
    take("b", right=1, seed=8)

    recount()

    assert totals() == {"test": (8, 4)}


def test_only_the_first_try_of_a_person_at_a_question_counts(take, recount):
    first = take("a", right=1)
    score_same(first, person="a", right=4, now=NOW + timedelta(hours=1))
    score_same(first, person="b", right=2, now=NOW + timedelta(hours=1))

    recount()

    assert totals() == {"test": (8, 3)}


def test_what_was_practised_before_is_no_first_try_of_a_test(take, recount):
    first = take("a", right=1, mode="practice")
    score_same(first, person="a", mode="test", right=4, now=NOW + timedelta(hours=1))

    recount()

    assert totals() == {"practice": (4, 1)}


def test_practice_tests_and_review_are_apart(take, recount):
    first = take("a", right=1, mode="practice")
    score_same(first, person="b", mode="test", right=2)
    score_same(first, person="c", mode="review", right=3)

    recount()

    assert totals() == {"practice": (4, 1), "test": (4, 2), "review": (4, 3)}


def test_a_question_left_open_has_no_first_try(start, recount):
    attempt = start()
    item = attempt.items.select_related("attempt", "snapshot").get(position=1)
    answer_item(item, make_answer(right_option(item)))
    score_attempt(submit_attempt(attempt, now=NOW).pk, now=NOW)

    recount()

    assert totals() == {"test": (1, 1)}


def test_a_regrade_changes_what_counts_as_right(take, recount):
    attempt = take("a", right=1)
    recount()
    assert totals() == {"test": (4, 1)}

    first = attempt.marks.get()
    again = Mark.objects.create(
        attempt=attempt, scoring_version=2, points=4, out_of=4, cause="accept both", created_at=LATER
    )
    MarkLine.objects.bulk_create(
        MarkLine(mark=again, item=line.item, option_id=line.option_id, points=Decimal(1)) for line in first.lines.all()
    )
    recount(LATER + timedelta(days=1))

    assert totals() == {"test": (4, 4)}


@pytest.mark.parametrize(
    ("policy", "expected"),
    [("drop", {"test": (3, 1)}), ("full_marks", {"test": (3, 1)}), ("accept", {"test": (4, 2)})],
)
def test_what_a_regraded_question_tells_is_not_its_points(take, recount, policy, expected):
    """One of four is right; the second is regraded, and nobody has less for it."""
    snapshot = snapshot_at(take("a", right=1), 2)
    both = [option["id"] for option in snapshot.body["options"]] if policy == "accept" else ()

    carry_out(snapshot, author=make_user("grace"), regrading=make_regrading(policy, options=both, never_lower=True))
    recount(LATER + timedelta(days=1))

    assert totals() == expected


def test_points_that_were_left_are_no_right_answers(take, recount):
    """The key was wrong: who chose it keeps the point, and did not know."""
    snapshot = snapshot_at(take("a", right=4), 1)
    other = next(option["id"] for option in snapshot.body["options"] if option["id"] != snapshot.body["key"])
    regrading = make_regrading("correct_key", options=[other], never_lower=True)

    carry_out(snapshot, author=make_user("grace"), regrading=regrading)
    recount(LATER + timedelta(days=1))

    assert totals() == {"test": (4, 3)}


def test_certainty_is_counted_for_all_together(start, recount):
    for person, right in (("a", True), ("b", False)):
        attempt = start(actor=Actor(guest_key=person), count=1)
        item = attempt.items.select_related("attempt", "snapshot").get()
        option = right_option(item) if right else wrong_option(item)
        answer_item(item, make_answer(option, certainty=3))
        score_attempt(submit_attempt(attempt, now=NOW).pk, now=NOW)

    recount()

    assert list(CertaintyCount.objects.values_list("kind", "certainty", "n", "right")) == [("test", 3, 2, 1)]


def test_a_confusion_counts_offers_choices_and_people(take, recount):
    question = take("a", right=0, count=10, seed=3)
    for person in "bc":
        score_same(question, person=person, right=0)

    recount()

    cells = list(ConfusionCell.objects.all())
    assert cells
    assert {cell.offered % 3 for cell in cells} == {0}
    assert all(cell.people == (3 if cell.chosen else 0) for cell in cells)
    assert not any(cell.shown for cell in cells)


# --- Recounting -----------------------------------------------------------------------------------


def test_a_recount_with_nothing_new_is_not_begun(take, recount):
    take()
    recount()
    before = rows()

    assert recount(LATER + timedelta(days=1)) is None
    assert rows() == before


def test_a_recount_that_others_are_at_is_not_begun_again(take, notes):
    take()
    begin_recount(notes, now=LATER)

    assert begin_recount(notes, now=LATER) is None


def test_a_step_that_is_delivered_twice_counts_once(take, notes, monkeypatch):
    take()
    begun = begin_recount(notes, now=LATER)
    stale = Recount.objects.select_related("topic").get(pk=begun.pk)
    recount_further(begun.pk, facts=fact_base(notes), now=LATER)
    after = Recount.objects.values().get()

    kept = at_work._keep(stale, now=LATER, next_step=1, tally={})

    assert (kept, Recount.objects.values().get()) == (False, after)


def test_a_finished_recount_goes_no_further(take, recount, notes):
    take()
    recount()
    before = rows(), Recount.objects.values().get()

    assert recount_further(Recount.objects.get().pk, facts=fact_base(notes), now=LATER) is False
    assert (rows(), Recount.objects.values().get()) == before


def test_the_last_step_of_another_worker_changes_nothing(take, notes):
    take()
    begun = begin_recount(notes, now=LATER)
    for _ in range(3):
        recount_further(begun.pk, facts=fact_base(notes), now=LATER)
    stale = Recount.objects.select_related("topic").get(pk=begun.pk)
    recount_further(begun.pk, facts=fact_base(notes), now=LATER)
    before = rows()

    at_work._finish(stale, facts=fact_base(notes), now=LATER + timedelta(hours=1))

    assert rows() == before


def test_slices_of_people_add_up_to_the_whole(start, take, recount, monkeypatch, django_user_model):
    user = django_user_model.objects.create_user("sam")
    take("a", right=1)
    take("b", right=2)
    score_attempt(hand_in(start(actor=Actor(user_id=user.pk)), right=3).pk, now=NOW)
    recount()
    whole = totals(), totals("component")
    Recount.objects.all().delete()
    monkeypatch.setattr(read, "SLICE", 4)

    steps = recount()

    assert (totals(), totals("component")) == whole
    assert steps == 3 + 3


# --- Difficulties ---------------------------------------------------------------------------------


def test_a_fit_speaks_for_item_models_and_components(take, recount):
    take("a", right=1)
    take("b", right=3)

    recount()

    assert set(ItemStatistic.objects.values_list("difficulty_method", flat=True)) == {"rasch"}


def test_a_fit_that_did_not_settle_leaves_the_word_to_elo(take, recount, monkeypatch):
    monkeypatch.setattr("quizzes.domain.measures.rasch.ROUNDS", 0)
    take("a", right=1)

    recount()

    assert dict(ItemStatistic.objects.values_list("subject", "difficulty_method")) == {"model": "elo", "component": ""}


def test_new_answers_move_difficulties_at_once_and_twice_is_once(take, recount, notes, monkeypatch):
    monkeypatch.setattr("quizzes.domain.measures.rasch.ROUNDS", 0)
    first = take("a", right=4)
    recount(NOW + timedelta(minutes=1))
    before = dict(ItemStatistic.objects.filter(subject="model").values_list("code", "difficulty"))
    score_same(first, person="b", right=0, now=NOW + timedelta(hours=1))

    more = rate_answers(notes, facts=fact_base(notes), now=LATER)
    once = rows(), Recount.objects.values().get()
    again = rate_answers(notes, facts=fact_base(notes), now=LATER)

    after = dict(ItemStatistic.objects.filter(subject="model").values_list("code", "difficulty"))
    assert (more, again) == (False, False)
    assert all(after[code] > value for code, value in before.items())
    assert (rows(), Recount.objects.values().get()) == once


def test_an_item_model_nobody_had_met_gets_its_row(take, recount, notes):
    take("a", right=1, count=1)
    recount(NOW + timedelta(minutes=1))
    take("b", right=4, count=10, seed=5, now=NOW + timedelta(hours=1))

    rate_answers(notes, facts=fact_base(notes), now=LATER)

    new = ItemStatistic.objects.filter(n=0)
    assert set(new.values_list("difficulty_method", "subject")) == {("elo", "model")}


def test_where_a_fit_speaks_an_answer_waits_for_the_night(take, recount, notes):
    first = take("a", right=1)
    recount(NOW + timedelta(minutes=1))
    before = rows()
    score_same(first, person="b", right=0, now=NOW + timedelta(hours=1))

    rate_answers(notes, facts=fact_base(notes), now=LATER)

    assert rows() == before
    assert Recount.objects.get().rated_until == NOW + timedelta(hours=1)


def test_nothing_is_rated_before_the_first_recount(take, notes):
    take()

    assert rate_answers(notes, facts=fact_base(notes), now=LATER) is False


def test_ratings_that_others_kept_meanwhile_stay(take, recount, notes):
    take()
    recount()
    stale = Recount.objects.get()
    Recount.objects.update(rated_until=LATER + timedelta(hours=1))

    at_work._keep_ratings(stale, ratings={}, moved=set(), until=LATER, now=LATER)

    assert Recount.objects.get().ratings == stale.ratings


# --- Fixed forms ----------------------------------------------------------------------------------


def test_attempts_of_the_same_questions_are_a_fixed_form(take):
    first = take("a")
    score_same(first, person="b")

    form = form_of(Attempt.objects.all())

    assert set(form) == set(first.items.values_list("snapshot_id", flat=True))


def test_attempts_of_other_questions_are_none(take):
    take("a")
    take("b", seed=8)

    assert form_of(Attempt.objects.all()) == ()
