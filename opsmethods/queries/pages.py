"""What the pages of the notes show."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from opsmethods.models import Cell, Dimension, Example, Method, Statement, Topic
from opsmethods.queries.topics import dimensions_of, methods


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a method stands on a dimension, as a page shows it."""

    code: str
    label: str
    scale: str
    scale_low: int
    scale_high: int
    level: int
    word: str
    sentence: str

    @property
    def anchor(self) -> str:
        return self.code.lower()


@dataclass(frozen=True, slots=True)
class ViewGroup:
    """Statements from one point of view."""

    view: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MethodPage:
    method: Method
    place: int
    count: int
    previous: Method | None
    next: Method | None
    standings: tuple[Standing, ...]
    examples: tuple[Example, ...]
    advantages: tuple[ViewGroup, ...]
    disadvantages: tuple[ViewGroup, ...]


def method_page(topic: Topic, *, slug: str) -> MethodPage:
    """Raises Method.DoesNotExist."""
    siblings = list(methods().filter(topic=topic))
    place = next((index for index, method in enumerate(siblings) if method.slug == slug), None)
    if place is None:
        raise Method.DoesNotExist
    method = siblings[place]
    cells = method.cells.select_related("dimension").order_by("dimension__position", "dimension__code")
    statements = list(method.statements.order_by("position", "code"))
    return MethodPage(
        method=method,
        place=place + 1,
        count=len(siblings),
        previous=siblings[place - 1] if place else None,
        next=siblings[place + 1] if place + 1 < len(siblings) else None,
        standings=tuple(standing_of(cell, cell.dimension) for cell in cells),
        examples=tuple(method.examples.order_by("position", "code")),
        advantages=_by_view(statements, Statement.Kind.ADVANTAGE),
        disadvantages=_by_view(statements, Statement.Kind.DISADVANTAGE),
    )


def standing_of(cell: Cell, dimension: Dimension) -> Standing:
    return Standing(
        code=dimension.code,
        label=dimension.label,
        scale=dimension.scale,
        scale_low=dimension.scale_low,
        scale_high=dimension.scale_high,
        level=cell.level,
        word=dimension.word_for(cell.level),
        sentence=cell.sentence,
    )


def _by_view(statements: Iterable[Statement], kind: str) -> tuple[ViewGroup, ...]:
    order = [view.value for view in Statement.View]
    chosen = sorted((row for row in statements if row.kind == kind), key=lambda row: order.index(row.view))
    groups = groupby(chosen, key=lambda row: row.get_view_display())
    return tuple(ViewGroup(view, tuple(row.text for row in rows)) for view, rows in groups)


class UnknownDimension(ValueError):
    """The topic has no dimension of that code."""


@dataclass(frozen=True, slots=True)
class ComparedMethod:
    method: Method
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    dimension: Dimension
    cells: tuple[ComparedMethod, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Methods side by side; `sorted_by` is the dimension that decides their order, highest first."""

    methods: tuple[Method, ...]
    rows: tuple[ComparisonRow, ...]
    sorted_by: Dimension | None


def comparison(topic: Topic, *, sort: str = "") -> Comparison:
    """`sort` is the code of a dimension. Raises UnknownDimension."""
    dimensions = list(dimensions_of(topic))
    sorted_by = next((dimension for dimension in dimensions if dimension.code == sort), None)
    if sort and sorted_by is None:
        raise UnknownDimension(f"There is nothing called {sort} to sort by.")
    cells = {(cell.method_id, cell.dimension_id): cell for cell in Cell.objects.filter(method__topic=topic)}
    columns = list(methods().filter(topic=topic))
    if sorted_by:
        levels = {method_id: cell.level for (method_id, code), cell in cells.items() if code == sorted_by.pk}
        columns.sort(key=lambda method: -levels.get(method.pk, sorted_by.scale_low))
    rows = (ComparisonRow(dimension, tuple(_compared(columns, dimension, cells))) for dimension in dimensions)
    return Comparison(tuple(columns), tuple(rows), sorted_by)


def _compared(
    columns: Iterable[Method], dimension: Dimension, cells: Mapping[tuple[int, int], Cell]
) -> Iterable[ComparedMethod]:
    for method in columns:
        cell = cells.get((method.pk, dimension.pk))
        yield ComparedMethod(method, standing_of(cell, dimension) if cell else None)
