"""The frozen copy of the notes that questions are made from."""

from collections import defaultdict
from functools import lru_cache
from types import MappingProxyType

from django.db.models import Prefetch, QuerySet

from opsmethods.domain import facts
from opsmethods.models import (
    Cell,
    Contrast,
    CostScale,
    Dimension,
    Example,
    Phrase,
    Statement,
    StatementTruth,
    Topic,
    Wording,
)
from opsmethods.queries.topics import dimensions_of, live, methods_of


def fact_base(topic: Topic) -> facts.FactBase:
    """Everything published about the topic at the version just read, kept in the process.

    Load the topic freshly in each request: its version is what tells whether the kept copy still holds.
    """
    return _fact_base(topic.pk, topic.version)


@lru_cache(maxsize=64)
def _fact_base(topic_id: int, version: int) -> facts.FactBase:
    topic = Topic.objects.get(pk=topic_id)
    cells = live(Cell.objects.filter(method__topic=topic), "method", "dimension")
    contrasts = live(Contrast.objects.filter(right__topic=topic), "right", "wrong")
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
        cost_scales=cost_scales_of(topic),
        wordings=tuple(
            facts.Wording(model=row.model, code=row.code, text=row.text)
            for row in live(Wording.objects.filter(topic=topic)).order_by("model", "code")
        ),
    )


def _method_facts(topic: Topic) -> tuple[facts.MethodFact, ...]:
    texts: dict[tuple[int, str], list[str]] = defaultdict(list)
    for phrase in live(Phrase.objects.filter(method__topic=topic)).order_by("method__slot", "code"):
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
        for row in methods_of(topic)
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
    rows = live(Example.objects.filter(method__topic=topic), "method")
    return tuple(
        facts.ExampleFact(code=row.code, method=row.method.slug, text=row.leak_free, why=row.why)
        for row in rows.order_by("method__slot", "position", "code")
    )


def _statement_facts(topic: Topic) -> tuple[facts.StatementFact, ...]:
    """A statement whose truth is not yet said for every method is left out: it can be neither key nor distractor."""
    known = set(methods_of(topic).values_list("slug", flat=True))
    truths = Prefetch("truths", _truths().order_by("method__slot"))
    rows = live(Statement.objects.filter(method__topic=topic), "method").prefetch_related(truths)
    found = (_statement_fact(row) for row in rows.order_by("method__slot", "kind", "position", "code"))
    return tuple(fact for fact in found if set(fact.truth) == known)


def _truths() -> QuerySet[StatementTruth]:
    return StatementTruth.objects.filter(method__published=True).select_related("method")


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


def cost_scales_of(topic: Topic, *, drafts: bool = False) -> tuple[facts.CostScale, ...]:
    """In the order of their methods."""
    rows = live(CostScale.objects.filter(method__topic=topic), "method", drafts=drafts).order_by("method__slot")
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
