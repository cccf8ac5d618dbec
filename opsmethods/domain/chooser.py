"""What the chooser of a topic asks and knows, and the answers in an address."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True)
class Candidate:
    """A method that may be recommended."""

    slug: str
    name: str
    slot: int

    @property
    def glyph(self) -> str:
        return f"g-{self.slot}"


@dataclass(frozen=True, slots=True)
class AnswerFact:
    code: str
    text: str
    fits: Mapping[str, int]

    def fit(self, method: Candidate) -> int:
        return self.fits.get(method.slug, 0)


@dataclass(frozen=True, slots=True)
class QuestionFact:
    code: str
    label: str
    answers: tuple[AnswerFact, ...]

    def answer(self, code: str | None) -> AnswerFact | None:
        return next((answer for answer in self.answers if answer.code == code), None)


@dataclass(frozen=True, slots=True)
class Condition:
    """Met by any of these answers to the question."""

    question: str
    answers: frozenset[str]


@dataclass(frozen=True, slots=True)
class RuleFact:
    """`lean` and `against` are slugs; `condition`, `because` and `unless` are clauses without a full stop."""

    code: str
    when: tuple[Condition, ...]
    condition: str
    lean: frozenset[str]
    against: frozenset[str]
    because: str
    unless: str = ""

    def fires(self, chosen: Mapping[str, str]) -> bool:
        """A rule without a condition never fires: an editor has not finished it."""
        return bool(self.when) and all(chosen.get(part.question) in part.answers for part in self.when)

    def weight(self, method: Candidate) -> int:
        return (method.slug in self.lean) - (method.slug in self.against)


@dataclass(frozen=True, slots=True)
class Point:
    """What a factor says of a method; empty where it says nothing."""

    method: Candidate
    text: str


@dataclass(frozen=True, slots=True)
class FactorFact:
    """Something a business weighs, with a point for each method."""

    code: str
    title: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class ChooserFacts:
    """What is published about choosing in one topic; methods, questions and factors in the order of the notes."""

    methods: tuple[Candidate, ...]
    questions: tuple[QuestionFact, ...]
    rules: tuple[RuleFact, ...] = ()
    factors: tuple[FactorFact, ...] = ()


def conditions_of(text: str) -> tuple[Condition, ...]:
    """From lines such as `volume: few, dozens`. A line that cannot be read is a condition that nothing meets."""
    lines = (line.partition(":") for line in text.splitlines() if line.strip())
    return tuple(Condition(question.strip(), _codes(answers)) for question, _, answers in lines)


def _codes(answers: str) -> frozenset[str]:
    return frozenset(code.strip() for code in answers.split(",") if code.strip())


# --- What was answered ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Given:
    """`chosen` has the answer's code by that of its question. `left_out` counts what is no question or answer here."""

    chosen: Mapping[str, str]
    left_out: int = 0


def given_in(facts: ChooserFacts, fields: Iterable[tuple[str, Iterable[str]]]) -> Given:
    """From the fields of an address. An empty value leaves its question open; of several answers the last counts."""
    questions = {question.code: question for question in facts.questions}
    chosen: dict[str, str] = {}
    left_out = 0
    for name, values in fields:
        for value in filter(None, values):
            if name in questions and questions[name].answer(value):
                left_out += name in chosen
                chosen[name] = value
            else:
                left_out += 1
    return Given({code: chosen[code] for code in questions if code in chosen}, left_out)


def query_of(given: Given) -> str:
    """The query string that brings these answers back."""
    return urlencode(given.chosen)
