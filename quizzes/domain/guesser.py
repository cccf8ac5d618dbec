"""A test-wise guesser: it knows nothing of the subject and sees how options look.

It likes the longest option and the one that shares most words with the stem, shuns absolute words and what does not go
with the stem's grammar; among numbers it likes those in the middle and the roundest.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from quizzes.domain.amounts import amount_in
from quizzes.domain.guards.options import MILD_WORDS, STRONG_WORDS, beginnings
from quizzes.domain.item import Item
from quizzes.domain.words import KEPT, length, word_set, words_in

# After which last word of a stem an option that does, or does not, begin with a vowel clashes.
VOWEL_CLASH: Mapping[str, bool] = {"a": True, "an": False}
ROUND = (1000, 500, 100, 50, 10, 5, 1)


def expected_score(item: Item) -> float:
    """The chance that it is right."""
    return float(chance_of(item.stem, [option.text for option in item.options], key=item.key_position))


def chance_of(stem: str, texts: Sequence[str], *, key: int) -> Fraction:
    """The chance that it chooses the option at `key`: among those it likes equally it draws lots."""
    favourites = favourites_with(stem, texts, key=key)
    return Fraction(1, favourites) if favourites else Fraction(0)


def favourites_with(stem: str, texts: Sequence[str], *, key: int) -> int:
    """How many options it likes best, the one at `key` among them; 0 where that is none of them."""
    numbers = [number for number in map(amount_in, texts) if number is not None]
    if len(numbers) == len(texts):
        return _favourites(_marks_of_numbers(numbers), key=key)
    return favourites_among(stem, [look_of(text) for text in texts], key=key)


def favourites_among(stem: str, looks: Sequence["Look"], *, key: int) -> int:
    """The same of options in words, told how they look."""
    return _favourites(_marks_of_looks(stem, looks), key=key)


def _favourites(marks: Sequence[int], *, key: int) -> int:
    return marks.count(marks[key]) if marks[key] == max(marks) else 0


class Look(NamedTuple):
    """How an option looks to somebody who does not understand it."""

    length: int
    beginnings: frozenset[str]
    is_absolute: bool
    opens_with_vowel: bool

    def before(self, other: "Look") -> "Look":
        """How the two look one after the other."""
        return Look(
            self.length + other.length,
            self.beginnings | other.beginnings,
            self.is_absolute or other.is_absolute,
            self.opens_with_vowel,
        )


@lru_cache(maxsize=KEPT)
def look_of(text: str) -> Look:
    words = word_set(text)
    is_absolute = not (STRONG_WORDS.isdisjoint(words) and MILD_WORDS.isdisjoint(words))
    return Look(length(text), beginnings(text), is_absolute, text[:1].casefold() in "aeiou")


def _marks_of_looks(stem: str, looks: Sequence[Look]) -> list[int]:
    lengths = [look.length for look in looks]
    told = beginnings(stem)
    shared = [len(told & look.beginnings) for look in looks]
    longest = max(lengths) if lengths.count(max(lengths)) == 1 else -1
    echo = max(shared) if max(shared) > min(shared) else -1
    wrong_vowel = VOWEL_CLASH.get((words_in(stem) or ("",))[-1])
    return [
        (look.length == longest) + (overlap == echo) - look.is_absolute - (look.opens_with_vowel is wrong_vowel)
        for look, overlap in zip(looks, shared, strict=True)
    ]


def _is_only_top(number: int, numbers: Sequence[int]) -> bool:
    return number == max(numbers) and numbers.count(number) == 1


def _marks_of_numbers(numbers: Sequence[Fraction]) -> list[int]:
    middle = sorted(numbers)[1:-1]
    roundness = [_roundness(number) for number in numbers]
    return [
        (number in middle) + _is_only_top(round_to, roundness)
        for number, round_to in zip(numbers, roundness, strict=True)
    ]


def _roundness(number: Fraction) -> int:
    """5,000 is rounder than 5,400, and that than 5,432 or 54.5."""
    return next((step for step in ROUND if number and number % step == 0), 0)
