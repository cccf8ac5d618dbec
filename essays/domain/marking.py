"""From the marks a marker chose to the total that counts. Prose: docs/domain/essay-marking.md.

Rules only ever lower a mark. Worked: chosen 3, 3, 5, 4 of 4, 4, 6, 6 with evidence for all but C2, and the answer
"no sentence compares" (at most 4) for C3. A self-mark becomes 3 + 1 + 4 + 4 = 12, a teacher's 3 + 3 + 4 + 4 = 14.
"""

from collections.abc import Iterable
from dataclasses import dataclass

NO_EVIDENCE = "No sentence of the essay was chosen as evidence."


@dataclass(frozen=True, slots=True)
class Limit:
    """A most that a mark may be, and why."""

    maximum: int
    reason: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a marker decided on one criterion. `caps` are the limits whose questions were answered against the essay."""

    code: str
    chosen: int
    maximum: int
    unevidenced_maximum: int
    evidenced: bool
    caps: tuple[Limit, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """What a criterion counts for; `reason` is empty when that is the chosen mark."""

    code: str
    chosen: int
    points: int
    reason: str


@dataclass(frozen=True, slots=True)
class Total:
    lines: tuple[Line, ...]
    out_of: int

    @property
    def points(self) -> int:
        return sum(line.points for line in self.lines)


def total(judgements: Iterable[Judgement], *, evidence_binds: bool) -> Total:
    """Apply the evidence rule and the caps to each criterion. Teachers are not bound by the evidence rule."""
    judged = tuple(judgements)
    return Total(
        lines=tuple(_line(judgement, evidence_binds=evidence_binds) for judgement in judged),
        out_of=sum(judgement.maximum for judgement in judged),
    )


def _line(judgement: Judgement, *, evidence_binds: bool) -> Line:
    limits = list(judgement.caps)
    if evidence_binds and not judgement.evidenced:
        limits.append(Limit(judgement.unevidenced_maximum, NO_EVIDENCE))
    lowest = min(limits, key=lambda limit: (limit.maximum, limit.reason), default=None)
    if lowest is None or judgement.chosen <= lowest.maximum:
        return Line(judgement.code, judgement.chosen, judgement.chosen, "")
    return Line(judgement.code, judgement.chosen, lowest.maximum, f"Held at {lowest.maximum}. {lowest.reason}")
