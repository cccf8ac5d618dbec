"""From a pack to the facts that questions rest on."""

from types import MappingProxyType
from typing import Any, TypeVar

from opsmethods.domain import facts
from opsmethods.domain.coherence import phrases_of
from opsmethods.domain.specs import CostsSpec, MethodSpec, Pack, StatementSpec

Fact = TypeVar("Fact")


def facts_of(pack: Pack, *, version: int) -> facts.FactBase:
    """A statement whose truth is not said for every method is left out: it can be neither key nor distractor."""
    return facts.FactBase(
        topic=pack.topic.slug,
        version=version,
        noun=pack.topic.noun,
        noun_plural=pack.topic.noun_plural,
        methods=tuple(_method(method) for method in pack.methods),
        dimensions=tuple(_same(facts.DimensionFact, dimension) for dimension in pack.dimensions),
        cells=MappingProxyType(_cells(pack)),
        examples=tuple(
            _same(facts.ExampleFact, example, method=method.slug, text=example.leak_free)
            for method in pack.methods
            for example in method.examples
        ),
        statements=_statements(pack),
        contrasts=MappingProxyType(
            {(method.slug, wrong): text for method in pack.methods for wrong, text in method.contrasts.items()}
        ),
        cost_scales=tuple(_cost_scale(method.slug, method.costs) for method in pack.methods if method.costs),
        wordings=tuple(
            facts.Wording(model, code, text) for model, texts in pack.wordings.items() for code, text in texts.items()
        ),
        terms=tuple(_same(facts.TermFact, term) for term in pack.terms),
        syllabuses=tuple(_same(facts.SyllabusFact, syllabus) for syllabus in pack.syllabuses),
        fits=MappingProxyType(
            {
                f"{question.code}.{answer.code}": MappingProxyType(dict(answer.fits))
                for question in pack.choosing.questions
                for answer in question.answers
            }
        ),
        places=MappingProxyType({theme.slug: theme.title for theme in pack.themes}),
        material=pack.material,
    )


def _same(kind: type[Fact], spec: object, /, **more: Any) -> Fact:
    """What a fact shares with its spec, and what it says otherwise."""
    names = [name for name in kind.__dataclass_fields__ if name not in more]  # type: ignore[attr-defined]
    return kind(**{name: getattr(spec, name) for name in names}, **more)


def _method(spec: MethodSpec) -> facts.MethodFact:
    texts = {kind: tuple(phrases[code] for code in sorted(phrases)) for kind, phrases in phrases_of(spec)}
    return _same(
        facts.MethodFact,
        spec,
        definitions=texts["definition"],
        outputs=texts["output"],
        sequences=texts["sequence"],
    )


def _cells(pack: Pack) -> dict[tuple[str, str], facts.CellFact]:
    return {
        (slug, dimension.code): _same(facts.CellFact, cell, method=slug, dimension=dimension.code)
        for dimension in pack.dimensions
        for slug, cell in dimension.cells.items()
    }


def _statements(pack: Pack) -> tuple[facts.StatementFact, ...]:
    known = {method.slug for method in pack.methods}
    return tuple(
        _statement(method, kind, spec)
        for method in pack.methods
        for kind, specs in (("advantage", method.advantages), ("disadvantage", method.disadvantages))
        for spec in specs
        if set(spec.truth) == known
    )


def _statement(method: MethodSpec, kind: str, spec: StatementSpec) -> facts.StatementFact:
    truth = MappingProxyType(dict(spec.truth))
    return _same(facts.StatementFact, spec, method=method.slug, kind=kind, truth=truth)


def _cost_scale(method: str, costs: CostsSpec) -> facts.CostScale:
    bounds = {"fixed": costs.fixed, "variable": costs.variable, "output": costs.output}
    values = {f"{what}_{end}": getattr(bound, end) for what, bound in bounds.items() for end in ("min", "max", "step")}
    return facts.CostScale(method=method, **values)
