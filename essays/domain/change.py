"""One save of a draft, as the browser sent it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """`window` and `sequence` order the saves of a draft; `client_uuid` makes sending one twice harmless (V3, V13)."""

    text: str
    window: int
    sequence: int
    client_uuid: UUID
    client_time: datetime | None = None
    cause: str = "autosave"
