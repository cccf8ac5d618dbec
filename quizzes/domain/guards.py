"""Flaws of item writing that block a question. Codes are those of the guidelines in docs/domain/generator.md.

Every produced item is held against every guard; one that fails is never shown.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, pairwise

from opsmethods.domain.facts import FactBase
from opsmethods.domain.leaks import leaks_in
from quizzes.domain.item import WHY_WORDS, Item, Strategy
from quizzes.domain.money import AMOUNT, amount_in
from quizzes.domain.predicates import IMPOSSIBLE, only

DESCRIBING = frozenset({"IM01", "IM03", "IM08"})  # the stem describes a method whose name is an option
NEAR_DUPLICATE = Fraction(80, 100)
SHORT_OPTION = 4
SHORTEST_KEY, LONGEST_KEY = Fraction(60, 100), Fraction(160, 100)
SHORTEST_STEM = 5
SMALLEST_GAP = Fraction(5, 100)
CLANG_LETTERS = 5
STRONG_WORDS = frozenset({"always", "never", "all", "none", "impossible"})
MULTIPLES = (1, 10, 100, 1000)
COMBINED = re.compile(r"\b(all|none|both|neither|any) of (the|these|them)\b|\bboth [a-d] and [a-d]\b", re.IGNORECASE)
NUMBERED = re.compile(r"\b\d (and|or) \d( only)?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Guard:
    code: str
    flaw: str
    finds: Callable[[Item, FactBase], bool]


def refusals(item: Item, facts: FactBase) -> tuple[str, ...]:
    """The flaws found, in words; none in a good question."""
    return tuple(f"{guard.code}: {guard.flaw}" for guard in GUARDS if guard.finds(item, facts))


def several_right(item: Item, _facts: FactBase) -> bool:
    """Judged from the truth values of every option, whatever the key says."""
    return sum(proof.truths != IMPOSSIBLE for proof in item.certificate) > 1


def none_right(item: Item, _facts: FactBase) -> bool:
    """No option is right for certain, or the one that is has not been made the key."""
    return not several_right(item, _facts) and only(p.truths for p in item.certificate) != item.key_position


def near_duplicates(item: Item, facts: FactBase) -> bool:
    """Names of methods and bare amounts may be alike; the item itself refuses equal ones."""
    if _are_names(item, facts) or _are_amounts(item):
        return False
    pairs = combinations([_words(option.text) for option in item.options], 2)
    return any(Fraction(len(one & two), len(one | two)) >= NEAR_DUPLICATE for one, two in pairs)


def key_stands_out_by_length(item: Item, facts: FactBase) -> bool:
    lengths = {option.text: len(option.text.split()) for option in item.options}
    if _are_names(item, facts) or _are_amounts(item) or sum(lengths.values()) <= SHORT_OPTION * len(lengths):
        return False
    key = lengths.pop(item.key.text)
    return not SHORTEST_KEY <= Fraction(key * len(lengths), sum(lengths.values())) <= LONGEST_KEY


def key_echoes_stem(item: Item, facts: FactBase) -> bool:
    """The key shares more beginnings of words with the stem than any wrong option does."""
    stem = _beginnings(_without_named_methods(item.stem, facts))
    shared = {option.text: len(stem & _beginnings(option.text)) for option in item.options}
    key = shared.pop(item.key.text)
    return not _are_amounts(item) and key > max(shared.values())


def stem_leaks(item: Item, facts: FactBase) -> bool:
    """Any method's tell-tale word counts: one of a wrong option gives that option away."""
    leaks = [leak for method in facts.methods for leak in method.leaks]
    return item.model in DESCRIBING and bool(leaks_in(item.stem, leaks))


def absolute_words(item: Item, _facts: FactBase) -> bool:
    """Absolute words in some options only: the wise guesser avoids those."""
    counts = {sum(word in STRONG_WORDS for word in _word_list(option.text)) for option in item.options}
    return len(counts) > 1


def combined_options(item: Item, _facts: FactBase) -> bool:
    return any(COMBINED.search(option.text) or NUMBERED.search(option.text) for option in item.options)


def unexplained_source(item: Item, facts: FactBase) -> bool:
    """A wrong option without a reason to be there; or, where methods are the options, none of a telling kind."""
    wrong = [proof.strategy for proof in item.certificate if not proof.correct]
    telling = {Strategy.NEAR, Strategy.OTHER}
    return Strategy.NONE in wrong or (_are_names(item, facts) and not telling.intersection(wrong))


def amounts_out_of_order(item: Item, _facts: FactBase) -> bool:
    return any(lower > upper for lower, upper in pairwise(_amounts(item)))


def amounts_too_close(item: Item, _facts: FactBase) -> bool:
    return any(upper - lower < SMALLEST_GAP * lower for lower, upper in pairwise(sorted(_amounts(item))))


def amounts_too_revealing(item: Item, _facts: FactBase) -> bool:
    """A figure of the stem, or 10, 100 or 1,000 times one, that is no named slip."""
    slips = {proof.option for proof in item.certificate if proof.strategy is Strategy.SLIP}
    figures = {Fraction(text.replace(",", "")) for text in AMOUNT.findall(item.stem)}
    telling = {times * figure for times in MULTIPLES for figure in figures}
    return any(option.text not in slips and amount_in(option.text) in telling for option in item.options)


def unfocused_stem(item: Item, _facts: FactBase) -> bool:
    """Cover the options: the stem alone must ask something."""
    return not item.stem.endswith(("?", ":")) or len(item.stem.split()) < SHORTEST_STEM


def badly_explained(item: Item, _facts: FactBase) -> bool:
    return any(not 0 < len(option.why.split()) <= WHY_WORDS for option in item.options)


GUARDS = (
    Guard("G01", "more than one option can be right", several_right),
    Guard("G02", "the key is not right for certain", none_right),
    Guard("G03", "two options say nearly the same", near_duplicates),
    Guard("G04", "the key stands out by its length", key_stands_out_by_length),
    Guard("G06", "the key repeats words of the stem", key_echoes_stem),
    Guard("G07", "a word in the stem gives a method away", stem_leaks),
    Guard("G08", "some options hold absolute words and others do not", absolute_words),
    Guard("G12", "an option combines others", combined_options),
    Guard("G16", "a wrong option has no reason to be there", unexplained_source),
    Guard("G17", "amounts are not in ascending order", amounts_out_of_order),
    Guard("G18", "two amounts are too close", amounts_too_close),
    Guard("G18", "an amount repeats a figure of the stem without being a slip", amounts_too_revealing),
    Guard("G21", "the stem does not ask a question by itself", unfocused_stem),
    Guard("G35", "an option is not explained in sixty words or fewer", badly_explained),
)


def _are_names(item: Item, facts: FactBase) -> bool:
    return {option.text for option in item.options} <= {method.name for method in facts.methods}


def _are_amounts(item: Item) -> bool:
    return len(_amounts(item)) == len(item.options)


def _amounts(item: Item) -> list[Fraction]:
    return [amount for amount in (amount_in(option.text) for option in item.options) if amount is not None]


def _word_list(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _words(text: str) -> frozenset[str]:
    return frozenset(_word_list(text))


def _beginnings(text: str) -> frozenset[str]:
    return frozenset(word[:CLANG_LETTERS] for word in _word_list(text) if len(word) >= CLANG_LETTERS)


def _without_named_methods(stem: str, facts: FactBase) -> str:
    text = stem.casefold()
    for method in facts.methods:
        text = text.replace(method.name.casefold(), " ")
    return text
