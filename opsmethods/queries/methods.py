"""The page of a method."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q

from opsmethods.domain.processes import Process
from opsmethods.models import Cell, Confusion, Dimension, Example, Method, Misconception, Statement, Topic, TraitCell
from opsmethods.queries.drawings import process_of
from opsmethods.queries.prose import prose_of
from opsmethods.queries.topics import live, methods_of


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a method stands on a dimension, as a page shows it."""

    code: str
    label: str
    group: str
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
class StandingGroup:
    """Standings under one heading, which may be empty."""

    heading: str
    standings: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class ViewGroup:
    """Statements from one point of view."""

    view: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A method that this one is mixed up with."""

    other: Method
    shared: str
    why: str
    tell: str


@dataclass(frozen=True, slots=True)
class MethodPage:
    """`idea` and `process` are safe HTML; `flow` is the drawing of the process."""

    method: Method
    place: int
    count: int
    previous: Method | None
    next: Method | None
    idea: str
    process: str
    flow: Process | None
    groups: tuple[StandingGroup, ...]
    traits: tuple[TraitCell, ...]
    examples: tuple[Example, ...]
    advantages: tuple[ViewGroup, ...]
    disadvantages: tuple[ViewGroup, ...]
    misconceptions: tuple[Misconception, ...]
    neighbours: tuple[Neighbour, ...]

    @property
    def contents(self) -> tuple[tuple[str, str], ...]:
        """Anchor and heading of each part that the page has."""
        parts = (
            ("idea", "The idea", True),
            ("process", "How it works", True),
            ("features", "Key features", True),
            ("examples", "Examples", True),
            ("advantages", "Advantages", True),
            ("disadvantages", "Disadvantages", True),
            ("misconceptions", "Easy to get wrong", bool(self.misconceptions)),
            ("confusions", "Often confused with", bool(self.neighbours)),
        )
        return tuple((anchor, name) for anchor, name, is_there in parts if is_there)

    @property
    def glance(self) -> tuple[Standing, ...]:
        """The first of its standings, for a glance."""
        return self.groups[0].standings if self.groups else ()


def method_page(topic: Topic, *, slug: str, drafts: bool = False) -> MethodPage:
    """Raises Method.DoesNotExist."""
    siblings = list(methods_of(topic, drafts=drafts))
    place = next((index for index, method in enumerate(siblings) if method.slug == slug), None)
    if place is None:
        raise Method.DoesNotExist
    method = siblings[place]
    prose = prose_of(topic, drafts=drafts)
    statements = list(live(method.statements.order_by("position", "code"), drafts=drafts))
    traits = live(method.trait_cells.order_by("trait__position", "trait__code"), "trait", drafts=drafts)
    return MethodPage(
        method=method,
        place=place + 1,
        count=len(siblings),
        previous=siblings[place - 1] if place else None,
        next=siblings[place + 1] if place + 1 < len(siblings) else None,
        idea=prose.html(method.idea),
        process=prose.html(method.process),
        flow=process_of(method, drafts=drafts),
        groups=_groups(method, drafts=drafts),
        traits=tuple(traits),
        examples=tuple(live(method.examples.order_by("position", "code"), drafts=drafts)),
        advantages=_by_view(statements, Statement.Kind.ADVANTAGE),
        disadvantages=_by_view(statements, Statement.Kind.DISADVANTAGE),
        misconceptions=tuple(live(method.misconceptions.order_by("position", "code"), drafts=drafts)),
        neighbours=_neighbours(method, siblings, drafts=drafts),
    )


def standing_of(cell: Cell, dimension: Dimension) -> Standing:
    return Standing(
        code=dimension.code,
        label=dimension.label,
        group=dimension.group,
        scale=dimension.scale,
        scale_low=dimension.scale_low,
        scale_high=dimension.scale_high,
        level=cell.level,
        word=dimension.word_for(cell.level),
        sentence=cell.sentence,
    )


def _groups(method: Method, *, drafts: bool) -> tuple[StandingGroup, ...]:
    cells = live(method.cells.order_by("dimension__position", "dimension__code"), "dimension", drafts=drafts)
    standings = [standing_of(cell, cell.dimension) for cell in cells]
    found: dict[str, list[Standing]] = {}
    for standing in standings:
        found.setdefault(standing.group, []).append(standing)
    return tuple(StandingGroup(heading, tuple(rows)) for heading, rows in found.items())


def _by_view(statements: Iterable[Statement], kind: str) -> tuple[ViewGroup, ...]:
    order = [view.value for view in Statement.View]
    chosen = sorted((row for row in statements if row.kind == kind), key=lambda row: order.index(row.view))
    groups = groupby(chosen, key=lambda row: row.get_view_display())
    return tuple(ViewGroup(view, tuple(row.text for row in rows)) for view, rows in groups)


def _neighbours(method: Method, siblings: Iterable[Method], *, drafts: bool) -> tuple[Neighbour, ...]:
    known = {sibling.pk: sibling for sibling in siblings}
    rows = live(Confusion.objects.filter(Q(first=method) | Q(second=method)).order_by("position", "pk"), drafts=drafts)
    pairs = ((known.get(_other(row, method)), row) for row in rows)
    return tuple(Neighbour(other, row.shared, row.why, row.tell) for other, row in pairs if other)


def _other(row: Confusion, method: Method) -> int:
    return row.second_id if row.first_id == method.pk else row.first_id
