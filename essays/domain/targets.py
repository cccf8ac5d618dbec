"""What to work on next, and how far a mark may be trusted. Prose: docs/domain/essay-marking.md."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from essays.domain.marking import NO_EVIDENCE, Line
from essays.domain.rubric import CriterionSpec, LevelSpec

TARGETS = 2


@dataclass(frozen=True, slots=True)
class Target:
    """A criterion to work on: what it counts for now, and how the next level up reads."""

    criterion: CriterionSpec
    points: int
    next_level: LevelSpec
    reason: str = ""

    @property
    def lacks_sentence(self) -> bool:
        """Whether the mark is held for want of a sentence alone: nothing in the essay has to change for more."""
        return self.reason.endswith(NO_EVIDENCE)


@dataclass(frozen=True, slots=True)
class Range:
    """Where another marker's total could well lie."""

    low: int
    high: int


def targets(lines: Iterable[Line], criteria: Sequence[CriterionSpec]) -> tuple[Target, ...]:
    """The two weakest criteria by the share of their marks, of equal ones the later: judgement is marked too kindly
    more often than knowledge. A criterion with full marks is no target.

    Worked: 3 of 4, 1 of 4, 3 of 6 and 2 of 6 give C2 (a quarter) and C4 (a third).
    """
    points = {line.code: line for line in lines}
    open_ones = [each for each in criteria if each.code in points and points[each.code].points < each.maximum]
    places = {each.code: place for place, each in enumerate(criteria)}
    weakest = sorted(open_ones, key=lambda each: (Fraction(points[each.code].points, each.maximum), -places[each.code]))
    return tuple(
        Target(each, points[each.code].points, _next_level(each, points[each.code].points), points[each.code].reason)
        for each in weakest[:TARGETS]
    )


def _next_level(criterion: CriterionSpec, points: int) -> LevelSpec:
    """The level of the next mark up."""
    return next(level for level in criterion.levels if points < level.highest)


def trust(points: int, *, out_of: int) -> Range:
    """One mark either way for every ten, cut off at 0 and the maximum: marks by levels are judgements.

    14 of 20 may be 12 to 16; 14 of 25, where the ten go twice and a half and half goes up, 11 to 17.
    """
    margin = (out_of + 5) // 10
    return Range(max(points - margin, 0), min(points + margin, out_of))
