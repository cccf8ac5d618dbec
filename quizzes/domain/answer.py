"""An answer on its way in, and which of several stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One choice as the browser sent it.

    `window` numbers the openings of an attempt and `sequence` the choices within one; the client's
    time is kept as told and decides nothing.
    """

    option_id: UUID
    window: int
    sequence: int
    client_uuid: UUID
    client_time: datetime | None = None
    certainty: int | None = None


class Placed(Protocol):
    """An answer kept: where it belongs and when it was given."""

    @property
    def pk(self) -> int: ...

    @property
    def position(self) -> int: ...

    @property
    def window(self) -> int: ...

    @property
    def sequence(self) -> int: ...


Kept = TypeVar("Kept", bound=Placed)


def standing(answers: Iterable[Kept]) -> dict[int, Kept]:
    """The answer that stands at each position: the highest (window, sequence), whatever order they came in."""
    return {answer.position: answer for answer in sorted(answers, key=lambda a: (a.window, a.sequence, a.pk))}
