"""One test for each named constraint: it inserts the row that must be refused."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from quizzes.models import AnswerEvent, Attempt, AttemptItem, ItemSnapshot, Mark, MarkLine
from tests.quizzes.play import NOW, item_at


def refused(constraint):
    """SQLite names the columns of a unique constraint, not the constraint."""
    return pytest.raises(IntegrityError, match=constraint)


def make_mark(attempt, **values):
    return Mark.objects.create(
        **{"attempt": attempt, "scoring_version": 1, "points": 1, "out_of": 4, "cause": "test", "created_at": NOW}
        | values
    )


def make_event(item, **values):
    return AnswerEvent.objects.create(
        **{
            "attempt": item.attempt,
            "item": item,
            "window": 1,
            "sequence": 1,
            "client_uuid": uuid4(),
            "option_id": uuid4(),
            "server_time": NOW,
        }
        | values
    )


def test_snapshot_id_is_a_sha256(start):
    shot = start().items.first().snapshot

    with refused("snapshot_id_is_a_sha256"):
        ItemSnapshot.objects.create(
            id="not a hash",
            body={},
            topic=shot.topic,
            topic_version=1,
            generator_version=1,
            item_model="IM01",
            signature="x",
            method="x",
            created_at=NOW,
        )


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("attempt_has_exactly_one_owner", {"guest_key": ""}),
        ("attempt_extra_time_at_most_300_percent", {"extra_time_percent": 301}),
        ("attempt_dated_feedback_has_a_date", {"feedback_rule": "date", "feedback_at": None}),
        ("attempt_mode_is_known", {"mode": "guess"}),
        ("attempt_handed_in_has_a_time", {"state": "submitted"}),
        ("attempt_scored_has_a_time", {"state": "scored", "submitted_at": NOW}),
        ("attempt_has_an_item", {"item_count": 0}),
    ],
)
def test_attempt_constraints(start, constraint, values):
    attempt = start()

    with refused(constraint), transaction.atomic():
        Attempt.objects.filter(pk=attempt.pk).update(**values)


def test_an_attempt_has_one_owner_not_two(start, django_user_model):
    attempt = start()
    user = django_user_model.objects.create_user("sam")

    with refused("attempt_has_exactly_one_owner"):
        Attempt.objects.filter(pk=attempt.pk).update(user=user)


def test_one_item_per_attempt_and_position(start):
    attempt = start()
    other = start(seed=8).items.first().snapshot

    with refused("position"):
        AttemptItem.objects.create(attempt=attempt, snapshot=other, position=1, option_order=[])


def test_one_item_per_attempt_and_snapshot(start):
    item = start().items.first()

    with refused("snapshot"):
        AttemptItem.objects.create(attempt=item.attempt, snapshot=item.snapshot, position=99, option_order=[])


def test_item_positions_start_at_1(start):
    attempt = start()

    with refused("item_positions_start_at_1"):
        attempt.items.filter(position=1).update(position=0)


def test_one_event_per_attempt_and_client_uuid(start):
    attempt = start()
    event = make_event(item_at(attempt, 1))

    with refused("client_uuid"):
        make_event(item_at(attempt, 2), client_uuid=event.client_uuid)


@pytest.mark.parametrize("certainty", [0, 4])
def test_certainty_is_1_to_3(start, certainty):
    item = item_at(start(), 1)

    with refused("certainty_is_1_to_3"):
        make_event(item, certainty=certainty)


def test_one_mark_per_attempt_and_scoring_version(start):
    attempt = start()
    make_mark(attempt)

    with refused("scoring_version"):
        make_mark(attempt)


@pytest.mark.parametrize("points", [-1, 5])
def test_mark_is_between_0_and_its_maximum(start, points):
    attempt = start()

    with refused("mark_is_between_0_and_its_maximum"):
        make_mark(attempt, points=points, out_of=4)


def test_one_line_per_mark_and_item(start):
    item = item_at(start(), 1)
    mark = make_mark(item.attempt)
    MarkLine.objects.create(mark=mark, item=item, points=1)

    with refused("item"):
        MarkLine.objects.create(mark=mark, item=item, points=0)


@pytest.mark.parametrize("points", [Decimal("-0.01"), Decimal("1.01")])
def test_line_is_between_0_and_1(start, points):
    item = item_at(start(), 1)
    mark = make_mark(item.attempt)

    with refused("line_is_between_0_and_1|line_earns_no_more_than_its_question"):  # more than 1 breaks both
        MarkLine.objects.create(mark=mark, item=item, points=points)


def test_rows_say_what_they_are(start):
    attempt = start()
    item = item_at(attempt, 1)
    event, mark = make_event(item), make_mark(attempt)
    line = MarkLine.objects.create(mark=mark, item=item, points=1)

    assert [str(row) for row in (attempt, item, item.snapshot, event, mark, line)] == [
        f"Test {attempt.pk}",
        f"{attempt.pk} 1",
        item.snapshot_id[:12],
        str(event.client_uuid),
        "1 of 4",
        f"{item.pk}: 1",
    ]
