from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.domain.actor import Actor
from accounts.operations import claim_guest_work
from opsmethods.queries import fact_base
from quizzes.domain.reviewing import Rating, component_of, predicted_recall
from quizzes.models import Attempt, AttemptItem, ReviewCard, ReviewLog, ReviewPlan
from quizzes.operations import (
    AttemptNotScored,
    NothingDue,
    ReviewUnderWay,
    rebuild_cards,
    review_attempt,
    set_plan,
    start_review,
)
from quizzes.operations import review as at_work
from quizzes.queries import answered_questions, cards_of
from tests.factories.accounts import make_user
from tests.quizzes.cards import CHANGEOVER, COST, DAY, KANBAN, PAIR, answer_all, quiz_on, review, score, taken_in
from tests.quizzes.play import GUEST, NOW
from tests.quizzes.regrades import confirm, make_regrading, snapshot_at

KEYS = [CHANGEOVER, COST, KANBAN, PAIR]
OTHER = Actor(guest_key="another-guest")


def memory(actor, topic):
    """Everything about the cards but whose they are."""
    return list(cards_of(actor, topic=topic).values("component", *ReviewCard.MEMORY))


def begin(actor, topic, *, now, level="A", seed=1):
    return start_review(actor, topic=topic, facts=fact_base(topic), level=level, seed=seed, now=now)


def finish(attempt, *, right=True, now):
    answer_all(attempt, **{"right" if right else "wrong": range(1, attempt.item_count + 1)}, now=now)
    score(attempt, now=now)
    return review(attempt, now=now)


# --- Taking in answers ----------------------------------------------------------------------------


def test_each_answer_moves_the_card_of_what_it_tested(topic):
    taken_in(GUEST, topic, KEYS, right=[1, 2], wrong=[3])

    due = {card.component: card.due_at for card in cards_of(GUEST, topic=topic)}
    logs = ReviewLog.objects.order_by("pk").values_list("card__component", "rating", "is_right", "predicted")
    assert due == {CHANGEOVER: NOW + 2 * DAY, COST: NOW + 2 * DAY, KANBAN: NOW + DAY}
    assert list(logs) == [
        (CHANGEOVER, Rating.GOOD, True, None),
        (COST, Rating.GOOD, True, None),
        (KANBAN, Rating.AGAIN, False, None),
    ]


def test_a_regraded_question_moves_no_card(topic):
    attempt = quiz_on(GUEST, topic, KEYS)
    answer_all(attempt, right=[1, 2], wrong=[3], now=NOW)
    score(attempt, now=NOW)

    confirm(snapshot_at(attempt, 2), author=make_user("grace"), regrading=make_regrading("drop"))
    review(attempt, now=NOW)

    assert [card.component for card in cards_of(GUEST, topic=topic)] == sorted([CHANGEOVER, KANBAN])


def test_answers_are_taken_in_once(topic):
    attempt = taken_in(GUEST, topic, KEYS, right=[1, 2], wrong=[3])
    before = memory(GUEST, topic)

    again = review(attempt, now=NOW + DAY)

    assert (again.reviewed_at, ReviewLog.objects.count(), memory(GUEST, topic)) == (NOW, 3, before)


def test_quiz_that_tests_nothing_scheduled_is_done_with_too(topic):
    attempt = taken_in(GUEST, topic, [CHANGEOVER])

    assert (attempt.reviewed_at, ReviewCard.objects.count()) == (NOW, 0)


def test_attempt_that_is_not_scored_is_refused(topic):
    attempt = quiz_on(GUEST, topic, KEYS)

    with pytest.raises(AttemptNotScored):
        review(attempt)


def test_answers_of_a_test_wait_until_they_may_be_told(topic):
    """What is due tomorrow was wrong: that is not to be seen before the teacher's date."""
    dated = {"feedback_rule": "date", "feedback_at": NOW + DAY}
    attempt = quiz_on(GUEST, topic, KEYS, mode="test", policy=dated)
    answer_all(attempt, wrong=[1])
    score(attempt)

    assert review(attempt).reviewed_at is None
    assert not ReviewCard.objects.exists()
    assert review(attempt, now=NOW + DAY).reviewed_at == NOW + DAY
    assert ReviewCard.objects.get().last_review_at == NOW


