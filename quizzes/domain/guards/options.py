"""G03 to G18 and G35 to G38, which look at options: what gives the key away, and what is a flaw whoever reads it."""

import re
from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from itertools import combinations, pairwise

from opsmethods.domain.facts import FactBase
from quizzes.domain.amounts import amount_in, amounts_in, are_close
from quizzes.domain.guards.base import (
    LISTS,
    QUOTING,
    SUMS,
    TWO_BY_TWO,
    Guard,
    Severity,
    are_amounts,
    are_names,
    has_long_options,
    holds,
    lengths_of,
    spread,
)
from quizzes.domain.item import Item, Strategy, is_explained
from quizzes.domain.words import KEPT, word_set, words_in

NEAR_DUPLICATE = 80  # per cent
BLOCKED = 60, 160  # per cent
DOUBTED = 75, 130
CLANG_LETTERS, SHORTEST_CLANG = 5, 4
STRONG_WORDS = frozenset({"always", "never", "all", "none", "impossible"})
MILD_WORDS = frozenset({"only", "every", "must", "cannot"})
HEDGES = frozenset({"usually", "often", "may", "can", "tends", "tend"})
NEGATIONS = frozenset({"not", "no", "without"})
STOP_WORDS = frozenset(
    [
        "what",
        "which",
        "when",
        "where",
        "that",
        "this",
        "these",
        "those",
        "with",
        "from",
        "have",
        "into",
        "than",
        "then",
        "they",
        "them",
        "their",
    ]
)
MULTIPLES = (1, 10, 100, 1000)
LONGEST_OPTION = 20
is_combined = holds(
    re.compile(
        r"\b(all|none|both|neither|any) of (the|these) (above|below|options|answers)\b|\bboth [a-d] and [a-d]\b",
        re.IGNORECASE,
    )
)
is_numbered = holds(re.compile(r"\b([1-4]|i{1,3}|iv) (and|or) ([1-4]|i{1,3}|iv)( only)?$", re.IGNORECASE))
PARTS = {"IM16": ", because ", "IM28": ", by "}


# --- What gives the key away ----------------------------------------------------------------------


def stands_out_by_length(item: Item, facts: FactBase) -> bool:
    return _length_beyond(item, facts, BLOCKED)


def differs_in_length(item: Item, facts: FactBase) -> bool:
    return _length_beyond(item, facts, DOUBTED)


def _length_beyond(item: Item, facts: FactBase, bounds: tuple[int, int]) -> bool:
    if not has_long_options(item, facts):
        return False
    lengths = lengths_of(item)
    key = lengths.pop(item.key_position)
    others = sum(lengths)
    return not bounds[0] * others <= 100 * key * len(lengths) <= bounds[1] * others


def echoes_stem(item: Item, facts: FactBase) -> bool:
    """The key shares more beginnings of words with the stem than any wrong option does."""
    if item.model in QUOTING or item.model in SUMS:
        return False
    names = _plain_names(facts)
    options = [_own_beginnings(option.text, names) for option in item.options]
    key = options.pop(item.key_position)
    return is_echo(_own_beginnings(item.stem, names), key, options)


def is_echo(stem: frozenset[str], key: frozenset[str], wrong: Iterable[frozenset[str]]) -> bool:
    return len(stem & key) > max([len(stem & one) for one in wrong])


@lru_cache(maxsize=KEPT)
def beginnings(text: str) -> frozenset[str]:
    words = words_in(text)
    return frozenset([word[:CLANG_LETTERS] for word in words if len(word) >= SHORTEST_CLANG and word not in STOP_WORDS])


@lru_cache(maxsize=KEPT)
def _own_beginnings(text: str, names: tuple[str, ...]) -> frozenset[str]:
    """Without those of the names."""
    plain = text.casefold()
    for name in names:
        plain = plain.replace(name, " ")
    return beginnings(plain)


@lru_cache(maxsize=16)
def _plain_names(facts: FactBase) -> tuple[str, ...]:
    return tuple(method.name.casefold() for method in facts.methods)


def absolute_words(item: Item, _facts: FactBase) -> bool:
    """Absolute words in some options only: the wise guesser avoids those."""
    return len(set(_counts(item, STRONG_WORDS))) > 1


def mild_absolutes(item: Item, _facts: FactBase) -> bool:
    return spread(_counts(item, MILD_WORDS)) > 1


def hedges(item: Item, _facts: FactBase) -> bool:
    return spread(_counts(item, HEDGES)) > 1


def negations(item: Item, _facts: FactBase) -> bool:
    """More than one option is negative while others are not."""
    negative = [count > 0 for count in _counts(item, NEGATIONS)]
    return 1 < sum(negative) < len(negative) - 1


def _counts(item: Item, words: frozenset[str]) -> list[int]:
    return [_count(option.text, words) for option in item.options]


@lru_cache(maxsize=KEPT)
def _count(text: str, words: frozenset[str]) -> int:
    return 0 if words.isdisjoint(word_set(text)) else sum(word in words for word in words_in(text))


def unequally_specific(item: Item, _facts: FactBase) -> bool:
    """The key is the only option with numbers, or the only one without."""
    counts = [len(amounts_in(option.text)) for option in item.options]
    key = counts.pop(item.key_position)
    return not are_amounts(item) and (key > max(counts) + 1 or key < min(counts) - 1)


