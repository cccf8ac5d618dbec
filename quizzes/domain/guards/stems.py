"""G07 to G39 as far as they look at stems."""

import re
from functools import lru_cache

from opsmethods.domain.facts import FactBase
from opsmethods.domain.leaks import has_leak
from opsmethods.domain.reading import grade_of
from quizzes.domain.guards.base import (
    DESCRIBING,
    SCENARIOS,
    SUMS,
    Guard,
    Severity,
    holds,
    question_in,
    sentences_in,
)
from quizzes.domain.guards.common_words import COMMON_WORDS
from quizzes.domain.guards.truth import clues_in
from quizzes.domain.item import Item
from quizzes.domain.words import length, word_set, words_in

SHORTEST_STEM = 5
LONGEST_STEM, LONGEST_SCENARIO, LONGEST_SENTENCE = 60, 95, 20
MOST_NOISE = 1
MOST_RARE = 2
HARDEST = 10
ARTICLE = re.compile(r"\b(a|an|a/an):$", re.IGNORECASE)
is_negative = holds(re.compile(r"\b(not|except|false|least likely)\b", re.IGNORECASE))
is_opinion = holds(re.compile(r"\b(best|ideal|perfect)\b", re.IGNORECASE))
asks_what_suits = holds(re.compile(r"\bmost suitable\b", re.IGNORECASE))
has_grounds = holds(re.compile(r"\b(on|judged on|by) (these|the) facts\b", re.IGNORECASE))
VAGUE = frozenset({"large", "many", "some", "few", "several"})
BIASED = frozenset(
    [
        "foreman",
        "manpower",
        "workmen",
        "housewife",
        "chairman",
        "spinster",
        "gypsy",
        "oriental",
        "backward",
        "primitive",
    ]
)
SUFFIXES = ("ing", "ed", "es", "s", "ly", "er", "ers", "'s")


def leaks(item: Item, facts: FactBase) -> bool:
    """Any method's tell-tale word counts: one of a wrong option gives that option away."""
    if item.model not in DESCRIBING:
        return False
    return has_leak(item.stem, _telling(facts))


@lru_cache(maxsize=16)
def _telling(facts: FactBase) -> tuple[str, ...]:
    return tuple(leak for method in facts.methods for leak in method.leaks)


def ends_in_article(item: Item, _facts: FactBase) -> bool:
    """A stem such as "A firm uses a:" tells which options begin with a vowel."""
    return item.stem.endswith(":") and bool(ARTICLE.search(item.stem))


def negative(item: Item, _facts: FactBase) -> bool:
    return is_negative(question_in(item.stem))


def unfocused(item: Item, _facts: FactBase) -> bool:
    """Cover the options: the stem alone must ask something."""
    return not item.stem.endswith(("?", ":")) or length(item.stem) < SHORTEST_STEM


def wordy(item: Item, _facts: FactBase) -> bool:
    words, sentences = length(item.stem), sentences_in(item.stem)
    longest = LONGEST_SCENARIO if item.model in SCENARIOS | {"IM17"} else LONGEST_STEM
    return words > longest or words > LONGEST_SENTENCE * len(sentences)


def dressed(item: Item, _facts: FactBase) -> bool:
    """A scenario tells more than who the firm is, its clues and what is asked."""
    if item.model not in SCENARIOS:
        return False
    needed = len(clues_in(item)) + 2
    return len([sentence for sentence in sentences_in(item.stem) if not _invites(sentence)]) > needed + MOST_NOISE


def _invites(sentence: str) -> bool:
    return sentence.startswith("Read ")


def rare_words(item: Item, facts: FactBase) -> bool:
    """More than two words of the stem are neither common nor the notes' own. Names and numbers do not count."""
    given = {word.casefold() for word in re.findall(r"(?<![.?!] )(?<!^)\b[A-Z]\w+", item.stem)}
    words = {word for word in words_in(item.stem) if word.isalpha()} - given - _own_words(facts)
    return len([word for word in words if not _is_common(word)]) > MOST_RARE


@lru_cache(maxsize=16)
def _own_words(facts: FactBase) -> frozenset[str]:
    """What the notes teach, and what their scenarios are told with, which an editor has read: in every scenario these
    are the same words, and a warning about each would hide the others.
    """
    scenarios = facts.material.scenarios
    taught = (text for term in facts.terms for text in (term.term, term.definition))
    goods = (text for one in scenarios.families for text in (one.goods, one.one, one.many, one.some))
    clues = (text for cue in scenarios.cues.values() for text in cue.texts)
    fillers = (filler.text for filler in scenarios.noise)
    names = (method.name for method in facts.methods)
    texts = (*taught, *goods, *clues, *fillers, *names, *scenarios.firms)
    return frozenset(word for text in texts for word in words_in(text))


def _is_common(word: str) -> bool:
    roots = (word.removesuffix(suffix) for suffix in SUFFIXES)
    return word in COMMON_WORDS or any(root in COMMON_WORDS or f"{root}e" in COMMON_WORDS for root in roots)


def opinion(item: Item, _facts: FactBase) -> bool:
    clause = question_in(item.stem)
    return is_opinion(clause) or (asks_what_suits(clause) and not has_grounds(clause))


def beyond_the_notes(item: Item, facts: FactBase) -> bool:
    """It names a method that the syllabus does not ask for: the facts of a level hold its own methods only."""
    return not set(item.methods) <= {method.slug for method in facts.methods}


def biased(item: Item, _facts: FactBase) -> bool:
    text = " ".join([item.stem, *[option.text for option in item.options]])
    folded = text.casefold()
    return any(word in folded for word in BIASED) and not BIASED.isdisjoint(word_set(text))


def vague(item: Item, _facts: FactBase) -> bool:
    return item.model in SUMS and not VAGUE.isdisjoint(word_set(item.stem))


def hard_to_read(item: Item, _facts: FactBase) -> bool:
    return grade_of(item.stem) > HARDEST


GUARDS = (
    Guard("G07", "a word in the stem gives a method away", leaks),
    Guard("G10", "the stem ends in an article that fits some options only", ends_in_article),
    Guard("G13", "the question is negative", negative),
    Guard("G21", "the stem does not ask a question by itself", unfocused),
    Guard("G22", "the stem is wordy", wordy, Severity.WARN),
    Guard("G23", "a scenario tells more than its clues", dressed),
    Guard("G24", "the stem has rare words", rare_words, Severity.WARN),
    Guard("G27", "the question asks for an opinion", opinion),
    Guard("G28", "it names a method beyond the syllabus", beyond_the_notes),
    Guard("G29", "a word may hurt somebody", biased),
    Guard("G30", "a sum speaks of vague quantities", vague, Severity.WARN),
    Guard("G39", "the stem is hard to read", hard_to_read, Severity.WARN),
)
