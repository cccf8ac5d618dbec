"""What a guard is, and how guards look at words."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from opsmethods.domain.facts import FactBase
from quizzes.domain.amounts import amount_in
from quizzes.domain.item import Item
from quizzes.domain.words import KEPT, length

SHORT_OPTION = 4
DESCRIBING = frozenset({"IM01", "IM03", "IM08", "IM15", "IM16"})  # the stem describes a method whose name is an option
SCENARIOS = frozenset({"IM15", "IM16", "IM18"})  # the facts in the stem call for the key
TWO_BY_TWO = frozenset({"IM16", "IM28"})  # two methods, each with two reasons or amounts
SUMS = frozenset({"IM26", "IM27", "IM28", "IM29", "IM30", "IM31", "IM32", "IM33"})
LISTS = frozenset({"IM07"})
QUOTING = frozenset({"IM17"})  # options are quoted from the stem
QUOTED = re.compile("\N{LEFT DOUBLE QUOTATION MARK}.*?\N{RIGHT DOUBLE QUOTATION MARK}")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


class Severity(StrEnum):
    FAIL = "fail"  # the question is never shown
    WARN = "warn"  # somebody looks at it


@dataclass(frozen=True, slots=True)
class Guard:
    """`code` is that of docs/domain/generator.md; `flaw` says in words what `finds` finds."""

    code: str
    flaw: str
    finds: Callable[[Item, FactBase], bool]
    severity: Severity = Severity.FAIL


def sentences_in(text: str) -> list[str]:
    return SENTENCE_END.split(text)


@lru_cache(maxsize=256)
def question_in(stem: str) -> str:
    """The clause that asks: the last sentence, without what somebody is quoted as saying."""
    return sentences_in(QUOTED.sub("", stem))[-1]


def holds(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    """Whether a text does; kept for options and clauses, which come back. Stems seldom do."""

    @lru_cache(maxsize=KEPT)
    def found(text: str) -> bool:
        return bool(pattern.search(text))

    return found


def lengths_of(item: Item) -> list[int]:
    return [length(option.text) for option in item.options]


def are_names(item: Item, facts: FactBase) -> bool:
    names = method_names(facts)
    return item.options[0].text in names and all(option.text in names for option in item.options)


@lru_cache(maxsize=16)
def method_names(facts: FactBase) -> frozenset[str]:
    return frozenset(method.name for method in facts.methods)


def are_amounts(item: Item) -> bool:
    first = item.options[0].text  # seldom a number, and then nothing else is looked at
    return amount_in(first) is not None and all(amount_in(option.text) is not None for option in item.options)


def has_long_options(item: Item, facts: FactBase) -> bool:
    """Where length could tell: not names of methods, numbers or two-by-two designs."""
    told = item.model not in TWO_BY_TWO and not are_names(item, facts) and not are_amounts(item)
    return told and sum(lengths_of(item)) > SHORT_OPTION * len(item.options)


def spread(counts: list[int]) -> int:
    return max(counts) - min(counts)