def unbalanced_parts(item: Item, _facts: FactBase) -> bool:
    """In a two-by-two design each part stands equally often."""
    if item.model not in TWO_BY_TWO:
        return False
    halves = [option.text.partition(PARTS[item.model]) for option in item.options]
    counts = Counter(half for first, _, second in halves for half in (first, second))
    return set(counts.values()) != {2}


# --- Flaws whoever reads them ---------------------------------------------------------------------


def near_duplicates(item: Item, facts: FactBase) -> bool:
    """Names, amounts, lists and two-by-two designs may be alike; the item itself refuses equal texts."""
    if item.model in LISTS | TWO_BY_TWO or are_names(item, facts) or are_amounts(item):
        return False
    pairs = combinations([word_set(option.text) for option in item.options], 2)
    return any(_mostly_shared(one, two) for one, two in pairs)


def are_alike(one: str, two: str) -> bool:
    """By the share of all their words that both have (Jaccard): 4 words in common of 5 in all are 80 %."""
    return _mostly_shared(word_set(one), word_set(two))


def _mostly_shared(one: frozenset[str], two: frozenset[str]) -> bool:
    shared = len(one & two)
    return 100 * shared >= NEAR_DUPLICATE * (len(one) + len(two) - shared)


def one_within_another(item: Item, facts: FactBase) -> bool:
    """Whoever chooses the longer has chosen the shorter too."""
    if are_names(item, facts) or are_amounts(item):
        return False
    texts = [_spaced(option.text) for option in item.options]
    return any(one in other or other in one for one, other in combinations(texts, 2))


@lru_cache(maxsize=KEPT)
def _spaced(text: str) -> str:
    return f" {' '.join(words_in(text))} "


def combined_options(item: Item, _facts: FactBase) -> bool:
    return any(is_combined(option.text) for option in item.options)


def numbered_combinations(item: Item, _facts: FactBase) -> bool:
    return any(is_numbered(option.text) for option in item.options)


def not_parallel(item: Item, _facts: FactBase) -> bool:
    """Some options are sentences and others are not, or some begin with an -ing and others do not."""
    closed = {option.text.endswith(".") for option in item.options}
    opening = {words_in(option.text)[0].endswith("ing") for option in item.options if words_in(option.text)}
    return len(closed) > 1 or (len(opening) > 1 and closed == {False})


def long_option(item: Item, _facts: FactBase) -> bool:
    return any(length > LONGEST_OPTION for length in lengths_of(item))


def without_reason(item: Item, facts: FactBase) -> bool:
    """A wrong option without a reason to be there; or, where methods are the options, none of a telling kind."""
    wrong = [proof.strategy for proof in item.certificate if not proof.correct]
    telling = {Strategy.NEAR, Strategy.OTHER, Strategy.MISCONCEPTION}
    return Strategy.NONE in wrong or (are_names(item, facts) and not telling.intersection(wrong))


def badly_explained(item: Item, _facts: FactBase) -> bool:
    return not all(is_explained(option) for option in item.options)


# --- Numbers --------------------------------------------------------------------------------------


def out_of_order(item: Item, _facts: FactBase) -> bool:
    return are_amounts(item) and any(lower > upper for lower, upper in pairwise(_amounts(item)))


def too_close(item: Item, _facts: FactBase) -> bool:
    return are_amounts(item) and any(are_close(*pair) for pair in pairwise(sorted(_amounts(item))))


def too_revealing(item: Item, _facts: FactBase) -> bool:
    """A wrong option that is a figure of the stem, or 10, 100 or 1,000 times one, and no named slip."""
    plain = [proof.option for proof in item.certificate if not proof.correct and proof.strategy is not Strategy.SLIP]
    if not plain or not are_amounts(item):
        return False
    telling = {times * figure for times in MULTIPLES for figure in amounts_in(item.stem)}
    return any(amount_in(text) in telling for text in plain)


def _amounts(item: Item) -> list[Fraction]:
    return [amount for amount in (amount_in(option.text) for option in item.options) if amount is not None]


GUARDS = (
    Guard("G03", "two options say nearly the same", near_duplicates),
    Guard("G04", "the key stands out by its length", stands_out_by_length),
    Guard("G04", "the key differs in length from the others", differs_in_length, Severity.WARN),
    Guard("G06", "the key repeats words of the stem", echoes_stem),
    Guard("G08", "some options hold absolute words and others do not", absolute_words),
    Guard("G08", "some options hold words like only and must and others do not", mild_absolutes, Severity.WARN),
    Guard("G09", "some options hedge and others do not", hedges, Severity.WARN),
    Guard("G11", "the options are not built alike", not_parallel, Severity.WARN),
    Guard("G12", "an option combines others", combined_options),
    Guard("G14", "a part of the key stands more often than others", unbalanced_parts),
    Guard("G15", "one option lies within another", one_within_another),
    Guard("G16", "a wrong option has no reason to be there", without_reason),
    Guard("G17", "numbers are not in ascending order", out_of_order),
    Guard("G18", "two numbers are too close", too_close),
    Guard("G18", "a number repeats a figure of the stem without being a slip", too_revealing),
    Guard("G22", "an option is longer than twenty words", long_option, Severity.WARN),
    Guard("G35", "an option is not explained in sixty words or fewer", badly_explained),
    Guard("G36", "options are combinations of numbered statements", numbered_combinations),
    Guard("G37", "the key is the only precise option", unequally_specific, Severity.WARN),
    Guard("G38", "some options are negative and others are not", negations, Severity.WARN),
)
