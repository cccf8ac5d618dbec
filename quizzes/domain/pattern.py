"""Right answers counted by method and by dimension."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from opsmethods.domain.facts import FactBase, MethodFact


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
    """Rows and columns that occur in these lines, in the order of the notes."""

    labels: tuple[str, ...]
    rows: tuple[PatternRow, ...]

    @property
    def lines(self) -> tuple[PatternLine, ...]:
        return tuple(
            PatternLine(label, tuple((row.method, row.tallies[place]) for row in self.rows))
            for place, label in enumerate(self.labels)
        )


def pattern_of(lines: Iterable[MarkedLine], *, facts: FactBase) -> Pattern:
    """Questions without a dimension ask which method is meant; they stand in the first column."""
    lines = tuple(lines)
    columns = [("", f"Which {facts.noun}"), *((dimension.code, dimension.label) for dimension in facts.dimensions)]
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
    return Pattern(labels=tuple(label for _, label in met), rows=tuple(rows))


def _tally(label: str, lines: list[MarkedLine]) -> Tally:
    return Tally(label=label, right=sum(line.points == 1 for line in lines), tried=len(lines))