def test_question_met_before_says_nothing_new(topic):
    first = taken_in(GUEST, topic, [CHANGEOVER], right=[1])
    again = quiz_on(GUEST, topic, [COST], now=NOW + 3 * DAY)
    AttemptItem.objects.filter(attempt=again).update(snapshot=first.items.get().snapshot)
    options = first.items.get().option_order
    AttemptItem.objects.filter(attempt=again).update(option_order=options)
    answer_all(again, right=[1], now=NOW + 3 * DAY)
    score(again, now=NOW + 3 * DAY)

    assert answered_questions(again) == ()
    review(again, now=NOW + 3 * DAY)
    assert ReviewLog.objects.count() == 1


def test_review_counts_even_a_question_met_before(topic):
    """Where none is left that was not met, the card would else be due for ever."""
    first = taken_in(GUEST, topic, [CHANGEOVER], right=[1])
    again = quiz_on(GUEST, topic, [COST], mode="review", now=NOW + 3 * DAY)
    shown = first.items.get()
    AttemptItem.objects.filter(attempt=again).update(snapshot=shown.snapshot, option_order=shown.option_order)

    finish(again, now=NOW + 3 * DAY)

    assert ReviewLog.objects.filter(card__component=CHANGEOVER).count() == 2


def test_certain_and_right_twice_is_easy_and_unsure_is_hard(topic):
    attempt = quiz_on(GUEST, topic, [CHANGEOVER, CHANGEOVER, COST])
    answer_all(attempt, right=[1, 2], certainty=3)
    answer_all(attempt, right=[3], certainty=1)
    score(attempt)
    review(attempt)

    assert list(ReviewLog.objects.order_by("pk").values_list("rating", "certainty")) == [(3, 3), (4, 3), (2, 1)]


def test_recall_is_foretold_before_a_review_and_kept(topic):
    taken_in(GUEST, topic, [CHANGEOVER], right=[1])
    card = ReviewCard.objects.get().memory

    taken_in(GUEST, topic, [CHANGEOVER], wrong=[1], now=NOW + 3 * DAY)

    log = ReviewLog.objects.latest("pk")
    assert log.predicted == pytest.approx(predicted_recall(card, at=NOW + 3 * DAY))
    assert (log.is_right, log.due_before, log.reviewed_at) == (False, NOW + 2 * DAY, NOW + 3 * DAY)
    assert log.due_after == ReviewCard.objects.get().due_at == NOW + 4 * DAY


def test_answer_told_late_counts_as_given_at_the_last_review(topic):
    early = quiz_on(GUEST, topic, [CHANGEOVER])
    answer_all(early, right=[1])
    taken_in(GUEST, topic, [CHANGEOVER], right=[1], now=NOW + 3 * DAY)
    score(early, now=NOW + 4 * DAY)

    review(early, now=NOW + 4 * DAY)

    assert list(ReviewLog.objects.order_by("pk").values_list("reviewed_at", flat=True)) == [NOW + 3 * DAY] * 2
    before = memory(GUEST, topic)
    rebuild_cards(GUEST, topic=topic)
    assert memory(GUEST, topic) == before


def test_statements_do_not_grow_with_answers(topic):
    def statements(keys):
        attempt = quiz_on(GUEST, topic, keys)
        answer_all(attempt, right=range(1, len(keys) + 1))
        score(attempt)
        with CaptureQueriesContext(connection) as asked:
            review_attempt(attempt.pk, topic=topic, facts=fact_base(topic), now=NOW)
        return len(asked)

    new = [statements([COST]), statements([CHANGEOVER, KANBAN, PAIR])]
    known = [statements([COST]), statements([CHANGEOVER, KANBAN, PAIR])]

    assert new == [14, 14]  # two are the savepoint of the test's own transaction
    assert known == [12, 12]


# --- Rebuilding and wishes ------------------------------------------------------------------------


def test_cards_rebuilt_from_their_logs_are_the_same(topic):
    set_plan(GUEST, topic=topic, recall=0.95, a_day=20, exam_on=date(2026, 4, 20), now=NOW - DAY)
    for days, right in ((0, [1, 2]), (3, [1]), (9, [2])):
        wrong = [place for place in (1, 2) if place not in right]
        taken_in(GUEST, topic, [CHANGEOVER, KANBAN], right=right, wrong=wrong, now=NOW + days * DAY)
    before = memory(GUEST, topic)
    ReviewCard.objects.update(due_at=NOW, stability=1, difficulty=1)

    assert rebuild_cards(GUEST, topic=topic) == 2
    assert memory(GUEST, topic) == before


