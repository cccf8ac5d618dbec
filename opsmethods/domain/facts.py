"""What other apps may know about a topic: a frozen copy of its published notes.

A `FactBase` is built from the database once per content version and handed to pure code.
Nothing in it is a position: methods are known by slug, dimensions by code.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from opsmethods.domain.banks import NO_MATERIAL, Material


class Truth(StrEnum):
    """Whether a statement holds for a method: true, false, or arguable among respectable textbooks."""

    TRUE = "T"
    FALSE = "F"
    ARGUABLE = "~"


@dataclass(frozen=True, slots=True)
class MethodFact:
    """One method. `outputs` and `sequences` are its two phrases of the conjunction table."""

    slug: str
    name: str
    slot: int
    definitions: tuple[str, ...]
    outputs: tuple[str, ...]
    sequences: tuple[str, ...]
    leaks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DimensionFact:
    """One ordinal dimension and how a question speaks of it.

    `most` and `least` end a question ("has the highest unit cost"); `more` and `less` are
    options ("higher unit cost").
    """

    code: str
    label: str
    scale_low: int
    scale_high: int
    most: str
    least: str
    more: str
    less: str


@dataclass(frozen=True, slots=True)
class CellFact:
    """Where a method stands on a dimension: `level` is taught, `low` to `high` is where textbooks put it."""

    method: str
    dimension: str
    level: int
    low: int
    high: int
    sentence: str


@dataclass(frozen=True, slots=True)
class ExampleFact:
    """A firm at work, told without the words that give its method away."""

    code: str
    method: str
    text: str
    why: str
    trade: str = ""
    service: bool = False
    large: bool = False


@dataclass(frozen=True, slots=True)
class StatementFact:
    """An advantage or disadvantage with its truth for every method of the topic.

    `shared`: others gain or lose by it as directly as those of its `view`.
    """

    code: str
    method: str
    kind: str
    view: str
    text: str
    truth: Mapping[str, Truth]
    shared: bool = False


@dataclass(frozen=True, slots=True)
class TermFact:
    """A word with its meaning; `confused` holds the slugs of words whose meanings are mistaken for it."""

    slug: str
    term: str
    definition: str
    confused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SyllabusFact:
    """The methods that a board asks for at a level, and those that go beyond it."""

    board: str
    level: str
    core: tuple[str, ...]
    beyond: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CostScale:
    """Bounds within which a cost question about a method is realistic. Money in whole currency units."""

    method: str
    fixed_min: int
    fixed_max: int
    fixed_step: int
    variable_min: Decimal
    variable_max: Decimal
    variable_step: Decimal
    output_min: int
    output_max: int
    output_step: int


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to ask: the stem of an item model, with {placeholders} the model fills."""

    model: str
    code: str
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class FactBase:
    """Everything published about one topic at one content version: the key under which what is found in it is kept, so
    equal only to itself.

    `contrasts[right, wrong]` says why a case of `right` is not `wrong`; `fits[question.answer]` how far an answer of
    the chooser speaks for each method; `places` names what a note may point at: themes by slug.
    """

    topic: str
    version: int
    noun: str
    noun_plural: str
    methods: tuple[MethodFact, ...]
    dimensions: tuple[DimensionFact, ...]
    cells: Mapping[tuple[str, str], CellFact]
    examples: tuple[ExampleFact, ...] = ()
    statements: tuple[StatementFact, ...] = ()
    contrasts: Mapping[tuple[str, str], str] = field(default_factory=lambda: MappingProxyType({}))
    cost_scales: tuple[CostScale, ...] = ()
    wordings: tuple[Wording, ...] = ()
    terms: tuple[TermFact, ...] = ()
    syllabuses: tuple[SyllabusFact, ...] = ()
    fits: Mapping[str, Mapping[str, int]] = field(default_factory=lambda: MappingProxyType({}))
    places: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    material: Material = NO_MATERIAL
