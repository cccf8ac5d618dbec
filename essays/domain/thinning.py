"""Which saved versions of an essay may be deleted once it has been handed in for a day.

Kept are the last version of each 5 minutes, every restored, handed-in or set-aside one, the first and the last.
Saves at 0:00, 0:10, 0:20, ... 9:50 minutes:seconds: 60 versions, of which those at 0:00, 4:50 and 9:50 stay.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

GRACE = timedelta(hours=24)
SLOT = timedelta(minutes=5)
RESTORE = "restore"


@dataclass(frozen=True, slots=True)
class Kept:
    """A saved version. `superseded`: set aside, never the current text. `handed_in`: its text equals one handed in."""

    id: int
    at: datetime
    cause: str
    superseded: bool
    handed_in: bool

    @property
    def is_needed(self) -> bool:
        return self.superseded or self.handed_in or self.cause == RESTORE


def settled_until(hand_ins: Iterable[datetime], *, now: datetime) -> datetime | None:
    """The latest hand-in at least 24 h old, None if there is none. What was saved after it is not thinned yet."""
    return max((at for at in hand_ins if at + GRACE <= now), default=None)


def surplus(versions: Sequence[Kept], *, until: datetime) -> frozenset[int]:
    """Ids that may be deleted, of one draft's versions in their order (window, sequence); later than `until`, none.

    Slots are counted from the first version, which always stays, so that doing it again deletes nothing. The current
    text is the last version of its slot that is not set aside, so that it stays as well.
    """
    if not versions:
        return frozenset()
    first = versions[0]
    last_of_slot = {(version.at - first.at) // SLOT: version.id for version in versions if not version.superseded}
    staying = {first.id, *last_of_slot.values()}
    return frozenset(
        version.id
        for version in versions
        if version.at <= until and version.id not in staying and not version.is_needed
    )
