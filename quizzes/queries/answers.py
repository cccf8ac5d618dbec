from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, F, OuterRef, UUIDField
from django.db.models.fields.json import KeyTextTransform

from accounts.compiled import CompiledQuery, Parameter
from accounts.domain.policy import counts
from quizzes.domain.answer import standing
from quizzes.models import AnswerEvent, Attempt, AttemptItem, Regrade


class KeptAnswer(NamedTuple):
    pk: int
    position: int
    window: int
    sequence: int
    option_id: UUID
    certainty: int | None
    server_time: datetime


KEPT = CompiledQuery(
    lambda: (
        AnswerEvent.objects.filter(attempt=Parameter("attempt", UUIDField()), superseded=False)
        .annotate(position=F("item__position"))
        .values_list(*KeptAnswer._fields)
    )
)


def kept_answers(attempt: Attempt) -> tuple[KeptAnswer, ...]:
    """Every answer that was not superseded, in no order."""
    return tuple(KeptAnswer(*row) for row in KEPT.rows(attempt=attempt.pk))


LOCKED = CompiledQuery(lambda: Attempt.objects.filter(pk=Parameter("attempt", UUIDField())).select_for_update())


SPOTS = CompiledQuery(
    lambda: (
        AttemptItem.objects.filter(attempt=Parameter("attempt", UUIDField()))
        .order_by("position")
        .values_list("position", "flagged")
    )
)


ITEMS = CompiledQuery(
    lambda: (
        AttemptItem.objects.filter(attempt=Parameter("attempt", UUIDField()))
        .select_related("snapshot")
        .only(
            "attempt",
            "position",
            "option_order",
            "flagged",
            "snapshot__body",
            "snapshot__method",
            "snapshot__dimension",
        )
        .order_by("position")
    )
)


class MarkedItem(NamedTuple):
    """A question with what its mark rests on, which is little of its body."""

    pk: int
    position: int
    snapshot_id: str
    option_order: list[str]
    key: str | None
    is_regraded: bool

    @property
    def body(self) -> dict[str, Any]:
        return {"key": self.key, "options": [{"id": option} for option in self.option_order]}


MARKED = CompiledQuery(
    lambda: (
        AttemptItem.objects.filter(attempt=Parameter("attempt", UUIDField()))
        .annotate(
            key=KeyTextTransform("key", "snapshot__body"),
            is_regraded=Exists(Regrade.objects.filter(snapshot=OuterRef("snapshot"))),
        )
        .order_by("position")
        .values_list(*MarkedItem._fields)
    )
)


def marked_items(attempt: Attempt) -> list[MarkedItem]:
    """The questions of an attempt in their order."""
    return [MarkedItem(*row) for row in MARKED.rows(attempt=attempt.pk)]


def locked_attempt(attempt_id: UUID) -> Attempt | None:
    """An attempt, whoever owns it, locked until the transaction ends."""
    return LOCKED.row(attempt=attempt_id)


def items_with_bodies(attempt: Attempt) -> list[AttemptItem]:
    """The questions of an attempt in their order, with what was shown."""
    return ITEMS.rows(attempt=attempt.pk)


def flags_of(attempt: Attempt) -> dict[int, bool]:
    """Whether the student wants to come back, by position in their order."""
    return dict(SPOTS.rows(attempt=attempt.pk))


def counted_answers(attempt: Attempt) -> dict[int, KeptAnswer]:
    """By position, the answers that the mark rests on: late ones only as far as the late rule lets them."""
    return standing(
        answer
        for answer in kept_answers(attempt)
        if counts(attempt, started_at=attempt.started_at, at=answer.server_time)
    )
