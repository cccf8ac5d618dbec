"""Methods side by side."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from opsmethods.models import Cell, Dimension, Method, Topic, Trait, TraitCell
from opsmethods.queries.methods import Standing, standing_of
from opsmethods.queries.topics import dimensions_of, live, methods_of


class UnknownDimension(ValueError):
    """The topic has no dimension of that code, or no group of that name."""


@dataclass(frozen=True, slots=True)
class ComparedMethod:
    method: Method
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    dimension: Dimension
    cells: tuple[ComparedMethod, ...]


@dataclass(frozen=True, slots=True)
class ComparisonGroup:
    heading: str
    rows: tuple[ComparisonRow, ...]


@dataclass(frozen=True, slots=True)
class TraitText:
    method: Method
    text: str


@dataclass(frozen=True, slots=True)
class TraitRow:
    trait: Trait
    cells: tuple[TraitText, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """`sorted_by` decides the order of the methods, highest first; `group` is the heading shown alone, if any."""

    methods: tuple[Method, ...]
    headings: tuple[str, ...]
    group: str
    groups: tuple[ComparisonGroup, ...]
    traits: tuple[TraitRow, ...]
    sorted_by: Dimension | None


def comparison(topic: Topic, *, sort: str = "", group: str = "", drafts: bool = False) -> Comparison:
    """`sort` is the code of a dimension, `group` a heading. Raises UnknownDimension."""
    dimensions = list(dimensions_of(topic, drafts=drafts))
    headings = tuple(dict.fromkeys(dimension.group for dimension in dimensions if dimension.group))
    sorted_by = next((dimension for dimension in dimensions if dimension.code == sort), None)
    if sort and sorted_by is None:
        raise UnknownDimension(f"There is nothing called {sort} to sort by.")
    if group and group not in headings:
        raise UnknownDimension(f"There is no group called {group}.")
    cells = {(cell.method_id, cell.dimension_id): cell for cell in _cells(topic, drafts=drafts)}
    columns = list(methods_of(topic, drafts=drafts))
    if sorted_by:
        levels = {method_id: cell.level for (method_id, code), cell in cells.items() if code == sorted_by.pk}
        columns.sort(key=lambda method: -levels.get(method.pk, sorted_by.scale_low))
    shown = [dimension for dimension in dimensions if not group or dimension.group == group]
    return Comparison(
        methods=tuple(columns),
        headings=headings,
        group=group,
        groups=_groups(shown, columns, cells),
        traits=() if group else _traits(topic, columns, drafts=drafts),
        sorted_by=sorted_by,
    )


def _cells(topic: Topic, *, drafts: bool) -> Iterable[Cell]:
    return live(Cell.objects.filter(method__topic=topic), "method", "dimension", drafts=drafts)


def _groups(
    dimensions: Iterable[Dimension], columns: list[Method], cells: Mapping[tuple[int, int], Cell]
) -> tuple[ComparisonGroup, ...]:
    found: dict[str, list[ComparisonRow]] = {}
    for dimension in dimensions:
        row = ComparisonRow(dimension, tuple(_compared(columns, dimension, cells)))
        found.setdefault(dimension.group, []).append(row)
    return tuple(ComparisonGroup(heading, tuple(rows)) for heading, rows in found.items())


def _compared(
    columns: Iterable[Method], dimension: Dimension, cells: Mapping[tuple[int, int], Cell]
) -> Iterable[ComparedMethod]:
    for method in columns:
        cell = cells.get((method.pk, dimension.pk))
        yield ComparedMethod(method, standing_of(cell, dimension) if cell else None)


def _traits(topic: Topic, columns: list[Method], *, drafts: bool) -> tuple[TraitRow, ...]:
    texts = TraitCell.objects.filter(trait__topic=topic).order_by("trait__position", "trait__code")
    found: dict[Trait, dict[int, str]] = {}
    for cell in live(texts, "trait", "method", drafts=drafts):
        found.setdefault(cell.trait, {})[cell.method_id] = cell.text
    return tuple(
        TraitRow(trait, tuple(TraitText(method, by_method.get(method.pk, "")) for method in columns))
        for trait, by_method in found.items()
    )
