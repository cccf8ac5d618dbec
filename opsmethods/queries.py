"""Reads of the notes: what the pages show, and the frozen copy that questions are made from."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from types import MappingProxyType

from django.db.models import Prefetch, QuerySet

from opsmethods.domain import facts
from opsmethods.models import (
    Cell,
    Contrast,
    CostScale,
    Dimension,
    Example,
    Method,
    Phrase,
    Statement,
    StatementTruth,
    Topic,
    Wording,
)

# --- Topics and methods ---------------------------------------------------------------------------


def topics() -> QuerySet[Topic]:
    """What anyone may read."""
    return Topic.objects.filter(published=True).order_by("position", "slug")


def topic_of(slug: str) -> Topic:
    """Raises Topic.DoesNotExist, also for a topic not yet published."""
    return topics().get(slug=slug)


def topics_with_methods() -> QuerySet[Topic]:
    """Topics with `methods` and their `examples` at hand, each in its own order."""
    examples = Prefetch("examples", Example.objects.order_by("position", "code"))
    return topics().prefetch_related(Prefetch("methods", methods().prefetch_related(examples)))


def methods() -> QuerySet[Method]:
    return Method.objects.order_by("slot", "slug")


def dimensions_of(topic: Topic) -> QuerySet[Dimension]:
    return topic.dimensions.order_by("position", "code")


def leaks_of(topic_id: int) -> tuple[str, ...]:
    """Words that give away any method of the topic."""
    return tuple(leak for method in methods().filter(topic_id=topic_id) for leak in method.leak_list)


# --- Pages ----------------------------------------------------------------------------------------


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


# --- Facts ----------------------------------------------------------------------------------------


def fact_base(topic: Topic) -> facts.FactBase:
    """Everything published about the topic at the version just read, kept in the process.

    Load the topic freshly in each request: its version is what tells whether the kept copy still holds.
    """
    return _fact_base(topic.pk, topic.version)


@lru_cache(maxsize=64)
def _fact_base(topic_id: int, version: int) -> facts.FactBase:
    topic = Topic.objects.get(pk=topic_id)
    cells = Cell.objects.filter(method__topic=topic).select_related("method", "dimension")
    contrasts = Contrast.objects.filter(right__topic=topic).select_related("right", "wrong")
    return facts.FactBase(
        topic=topic.slug,
        version=version,
        noun=topic.noun,
        noun_plural=topic.noun_plural,
        methods=_method_facts(topic),
        dimensions=tuple(_dimension_fact(dimension) for dimension in dimensions_of(topic)),
        cells=MappingProxyType({(row.method.slug, row.dimension.code): _cell_fact(row) for row in cells}),
        examples=_example_facts(topic),
        statements=_statement_facts(topic),
        contrasts=MappingProxyType({(row.right.slug, row.wrong.slug): row.text for row in contrasts}),
        cost_scales=_cost_scales(topic),
        wordings=tuple(
            facts.Wording(model=row.model, code=row.code, text=row.text)
            for row in Wording.objects.filter(topic=topic).order_by("model", "code")
        ),
    )


def _method_facts(topic: Topic) -> tuple[facts.MethodFact, ...]:
    texts: dict[tuple[int, str], list[str]] = defaultdict(list)
    for phrase in Phrase.objects.filter(method__topic=topic).order_by("method__slot", "code"):
        texts[phrase.method_id, phrase.kind].append(phrase.text)
    return tuple(
        facts.MethodFact(
            slug=row.slug,
            name=row.name,
            slot=row.slot,
            definitions=tuple(texts[row.pk, Phrase.Kind.DEFINITION]),
            outputs=tuple(texts[row.pk, Phrase.Kind.OUTPUT]),
            sequences=tuple(texts[row.pk, Phrase.Kind.SEQUENCE]),
            leaks=row.leak_list,
        )
        for row in methods().filter(topic=topic)
    )


def _dimension_fact(row: Dimension) -> facts.DimensionFact:
    return facts.DimensionFact(
        code=row.code,
        label=row.label,
        scale_low=row.scale_low,
        scale_high=row.scale_high,
        most=row.most,
        least=row.least,
        more=row.more,
        less=row.less,
    )


def _cell_fact(row: Cell) -> facts.CellFact:
    return facts.CellFact(
        method=row.method.slug,
        dimension=row.dimension.code,
        level=row.level,
        low=row.low,
        high=row.high,
        sentence=row.sentence,
    )


def _example_facts(topic: Topic) -> tuple[facts.ExampleFact, ...]:
    rows = Example.objects.filter(method__topic=topic).select_related("method")
    return tuple(
        facts.ExampleFact(code=row.code, method=row.method.slug, text=row.leak_free, why=row.why)
        for row in rows.order_by("method__slot", "position", "code")
    )


def _statement_facts(topic: Topic) -> tuple[facts.StatementFact, ...]:
    """A statement whose truth is not yet said for every method is left out: it can be neither key nor distractor."""
    known = set(topic.methods.values_list("slug", flat=True))
    truths = Prefetch("truths", StatementTruth.objects.select_related("method").order_by("method__slot"))
    rows = Statement.objects.filter(method__topic=topic).select_related("method").prefetch_related(truths)
    found = (_statement_fact(row) for row in rows.order_by("method__slot", "kind", "position", "code"))
    return tuple(fact for fact in found if set(fact.truth) == known)


def _statement_fact(row: Statement) -> facts.StatementFact:
    truth = {truth.method.slug: facts.Truth(truth.value) for truth in row.truths.all()}
    return facts.StatementFact(
        code=row.code,
        method=row.method.slug,
        kind=row.kind,
        view=row.view,
        text=row.text,
        truth=MappingProxyType(truth),
    )


def _cost_scales(topic: Topic) -> tuple[facts.CostScale, ...]:
    rows = CostScale.objects.filter(method__topic=topic).select_related("method").order_by("method__slot")
    return tuple(
        facts.CostScale(
            method=row.method.slug,
            fixed_min=row.fixed_min,
            fixed_max=row.fixed_max,
            fixed_step=row.fixed_step,
            variable_min=row.variable_min,
            variable_max=row.variable_max,
            variable_step=row.variable_step,
            output_min=row.output_min,
            output_max=row.output_max,
            output_step=row.output_step,
        )
        for row in rows
    )
