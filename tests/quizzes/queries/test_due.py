from datetime import UTC, datetime

from accounts.domain.actor import Actor
from opsmethods.queries import fact_base
from quizzes.models import ReviewCard
from quizzes.operations import set_plan, start_review
from quizzes.queries import due_topics
from tests.quizzes.cards import CHANGEOVER, COST, DAY, KANBAN, PAIR, answer_all, review, score, taken_in
from tests.quizzes.play import GUEST, NOW

KEYS = [CHANGEOVER, COST, KANBAN, PAIR]


def due(actor=GUEST, *, now):
    return [(one.title, one.asked, one.waiting, one.next_words) for one in due_topics(actor, now=now)]


def begin(topic, *, now):
    return start_review(GUEST, topic=topic, facts=fact_base(topic), level="A", seed=1, now=now)


def test_nobody_without_cards_has_anything_due(topic):
    assert due_topics(Actor(), now=NOW) == due_topics(GUEST, now=NOW) == ()


def test_due_today_is_counted_with_what_comes_next(topic):
    taken_in(GUEST, topic, KEYS, right=[1, 2], wrong=[3])

    assert due(now=NOW) == [(topic.title, 0, 0, "tomorrow")]
    assert due(now=NOW + DAY) == [(topic.title, 1, 0, "tomorrow")]
    assert due(now=NOW + 2 * DAY) == [(topic.title, 3, 0, "")]


def test_what_is_more_than_the_student_wants_waits(topic):
    taken_in(GUEST, topic, KEYS, wrong=[1, 2, 3, 4])
    set_plan(GUEST, topic=topic, recall=0.9, a_day=3, exam_on=None, now=NOW)
    tomorrow = NOW + DAY
    assert due(now=tomorrow) == [(topic.title, 3, 1, "")]

    attempt = begin(topic, now=tomorrow)
    answer_all(attempt, right=[1, 2], now=tomorrow)
    score(attempt, now=tomorrow)
    review(attempt, now=tomorrow)

    assert due(now=tomorrow) == [(topic.title, 1, 1, "on Thursday")]


def test_day_ends_at_midnight_where_the_site_is(topic):
    taken_in(GUEST, topic, [CHANGEOVER], right=[1])
    ReviewCard.objects.update(due_at=datetime(2026, 7, 1, 23, 30, tzinfo=UTC))  # half past midnight in London

    assert due(now=datetime(2026, 7, 1, 12, 0, tzinfo=UTC)) == [(topic.title, 0, 0, "tomorrow")]
    assert due(now=datetime(2026, 7, 1, 23, 10, tzinfo=UTC)) == [(topic.title, 1, 0, "")]


def test_review_under_way_is_told(topic):
    taken_in(GUEST, topic, KEYS, wrong=[1])
    attempt = begin(topic, now=NOW + DAY)
    [one] = due_topics(GUEST, now=NOW + DAY)
    assert (one.open_attempt, one.is_being_marked) == (attempt.pk, False)

    score(attempt, now=NOW + DAY)
    [one] = due_topics(GUEST, now=NOW + DAY)
    assert (one.open_attempt, one.is_being_marked) == (None, True)

    review(attempt, now=NOW + DAY)
    [one] = due_topics(GUEST, now=NOW + DAY)
    assert (one.open_attempt, one.is_being_marked) == (None, False)


def test_topics_are_apart_and_take_one_statement(topic, second_pack, django_assert_num_queries):
    taken_in(GUEST, topic, [CHANGEOVER], wrong=[1])
    taken_in(GUEST, second_pack, ["pair:penetration+skimming"], wrong=[1])
    taken_in(Actor(guest_key="another"), topic, [COST], wrong=[1])

    with django_assert_num_queries(1):
        found = due(now=NOW + DAY)

    assert found == [(topic.title, 1, 0, ""), (second_pack.title, 1, 0, "")]
