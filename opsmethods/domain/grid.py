"""The matrix of a topic as one table: what the editor's grid and its files are read from and written to.

A row is a dimension; each method has four columns, `job.level`, `job.low`, `job.high` and `job.sentence`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from opsmethods.domain.rules import range_problem
from opsmethods.domain.schema import ContentError
from opsmethods.domain.specs import CellSpec

CODE, LABEL = "code", "label"
NUMBERS = ("level", "low", "high")
PARTS = (*NUMBERS, "sentence")

Table = Sequence[Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class GridRow:
    """A dimension with its cells by the slug of their method; one that is not said yet is missing."""

    code: str
    label: str
    scale: tuple[int, int]
    cells: Mapping[str, CellSpec]


@dataclass(frozen=True, slots=True)
class Grid:
    """`names`: what a method is called, by its slug."""

    methods: tuple[str, ...]
    rows: tuple[GridRow, ...]
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def header(self) -> tuple[str, ...]:
        return (CODE, LABEL, *(f"{slug}.{part}" for slug in self.methods for part in PARTS))

    def table(self) -> list[dict[str, str]]:
        return [
            {CODE: row.code, LABEL: row.label}
            | {f"{slug}.{part}": str(getattr(cell, part)) for slug, cell in row.cells.items() for part in PARTS}
            for row in self.rows
        ]


@dataclass(frozen=True, slots=True)
class CellChange:
    """`old` is None for a cell that was not said before."""

    code: str
    method: str
    old: CellSpec | None
    new: CellSpec


def changes_in(table: Table, grid: Grid) -> tuple[CellChange, ...]:
    """What a table would change in the grid it is meant for. A row that is left out, or a cell left empty, stays.

    Raises ContentError with every problem, each as "row 3, flow.level: ...". Row 1 is the header.
    """
    problems = list(_header_problems(table, grid))
    known = {row.code: row for row in grid.rows}
    seen: set[str] = set()
    changes: list[CellChange] = []
    for number, line in enumerate(table, start=2):
        code = line.get(CODE, "").strip()
        if code not in known or code in seen:
            why = "stands twice:" if code in seen else "there is no dimension"
            problems.append(f"row {number}: {why} {code}".rstrip())
            continue
        seen.add(code)
        for slug in grid.methods:
            try:
                new = _values(line, slug, known[code].scale)
            except ContentError as error:
                problems += [f"row {number}, {problem}" for problem in error.problems]
            else:
                old = known[code].cells.get(slug)
                if new is not None and new != old:
                    changes.append(CellChange(code, slug, old, new))
    if problems:
        raise ContentError(problems)
    return tuple(changes)


def _header_problems(table: Table, grid: Grid) -> Iterator[str]:
    if not table:
        yield "The table has no rows."
        return
    given = set(table[0])
    if CODE not in given:
        yield f"The first row must name the columns; {CODE} is missing."
    for name in sorted(given - set(grid.header)):
        yield f"There is no column {name}."


def _values(line: Mapping[str, str], slug: str, scale: tuple[int, int]) -> CellSpec | None:
    texts = {part: line.get(f"{slug}.{part}", "").strip() for part in PARTS}
    if not any(texts.values()):
        return None
    problems = [f"{slug}.{part}: is missing" for part in PARTS if not texts[part]]
    problems += [f"{slug}.{part}: must be a whole number, not {texts[part]}" for part in _no_numbers(texts)]
    if problems:
        raise ContentError(problems)
    level, low, high = (int(texts[part]) for part in NUMBERS)
    if problem := range_problem(level=level, low=low, high=high, scale=scale):
        raise ContentError([f"{slug}.level: {problem}"])
    return CellSpec(level, low, high, texts["sentence"])


def _no_numbers(texts: Mapping[str, str]) -> Iterable[str]:
    return (part for part in NUMBERS if texts[part] and not texts[part].removeprefix("-").isdecimal())
