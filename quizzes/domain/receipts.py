"""What was sent and what was kept, so that both sides can be compared.

A line stands for one answer: `<client UUID> <sequence> <option id>`. The digest is the SHA-256 of the lines of one
window, sorted and joined by line feeds, in hexadecimal; the browser makes the same one (static/js/quiz.js).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Tally:
    """How many answers, and their digest; `digest` is empty where the browser could not make one."""

    count: int
    digest: str


@dataclass(frozen=True, slots=True)
class Sent:
    """What the browser says it has sent from its window of an attempt."""

    window: int
    tally: Tally


def line_of(client_uuid: object, sequence: int, option_id: object) -> str:
    return f"{client_uuid} {sequence} {option_id}"


def tally_of(lines: Iterable[str]) -> Tally:
    """Of no lines: 0 and the SHA-256 of nothing, e3b0c442...; the order in which they came does not matter."""
    told = sorted(lines)
    return Tally(len(told), sha256("\n".join(told).encode()).hexdigest())


def agree(sent: Tally, kept: Tally) -> bool:
    return sent.count == kept.count and sent.digest in {"", kept.digest}
