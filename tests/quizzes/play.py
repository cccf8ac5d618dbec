"""What tests do with a quiz."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

from accounts.domain.actor import Actor
from quizzes.domain.answer import Answer
from quizzes.models import Attempt, ItemSnapshot
from quizzes.operations import record_answer, submit_attempt

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
GUEST = Actor(guest_key="a-guest")


def item_at(attempt, position):
    return attempt.items.select_related("attempt__topic", "snapshot").get(position=position)


def right_option(item):
    return item.snapshot.body["key"]


def wrong_option(item):
    return next(option for option in item.option_order if option != right_option(item))


def explanations(item):
    return [option["why"] for option in item.snapshot.body["options"]]


def make_answer(option_id, **values):
    return Answer(**{"option_id": UUID(str(option_id)), "window": 1, "sequence": 1, "client_uuid": uuid4(), **values})


def answer_item(item, answer, *, now=NOW):
    """The owner of the attempt answers one of its questions."""
    owner = Actor(user_id=item.attempt.user_id, guest_key=item.attempt.guest_key)
    return record_answer(owner, attempt_id=item.attempt_id, position=item.position, answer=answer, now=now)


def give(attempt, *, right, now=NOW):
    """Answers the questions in order, the first `right` of them rightly."""
    for item in attempt.items.select_related("attempt", "snapshot").order_by("position"):
        choose = right_option if item.position <= right else wrong_option
        answer_item(item, make_answer(choose(item)), now=now)


def hand_in(attempt, *, right, now=NOW):
    give(attempt, right=right, now=now)
    return submit_attempt(attempt, now=now)


def posted(answer):
    """The fields of a question page's form for an answer."""
    return {
        "option": answer.option_id,
        "window": answer.window,
        "sequence": answer.sequence,
        "client_uuid": answer.client_uuid,
    }


def plant(attempts: list[Attempt], text: str) -> list[str]:
    """Have the only question of each attempt quote a text."""
    stems = []
    for number, attempt in enumerate(attempts):
        snapshot = attempt.items.get().snapshot
        body = snapshot.body | {"stem": f"{text} Which is it, number {number}?"}
        copy = ItemSnapshot.objects.create(
            **{**row_of(snapshot), "id": f"{attempt.pk.hex}{attempt.pk.hex}", "body": body}
        )
        attempt.items.update(snapshot=copy)
        stems.append(body["stem"])
    return stems


def row_of(snapshot: ItemSnapshot) -> dict:
    return {field.attname: getattr(snapshot, field.attname) for field in snapshot._meta.concrete_fields}
