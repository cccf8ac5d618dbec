"""A multiple-choice question with the proof of its key."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from quizzes.domain.words import length

WHY_WORDS = 60


class BadItem(ValueError):
    """The parts do not make a question."""


class Strategy(StrEnum):
    """Where a wrong option comes from. The key comes from nowhere."""

    NONE = ""
    NEAR = "DS1"  # a method that some textbooks put on the same level somewhere
    MISCONCEPTION = "DS2"  # what students often believe
    OTHER = "DS3"  # true of another method or case
    REVERSED = "DS4"  # the relation the wrong way round
    DEFINITION = "DS5"  # the right word with another's meaning
    SLIP = "DS6"  # a slip in the arithmetic
    INFERENCE = "DS7"  # the right clue, the wrong conclusion
    IRRELEVANT = "DS8"  # true, but no answer to this question


class Option(NamedTuple):
    """`why` explains it to whoever chose it; `note` is where to read on: `<method slug>#<anchor>`."""

    text: str
    correct: bool
    why: str
    note: str


class Proof(NamedTuple):
    """One row of a certificate: what choosing the option claims, in codes of the notes, and whether that is true.

    `truths` is the answer at the two ends of the ranges: the values least in favour of the claim, then the values
    most in favour. A claim that does not rest on ranges has the same answer twice.
    """

    option: str
    claim: str
    truths: tuple[bool, bool]
    correct: bool
    strategy: Strategy = Strategy.NONE


@dataclass(frozen=True, slots=True)
class Item:
    """`method` is under test; `methods` are all that the question names or describes.

    `signature` says what is asked, whatever the wording, names and numbers. Options stand in the order shown.
    Raises BadItem.
    """

    model: str
    seed: int
    signature: str
    stem: str
    options: tuple[Option, ...]
    method: str
    dimension: str
    methods: tuple[str, ...]
    ao: str
    bloom: str
    difficulty: int
    certificate: tuple[Proof, ...]

    def __post_init__(self) -> None:
        for complaint in complaints(self):
            raise BadItem(f"{self.signature}: {complaint}")

    @property
    def key(self) -> Option:
        return self.options[self.key_position]

    @property
    def key_position(self) -> int:
        return [option.correct for option in self.options].index(True)


def complaints(item: Item) -> Iterator[str]:
    """What keeps the parts from being a question, in words."""
    if len({option.text for option in item.options}) < len(item.options):
        yield "two options read the same"
    if sum(option.correct for option in item.options) != 1:
        yield "there must be exactly one right option"
    for option in item.options:
        if not is_explained(option):
            yield f"{option.text!r} needs an explanation of 1 to {WHY_WORDS} words"
    if [(proof.option, proof.correct) for proof in item.certificate] != [(o.text, o.correct) for o in item.options]:
        yield "the certificate must prove the options, in their order"


def is_explained(option: Option) -> bool:
    return 0 < length(option.why) <= WHY_WORDS
