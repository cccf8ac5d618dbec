"""Right answers counted by method and by dimension."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from opsmethods.domain.facts import FactBase, MethodFact

WHOLE = "As a whole"
OTHERS = "Terms, sums and ideas that belong to no one of them"


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """What one question was about and what it earned."""

    method: str
    dimension: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class Tally:
    """`right` of `tried`, under the label of its column."""

    label: str
    right: int
    tried: int

    @property
    def sign(self) -> str:
        """The sign that stands beside the count; never a claim about more than these questions."""
        if self.right == self.tried:
            return "i-tick"
        return "i-half" if self.right else "i-cross"


@dataclass(frozen=True, slots=True)
class PatternRow:
    method: MethodFact
    tallies: tuple[Tally, ...]


@dataclass(frozen=True, slots=True)
class PatternLine:
    """A column laid down: what was asked, with a tally for each method."""

    label: str
    tallies: tuple[tuple[MethodFact, Tally], ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """Rows and columns that occur in these lines, in the order of the notes. `others` are of no single method."""

    labels: tuple[str, ...]
    rows: tuple[PatternRow, ...]
    others: Tally | None = None

    @property
    def lines(self) -> tuple[PatternLine, ...]:
        return tuple(
            PatternLine(label, tuple((row.method, row.tallies[place]) for row in self.rows))
            for place, label in enumerate(self.labels)
        )


def pattern_of(lines: Iterable[MarkedLine], *, facts: FactBase) -> Pattern:
    """Questions without a dimension are about a method as a whole; they stand in the first column."""
    lines = tuple(lines)
    columns = [("", WHOLE), *((dimension.code, dimension.label) for dimension in facts.dimensions)]
    met = [(code, label) for code, label in columns if any(line.dimension == code for line in lines)]
    rows = (
        PatternRow(
            method=method,
            tallies=tuple(
                _tally(label, [ln for ln in lines if (ln.method, ln.dimension) == (method.slug, code)])
                for code, label in met
            ),
        )
        for method in facts.methods
        if any(line.method == method.slug for line in lines)
    )
    known = {method.slug for method in facts.methods}
    others = [line for line in lines if line.method not in known]
    return Pattern(
        labels=tuple(label for _, label in met),
        rows=tuple(rows),
        others=_tally(OTHERS, others) if others else None,
    )


def _tally(label: str, lines: list[MarkedLine]) -> Tally:
    return Tally(label=label, right=sum(line.points == 1 for line in lines), tried=len(lines))