def test_exam_brings_forward_what_is_known_at_once(topic):
    for days in (0, 2, 12):
        taken_in(GUEST, topic, [CHANGEOVER], right=[1], now=NOW + days * DAY)
    now = NOW + 13 * DAY
    assert ReviewCard.objects.get().due_at > now + 20 * DAY

    set_plan(GUEST, topic=topic, recall=0.9, a_day=5, exam_on=date(2026, 3, 25), now=now)

    assert now < ReviewCard.objects.get().due_at <= now + 4 * DAY


def test_plan_is_one_row_that_changes(topic):
    set_plan(GUEST, topic=topic, recall=0.9, a_day=5, exam_on=None, now=NOW)
    set_plan(GUEST, topic=topic, recall=0.85, a_day=8, exam_on=None, now=NOW + DAY)

    row = ReviewPlan.objects.get()
    assert (row.recall, row.a_day, row.set_at) == (0.85, 8, NOW + DAY)


def test_exam_begins_with_its_day_where_the_site_is(topic):
    row = set_plan(GUEST, topic=topic, recall=0.9, a_day=5, exam_on=date(2026, 7, 1), now=NOW)

    assert row.plan.exam_at.astimezone(UTC) == datetime(2026, 6, 30, 23, 0, tzinfo=UTC)


# --- Claiming -------------------------------------------------------------------------------------


def test_guests_cards_become_the_members_and_two_of_one_thing_become_one(topic, cast):
    sam = Actor(user_id=cast.sam.pk)
    taken_in(sam, topic, [CHANGEOVER, COST], right=[1], wrong=[2])
    taken_in(GUEST, topic, [CHANGEOVER, KANBAN], right=[1, 2], now=NOW + 3 * DAY)
    taken_in(OTHER, topic, [CHANGEOVER], right=[1])

    claim_guest_work(user=cast.sam, guest_key=GUEST.guest_key, now=NOW + 4 * DAY)

    reps = dict(cards_of(sam, topic=topic).values_list("component", "reps"))
    assert reps == {CHANGEOVER: 2, COST: 1, KANBAN: 1}
    assert cards_of(sam, topic=topic).get(component=CHANGEOVER).last_review_at == NOW + 3 * DAY
    assert (cards_of(GUEST, topic=topic).count(), cards_of(OTHER, topic=topic).count()) == (0, 1)


def test_members_own_plan_stands_when_a_guests_is_claimed(topic, second_pack, cast):
    sam = Actor(user_id=cast.sam.pk)
    set_plan(sam, topic=topic, recall=0.9, a_day=5, exam_on=None, now=NOW)
    set_plan(GUEST, topic=topic, recall=0.95, a_day=9, exam_on=None, now=NOW)
    set_plan(GUEST, topic=second_pack, recall=0.95, a_day=9, exam_on=None, now=NOW)

    claim_guest_work(user=cast.sam, guest_key=GUEST.guest_key, now=NOW)

    plans = ReviewPlan.objects.order_by("topic__position", "pk").values_list("user", "topic", "a_day")
    assert set(plans) == {(cast.sam.pk, topic.pk, 5), (cast.sam.pk, second_pack.pk, 9)}


# --- Reviewing ------------------------------------------------------------------------------------


def test_review_asks_what_is_due_by_questions_not_met_before(topic):
    met = taken_in(GUEST, topic, KEYS, right=[1, 2], wrong=[3, 4])
    facts, tomorrow = fact_base(topic), NOW + DAY

    attempt = begin(GUEST, topic, now=tomorrow)

    asked = [item.snapshot for item in attempt.items.select_related("snapshot").order_by("position")]
    assert (attempt.mode, attempt.feedback_rule, attempt.level, attempt.item_count) == ("review", "each", "A", 2)
    assert {item.signature for item in asked}.isdisjoint(met.items.values_list("snapshot__signature", flat=True))
    questions = [finished.question for finished in answered_questions(finish(attempt, now=tomorrow))]
    assert {component_of(facts, question).key for question in questions} == {KANBAN, PAIR}
    assert {card.reps for card in cards_of(GUEST, topic=topic).filter(component__in=[KANBAN, PAIR])} == {2}


