"""A test-wise guesser: it knows nothing of the subject and sees how options look.

It likes the longest option and the one that shares most words with the stem, shuns absolute words and what does not go
with the stem's grammar; among numbers it likes those in the middle and the roundest.
"""

from collections.abc import Sequence
from fractions import Fraction

from quizzes.domain.amounts import amount_in
from quizzes.domain.guards.base import words_in
from quizzes.domain.guards.options import MILD_WORDS, STRONG_WORDS, beginnings
from quizzes.domain.item import Item

ROUND = (1000, 500, 100, 50, 10, 5, 1)


def expected_score(item: Item) -> float:
    """The chance that it is right."""
    return float(chance_of(item.stem, [option.text for option in item.options], key=item.key_position))


def chance_of(stem: str, texts: Sequence[str], *, key: int) -> Fraction:
    """The chance that it chooses the option at `key`: among those it likes equally it draws lots."""
    numbers = [number for number in map(amount_in, texts) if number is not None]
    marks = _marks_of_numbers(numbers) if len(numbers) == len(texts) else _marks_of_texts(stem, texts)
    liked = [place for place, mark in enumerate(marks) if mark == max(marks)]
    return Fraction(1, len(liked)) if key in liked else Fraction(0)


def _marks_of_texts(stem: str, texts: Sequence[str]) -> list[int]:
    lengths = [len(text.split()) for text in texts]
    told = beginnings(stem)
    shared = [len(told & beginnings(text)) for text in texts]
    return [
        _is_only_top(length, lengths)
        + (overlap == max(shared) > min(shared))
        - _is_absolute(text)
        - _clashes(stem, text)
        for text, length, overlap in zip(texts, lengths, shared, strict=True)
    ]


def _is_only_top(number: int, numbers: Sequence[int]) -> bool:
    return number == max(numbers) and numbers.count(number) == 1


def _is_absolute(text: str) -> bool:
    return any(word in STRONG_WORDS or word in MILD_WORDS for word in words_in(text))


def _clashes(stem: str, text: str) -> bool:
    """After "a" or "an" the wrong kind of letter, where the stem ends so."""
    last = (words_in(stem) or ("",))[-1]
    vowel = text[:1].casefold() in "aeiou"
    return (last == "a" and vowel) or (last == "an" and not vowel)


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
