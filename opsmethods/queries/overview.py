"""The first page of a topic."""

from dataclasses import dataclass

from django.db.models import Prefetch

from opsmethods.domain.maps import Map
from opsmethods.models import Answer, CostScale, Dimension, Example, Method, Theme, Topic, lines_of
from opsmethods.queries.drawings import map_of
from opsmethods.queries.prose import prose_of
from opsmethods.queries.themes import themes_of
from opsmethods.queries.topics import dimensions_of, live, methods_of

TO_COMPARE = 2


@dataclass(frozen=True, slots=True)
class DimensionGroup:
    heading: str
    dimensions: tuple[Dimension, ...]


@dataclass(frozen=True, slots=True)
class SyllabusLine:
    """What a board asks for at a level: names of methods."""

    name: str
    core: tuple[str, ...]
    beyond: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class TopicPage:
    """`choosing` is safe HTML. `has_...`: whether there is such a page."""

    methods: tuple[Method, ...]
    themes: tuple[Theme, ...]
    groups: tuple[DimensionGroup, ...]
    choosing: str
    map: Map | None
    syllabuses: tuple[SyllabusLine, ...]
    has_terms: bool
    has_chooser: bool
    has_costs: bool


def topic_page(topic: Topic, *, drafts: bool = False) -> TopicPage:
    examples = Prefetch("examples", live(Example.objects.order_by("position", "code"), drafts=drafts))
    methods = tuple(methods_of(topic, drafts=drafts).prefetch_related(examples))
    prose = prose_of(topic, drafts=drafts)
    costs = live(CostScale.objects.filter(method__topic=topic), "method", drafts=drafts)
    return TopicPage(
        methods=methods,
        themes=tuple(themes_of(topic, drafts=drafts)),
        groups=_groups(topic, drafts=drafts),
        choosing=prose.html(topic.choosing) if topic.choosing else "",
        map=map_of(topic, drafts=drafts),
        syllabuses=syllabus_lines(topic, {method.slug: method.name for method in methods}, drafts=drafts),
        has_terms=bool(prose.linker.names),
        has_chooser=live(Answer.objects.filter(question__topic=topic), "question", drafts=drafts).exists(),
        has_costs=costs.count() >= TO_COMPARE,
    )


def _groups(topic: Topic, *, drafts: bool) -> tuple[DimensionGroup, ...]:
    found: dict[str, list[Dimension]] = {}
    for dimension in dimensions_of(topic, drafts=drafts):
        found.setdefault(dimension.group, []).append(dimension)
    return tuple(DimensionGroup(heading, tuple(rows)) for heading, rows in found.items())


def syllabus_lines(topic: Topic, names: dict[str, str], *, drafts: bool) -> tuple[SyllabusLine, ...]:
    """`names` has the name of each method by its slug: of others nothing is said."""
    rows = live(topic.syllabuses.order_by("board", "pk"), drafts=drafts)
    return tuple(
        SyllabusLine(
            name=row.name,
            core=tuple(names[slug] for slug in lines_of(row.core) if slug in names),
            beyond=tuple(names[slug] for slug in lines_of(row.beyond) if slug in names),
            note=row.note,
        )
        for row in rows
    )