def test_nothing_is_asked_when_nothing_is_due(topic):
    with pytest.raises(NothingDue):
        begin(GUEST, topic, now=NOW)
    with pytest.raises(NothingDue):
        begin(Actor(), topic, now=NOW)

    taken_in(GUEST, topic, KEYS, right=[1, 2, 3, 4])

    with pytest.raises(NothingDue):
        begin(GUEST, topic, now=NOW + DAY)


def test_review_under_way_is_not_begun_twice(topic):
    taken_in(GUEST, topic, KEYS, wrong=[1, 2])
    attempt = begin(GUEST, topic, now=NOW + DAY)

    with pytest.raises(ReviewUnderWay):
        begin(GUEST, topic, now=NOW + DAY)
    answer_all(attempt, right=[1, 2], now=NOW + DAY)
    score(attempt, now=NOW + DAY)
    with pytest.raises(ReviewUnderWay):
        begin(GUEST, topic, now=NOW + DAY)
    review(attempt, now=NOW + DAY)
    with pytest.raises(NothingDue):
        begin(GUEST, topic, now=NOW + DAY)


def test_two_clicks_at_once_begin_one_review(topic, monkeypatch):
    """The other click's review is there once the questions of this one have been found."""
    taken_in(GUEST, topic, KEYS, wrong=[1, 2])
    finding = at_work._questions

    def found_meanwhile(*arguments, **options):
        monkeypatch.setattr(at_work, "_questions", finding)
        begin(GUEST, topic, now=NOW + DAY)
        return finding(*arguments, **options)

    monkeypatch.setattr(at_work, "_questions", found_meanwhile)

    with pytest.raises(ReviewUnderWay):
        begin(GUEST, topic, now=NOW + DAY)
    assert Attempt.objects.filter(mode="review").count() == 1


def test_review_that_could_not_be_marked_does_not_block_the_next(topic):
    taken_in(GUEST, topic, KEYS, wrong=[1, 2])
    first = begin(GUEST, topic, now=NOW + DAY)
    Attempt.objects.filter(pk=first.pk).update(state="submitted", submitted_at=NOW, scoring_state="failed")

    assert begin(GUEST, topic, now=NOW + DAY).pk != first.pk


def test_daily_limit_counts_the_reviews_of_the_day(topic):
    set_plan(GUEST, topic=topic, recall=0.9, a_day=3, exam_on=None, now=NOW)
    taken_in(GUEST, topic, KEYS, wrong=[1, 2, 3, 4])

    first = begin(GUEST, topic, now=NOW + DAY)
    assert first.item_count == 3
    finish(first, now=NOW + DAY)
    with pytest.raises(NothingDue):
        begin(GUEST, topic, now=NOW + DAY + timedelta(hours=2))
    assert begin(GUEST, topic, now=NOW + 2 * DAY).item_count == 1


def test_what_the_notes_cannot_ask_is_put_off_and_the_rest_is_asked(topic):
    taken_in(GUEST, topic, [CHANGEOVER, COST], wrong=[1, 2])
    ReviewCard.objects.filter(component=COST).update(component="term:no-longer-there")

    attempt = begin(GUEST, topic, now=NOW + DAY)

    assert attempt.item_count == 1
    assert ReviewCard.objects.get(component="term:no-longer-there").due_at == NOW + 8 * DAY


def test_nothing_that_can_be_asked_is_nothing_due(topic):
    taken_in(GUEST, topic, [CHANGEOVER], wrong=[1])
    ReviewCard.objects.update(component="term:no-longer-there")

    with pytest.raises(NothingDue):
        begin(GUEST, topic, now=NOW + DAY)
    assert Attempt.objects.filter(mode="review").count() == 0


def test_statements_of_a_start_do_not_grow_with_what_is_due(topic):
    def statements(actor, keys):
        taken_in(actor, topic, keys, wrong=range(1, len(keys) + 1))
        with CaptureQueriesContext(connection) as asked:
            begin(actor, topic, now=NOW + DAY)
        return len(asked)

    statements(Actor(guest_key="first"), [COST])
    assert statements(GUEST, [COST]) == statements(OTHER, KEYS)
