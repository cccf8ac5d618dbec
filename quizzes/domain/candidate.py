"""What an item model can ask, and how an item is put together from a stem and its options."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from hashlib import sha256
from random import Random
from typing import Protocol

from opsmethods.domain.facts import FactBase
from quizzes.domain.item import Item, Option, Proof, Strategy
from quizzes.domain.predicates import Truths
from quizzes.domain.wording import wordings_of

SIGNATURE_LENGTH = 200


class Demand(Enum):
    """What answering takes: assessment objective and level of thinking."""

    RECALL = ("AO1", "remember")
    UNDERSTANDING = ("AO1", "understand")
    APPLICATION = ("AO2", "apply")
    REASON = ("AO2", "apply with reason")
    ANALYSIS = ("AO3", "analyse")
    EVALUATION = ("AO4", "evaluate")


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked, of which method, before any word is chosen. `parts` tell it from the model's other questions.

    `method` is empty where no single method is under test. `difficulty` is the guess before data, from 1 to 5.
    """

    model: str
    method: str
    demand: Demand
    parts: tuple[str, ...]
    dimension: str = ""
    difficulty: int = 2

    @property
    def signature(self) -> str:
        """Readable where it fits its column, a hash where it does not."""
        text = ":".join((self.model, *self.parts))
        return text if len(text) <= SIGNATURE_LENGTH else f"{self.model}:{sha256(text.encode()).hexdigest()}"


class Build(Protocol):
    """Same seed and position, same item. Raises BadItem."""

    def __call__(self, *, seed: int, position: int) -> Item: ...


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question that may go into a form. `uses` are the examples, phrases and facts that it would use up there.

    `position`, an argument of `build`, is the place of the key among the `option_count` options.
    """

    ask: Ask
    uses: frozenset[str]
    option_count: int
    build: Build


def each_method(facts: FactBase) -> Iterator[str]:
    return (method.slug for method in facts.methods)


def no_method(_facts: FactBase) -> Iterator[str]:
    return iter([""])


@dataclass(frozen=True, slots=True)
class ItemModel:
    """A way to ask. `found` looks through the notes, `needs` says in words what they must hold.

    What is known before looking: all its questions make the same `demand`, and put one of `methods` under test ("" for
    no single one). It may find nothing about some of these, and never anything about another.
    """

    code: str
    title: str
    needs: str
    demand: Demand
    found: Callable[[FactBase], Iterator[Candidate]]
    methods: Callable[[FactBase], Iterable[str]] = each_method

    @property
    def ao(self) -> str:
        return self.demand.value[0]

    @property
    def bloom(self) -> str:
        return self.demand.value[1]

    def candidates(self, facts: FactBase) -> Iterator[Candidate]:
        return self.found(facts) if wordings_of(facts, self.code) else iter(())

    def obstacle(self, facts: FactBase) -> str | None:
        """Why these notes cannot feed the model, or None when they can."""
        if not wordings_of(facts, self.code):
            return f"{self.title}: no wording is written."
        if next(self.candidates(facts), None) is None:
            return f"{self.title}: the notes need {self.needs}."
        return None


@dataclass(frozen=True, slots=True)
class Choice:
    """An option before it has its place. Only the key has no strategy."""

    text: str
    why: str
    note: str
    claim: str
    truths: Truths
    strategy: Strategy = Strategy.NONE

    @property
    def is_key(self) -> bool:
        return self.strategy is Strategy.NONE

    def as_option(self) -> Option:
        return Option(text=self.text, correct=self.is_key, why=self.why, note=self.note)

    def as_proof(self) -> Proof:
        return Proof(
            option=self.text, claim=self.claim, truths=self.truths, correct=self.is_key, strategy=self.strategy
        )


def mixed(key: Choice, wrong: Sequence[Choice], *, position: int, rng: Random) -> tuple[Choice, ...]:
    """The wrong options in any order with the key at its position."""
    rest = list(wrong)
    rng.shuffle(rest)
    return (*rest[:position], key, *rest[position:])


@dataclass(frozen=True, slots=True)
class Draft:
    """What a build adds to what is asked."""

    stem: str
    choices: tuple[Choice, ...]
    methods: tuple[str, ...]


def item_from(ask: Ask, draft: Draft, *, seed: int) -> Item:
    """Raises BadItem."""
    ao, bloom = ask.demand.value
    return Item(
        model=ask.model,
        seed=seed,
        signature=ask.signature,
        stem=draft.stem,
        options=tuple([choice.as_option() for choice in draft.choices]),
        method=ask.method,
        dimension=ask.dimension,
        methods=draft.methods,
        ao=ao,
        bloom=bloom,
        difficulty=ask.difficulty,
        certificate=tuple([choice.as_proof() for choice in draft.choices]),
    )
