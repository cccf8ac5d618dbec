"""What a content pack may say: the fields of these classes are the keys its files may have."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from opsmethods.domain.banks import NO_MATERIAL, Material
from opsmethods.domain.facts import Truth
from opsmethods.domain.schema import Markdown

NOTHING = Markdown()


@dataclass(frozen=True, slots=True)
class TopicSpec:
    """`map_across` and `map_up` are codes of the two dimensions of its map, if it has one."""

    slug: str
    title: str
    headline: str
    lede: str
    noun: str
    noun_plural: str
    position: int = 1
    choosing: Markdown = NOTHING
    map_across: str = ""
    map_up: str = ""


@dataclass(frozen=True, slots=True)
class CellSpec:
    level: int
    low: int
    high: int
    sentence: str


@dataclass(frozen=True, slots=True)
class DimensionSpec:
    code: str
    label: str
    scale: str
    scale_low: int
    scale_high: int
    words: tuple[str, ...]
    most: str
    least: str
    more: str
    less: str
    cells: Mapping[str, CellSpec]
    group: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExampleSpec:
    """`trade` is the line of business; a `large` product is a building, a ship, a film."""

    code: str
    text: str
    leak_free: str
    why: str
    trade: str = ""
    service: bool = False
    large: bool = False


@dataclass(frozen=True, slots=True)
class StatementSpec:
    """`shared`: others gain or lose by it as directly as those of its view."""

    code: str
    view: Literal["business", "worker", "customer"]
    text: str
    truth: Mapping[str, Truth]
    shared: bool = False


@dataclass(frozen=True, slots=True)
class PhrasesSpec:
    """Phrases by code. A code is used once in a method, whatever its kind."""

    definition: Mapping[str, str]
    output: Mapping[str, str]
    sequence: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Bounds:
    min: int
    max: int
    step: int


@dataclass(frozen=True, slots=True)
class MoneyBounds:
    min: Decimal
    max: Decimal
    step: Decimal


@dataclass(frozen=True, slots=True)
class CostsSpec:
    fixed: Bounds
    variable: MoneyBounds
    output: Bounds


@dataclass(frozen=True, slots=True)
class MisconceptionSpec:
    code: str
    belief: str
    correction: str


@dataclass(frozen=True, slots=True)
class StepSpec:
    """A box of the process. `back` is the code of the step the work goes back to after it."""

    code: str
    kind: Literal["order", "plan", "make", "check", "wait", "reset", "store", "deliver"]
    text: str
    back: str = ""


@dataclass(frozen=True, slots=True)
class MethodSpec:
    slug: str
    name: str
    slot: int
    tagline: str
    recap: str
    definition: str
    idea: Markdown
    process: Markdown
    leaks: tuple[str, ...]
    examples: tuple[ExampleSpec, ...]
    advantages: tuple[StatementSpec, ...]
    disadvantages: tuple[StatementSpec, ...]
    phrases: PhrasesSpec
    contrasts: Mapping[str, str]
    costs: CostsSpec | None = None
    misconceptions: tuple[MisconceptionSpec, ...] = ()
    steps: tuple[StepSpec, ...] = ()


@dataclass(frozen=True, slots=True)
class TraitSpec:
    """A point on which methods differ in kind, not in degree."""

    code: str
    label: str
    question: str
    cells: Mapping[str, str]
    note: str = ""


@dataclass(frozen=True, slots=True)
class ConfusionSpec:
    """`between` are the slugs of two methods; `dimensions` codes of dimensions or traits."""

    between: tuple[str, ...]
    shared: str
    why: str
    tell: str
    dimensions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TermSpec:
    """`confused` holds slugs of terms whose definitions are mistaken for this one's."""

    slug: str
    term: str
    definition: str
    also: tuple[str, ...] = ()
    circular: tuple[str, ...] = ()
    confused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SyllabusSpec:
    board: Literal["cambridge", "aqa", "edexcel", "ocr"]
    level: Literal["O", "AS", "A"]
    name: str
    core: tuple[str, ...]
    beyond: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class FactorSpec:
    code: str
    title: str
    points: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AnswerSpec:
    """`fits` says for every method how far the answer speaks for it: -3 rules it out, 3 calls for it."""

    code: str
    text: str
    fits: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class QuestionSpec:
    code: str
    label: str
    answers: tuple[AnswerSpec, ...]


@dataclass(frozen=True, slots=True)
class RuleSpec:
    """`when` names answers by question; one of each must have been given."""

    code: str
    when: Mapping[str, tuple[str, ...]]
    condition: str
    because: str
    lean: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    unless: str = ""


@dataclass(frozen=True, slots=True)
class ChangeSpec:
    """Moving from one method to another. Without methods: what any move brings."""

    business: str
    people: str
    benefits: str
    old: str = ""
    new: str = ""

    @property
    def code(self) -> str:
        return f"{self.old}-{self.new}" if self.old else "any"


@dataclass(frozen=True, slots=True)
class ChoosingSpec:
    factors: tuple[FactorSpec, ...] = ()
    questions: tuple[QuestionSpec, ...] = ()
    rules: tuple[RuleSpec, ...] = ()
    changes: tuple[ChangeSpec, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionSpec:
    code: str
    heading: str
    body: Markdown
    methods: Mapping[str, str] = field(default_factory=dict)
    caution: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ThemeSpec:
    slug: str
    title: str
    headline: str
    lede: str
    position: int
    sections: tuple[SectionSpec, ...]
    with_changes: bool = False


@dataclass(frozen=True, slots=True)
class Pack:
    """A topic as written in its pack. Methods and themes are kept in the order their pages have."""

    topic: TopicSpec
    dimensions: tuple[DimensionSpec, ...]
    methods: tuple[MethodSpec, ...]
    wordings: Mapping[str, Mapping[str, str]]
    traits: tuple[TraitSpec, ...] = ()
    confusions: tuple[ConfusionSpec, ...] = ()
    themes: tuple[ThemeSpec, ...] = ()
    choosing: ChoosingSpec = ChoosingSpec()
    terms: tuple[TermSpec, ...] = ()
    syllabuses: tuple[SyllabusSpec, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    material: Material = NO_MATERIAL
