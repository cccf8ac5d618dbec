"""What a quiz must have come to, by what the student's side knows and the key, and what is stored instead."""

from collections.abc import Iterable
from uuid import UUID

from quizzes.models import AnswerEvent, Attempt, AttemptItem, Mark, Receipt
from tests.processes.conftest import ALIAS
from tests.processes.tab import Choice


def points_for(attempt: UUID, counted: Iterable[Choice]) -> int:
    """One for each question whose last answer is the key."""
    items = AttemptItem.objects.using(ALIAS).filter(attempt=attempt).select_related("snapshot")
    keys = {item.position: item.snapshot.body["key"] for item in items}
    last = {choice.position: choice.option for choice in sorted(counted, key=number_of)}
    return sum(keys[position] == option for position, option in last.items())


def number_of(choice: Choice) -> tuple[int, int, UUID]:
    return choice.window, choice.sequence, choice.client_uuid


def stored(attempt: UUID, **those: object) -> list[tuple[Choice, bool]]:
    """Every answer there is, each with whether it does not count, in the order of their numbers."""
    rows = AnswerEvent.objects.using(ALIAS).filter(attempt=attempt, **those).select_related("item")
    kept = [
        (Choice(row.item.position, str(row.option_id), row.window, row.sequence, row.client_uuid), row.superseded)
        for row in rows
    ]
    return in_order(kept)


def in_order(kept: Iterable[tuple[Choice, bool]]) -> list[tuple[Choice, bool]]:
    return sorted(kept, key=lambda pair: (number_of(pair[0]), pair[0].option))


def marks_in(attempt: UUID) -> list[tuple[int, int]]:
    """The ledger: scoring version and points of each entry."""
    rows = Mark.objects.using(ALIAS).filter(attempt=attempt).order_by("scoring_version")
    return [(mark.scoring_version, int(mark.points)) for mark in rows]


def receipt_of(attempt: UUID) -> dict[str, object]:
    names = ("window", "sent_count", "sent_digest", "kept_count", "kept_digest")
    return Receipt.objects.using(ALIAS).values(*names).get(attempt=attempt)


def unscored() -> int:
    return Attempt.objects.using(ALIAS).filter(state=Attempt.State.SUBMITTED).count()
