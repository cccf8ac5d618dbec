"""One test for each named constraint of spaced review: it inserts the row that must be refused."""

import pytest
from django.db import IntegrityError, transaction

from quizzes.models import ReviewCard, ReviewLog, ReviewPlan
from tests.quizzes.cards import CHANGEOVER, taken_in
from tests.quizzes.play import GUEST, NOW


def refused(constraint):
    """SQLite names the columns of a unique constraint, not the constraint."""
    return pytest.raises(IntegrityError, match=constraint)


@pytest.fixture
def log(topic):
    taken_in(GUEST, topic, [CHANGEOVER], right=[1])
    return ReviewLog.objects.get()


def make_card(topic, **values):
    return ReviewCard.objects.create(
        **{"guest_key": "a-guest", "topic": topic, "component": "term:kanban", "due_at": NOW} | values
    )


def make_plan(topic, **values):
    return ReviewPlan.objects.create(**{"guest_key": "a-guest", "topic": topic, "set_at": NOW} | values)


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("reviewcard_has_exactly_one_owner", {"guest_key": ""}),
        ("card_state_is_known", {"state": 4}),
        ("card_stability_is_above_0", {"stability": 0}),
        ("card_difficulty_is_1_to_10", {"difficulty": 10.5}),
        ("card_reviewed_has_a_time", {"reps": 1}),
        ("card_reviewed_has_a_time", {"last_review_at": NOW}),
    ],
)
def test_card_constraints(topic, constraint, values):
    with refused(constraint), transaction.atomic():
        make_card(topic, **values)


def test_one_card_of_a_component_per_guest(topic):
    make_card(topic)
    make_card(topic, guest_key="another-guest")

    with refused("component"), transaction.atomic():
        make_card(topic)


def test_one_card_of_a_component_per_user(topic, cast):
    make_card(topic, guest_key="", user=cast.sam)
    make_card(topic, guest_key="", user=cast.nia)

    with refused("component"), transaction.atomic():
        make_card(topic, guest_key="", user=cast.sam)


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("review_rating_is_1_to_4", {"rating": 5}),
        ("review_is_again_when_wrong", {"is_right": False}),
        ("review_is_again_when_wrong", {"rating": 1}),
        ("review_certainty_is_1_to_3", {"certainty": 4}),
        ("review_prediction_is_a_chance", {"predicted": 1.01}),
    ],
)
def test_log_constraints(log, constraint, values):
    with refused(constraint), transaction.atomic():
        ReviewLog.objects.filter(pk=log.pk).update(**values)


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("reviewplan_has_exactly_one_owner", {"guest_key": ""}),
        ("plan_recall_is_85_to_95_per_cent", {"recall": 0.84}),
        ("plan_asks_at_least_1_a_day", {"a_day": 0}),
    ],
)
def test_plan_constraints(topic, constraint, values):
    with refused(constraint), transaction.atomic():
        make_plan(topic, **values)


def test_one_plan_of_a_topic_per_guest(topic):
    make_plan(topic)

    with refused("topic"), transaction.atomic():
        make_plan(topic)


def test_one_plan_of_a_topic_per_user(topic, cast):
    make_plan(topic, guest_key="", user=cast.sam)

    with refused("topic"), transaction.atomic():
        make_plan(topic, guest_key="", user=cast.sam)


def test_an_item_is_reviewed_once(log):
    with refused("item"), transaction.atomic():
        ReviewLog.objects.create(
            card=log.card, item=log.item, rating=3, is_right=True, reviewed_at=NOW, due_before=NOW, due_after=NOW
        )


def test_rows_say_what_they_are(topic, log):
    assert [str(row) for row in (log.card, log, make_plan(topic))] == [CHANGEOVER, f"{log.card_id}: 3", "20 a day"]
