from functools import partial
from uuid import UUID

from django.db.models import (
    IntegerField,
    QuerySet,
    UUIDField,
)

from accounts.compiled import OWNED, CompiledQuery, Parameter
from accounts.domain.actor import Actor
from quizzes.models import Attempt, AttemptItem

ANSWERED = tuple(
    f"attempt__{name}"
    for name in (
        "state",
        "window",
        "item_count",
        "feedback_rule",
        "started_at",
        "deadline_at",
        "time_limit_s",
        "extra_time_percent",
        "grace_s",
        "late_rule",
    )
)
SHOWN = (
    *ANSWERED,
    "attempt__mode",
    "attempt__about",
    "attempt__level",
    "attempt__asks_certainty",
    "attempt__topic__slug",
    "attempt__topic__version",
    "flagged",
    "snapshot__body",
    "snapshot__method",
    "snapshot__dimension",
)


LAST_POSITION = 2**15 - 1  # as far as the column goes; a database asked for more fails


def attempts_of(actor: Actor) -> QuerySet[Attempt]:
    """Attempts of a user or guest; a guest who has started nothing has none."""
    if actor.owns_nothing:
        return Attempt.objects.none()
    return Attempt.objects.filter(**actor.owner)


# Taking a quiz is most of what this site does, so its queries are compiled once: one for users, one for guests.
OWNED_ATTEMPT = {guest: {f"attempt__{name}": value for name, value in owner.items()} for guest, owner in OWNED.items()}


AT = {"attempt": Parameter("attempt", UUIDField()), "position": Parameter("position", IntegerField())}


def _compiled_items(*, is_guest: bool) -> QuerySet[AttemptItem]:
    return AttemptItem.objects.filter(**AT, **OWNED_ATTEMPT[is_guest])


def _compiled_shown_items(*, is_guest: bool) -> QuerySet[AttemptItem]:
    items = _compiled_items(is_guest=is_guest).select_related("attempt__topic", "snapshot")
    return items.only("position", "option_order", *SHOWN)


def _compiled_answered_items(*, is_guest: bool) -> QuerySet[AttemptItem]:
    items = _compiled_items(is_guest=is_guest).select_related("attempt")
    return items.only("position", "option_order", *ANSWERED)


def _compiled_locked_items(*, is_guest: bool) -> QuerySet[AttemptItem]:
    return _compiled_answered_items(is_guest=is_guest).select_for_update(no_key=True, of=("attempt",))


def _compiled_attempts(*, is_guest: bool) -> QuerySet[Attempt]:
    own = Attempt.objects.filter(pk=Parameter("attempt", UUIDField()), **OWNED[is_guest])
    return own.select_related("topic").defer("topic__loaded")


ATTEMPT = {guest: CompiledQuery(partial(_compiled_attempts, is_guest=guest)) for guest in (False, True)}


SHOWN_ITEM = {guest: CompiledQuery(partial(_compiled_shown_items, is_guest=guest)) for guest in (False, True)}


ANSWERED_ITEM = {guest: CompiledQuery(partial(_compiled_answered_items, is_guest=guest)) for guest in (False, True)}


LOCKED_ITEM = {guest: CompiledQuery(partial(_compiled_locked_items, is_guest=guest)) for guest in (False, True)}


def attempt_of(actor: Actor, *, attempt_id: UUID) -> Attempt | None:
    """An attempt of this person, with its topic."""
    if actor.owns_nothing:
        return None
    return ATTEMPT[actor.is_guest].row(**actor.owner, attempt=attempt_id)


def shown_item(actor: Actor, *, attempt_id: UUID, position: int) -> AttemptItem | None:
    """A question of this person with its attempt, topic and snapshot, as far as the page shows them."""
    return _item(SHOWN_ITEM, actor, attempt_id=attempt_id, position=position)


def answered_item(actor: Actor, *, attempt_id: UUID, position: int) -> AttemptItem | None:
    """A question of this person with its attempt."""
    return _item(ANSWERED_ITEM, actor, attempt_id=attempt_id, position=position)


def locked_item(actor: Actor, *, attempt_id: UUID, position: int) -> AttemptItem | None:
    """The same, and the attempt is locked until the transaction ends."""
    return _item(LOCKED_ITEM, actor, attempt_id=attempt_id, position=position)


def _item(
    queries: dict[bool, CompiledQuery[AttemptItem]], actor: Actor, *, attempt_id: UUID, position: int
) -> AttemptItem | None:
    if actor.owns_nothing or position > LAST_POSITION:
        return None
    return queries[actor.is_guest].row(**actor.owner, attempt=attempt_id, position=position)
