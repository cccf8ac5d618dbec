"""What the notes say about methods on ordered dimensions, with their ranges taken seriously.

A cell has a taught level and a range where respectable textbooks put it. A comparison is therefore answered
twice: with the values inside the ranges that are least in its favour, then with those most in its favour.
Twice yes is true, twice no is false, anything else is arguable and may not be asked.

    unit cost: job 5-5, batch 3-4, mass customisation 1-3
    job above batch: (5 > 4, 5 > 3) = (True, True)
    batch above mass customisation: (3 > 3, 4 > 1) = (False, True), arguable
"""

from collections.abc import Collection, Iterable
from enum import StrEnum
from functools import lru_cache

from opsmethods.domain.facts import DimensionFact, FactBase

Truths = tuple[bool, bool]

CERTAIN: Truths = (True, True)
IMPOSSIBLE: Truths = (False, False)


class Direction(StrEnum):
    MOST = "most"
    LEAST = "least"

    @property
    def reverse(self) -> "Direction":
        return Direction.LEAST if self is Direction.MOST else Direction.MOST


def beyond(facts: FactBase, method: str, other: str, *, dimension: str, direction: Direction) -> Truths:
    """Is `method` beyond `other` on the dimension: above it (most) or below it (least)?"""
    if direction is Direction.LEAST:
        method, other = other, method
    upper, lower = facts.cells[method, dimension], facts.cells[other, dimension]
    return upper.low > lower.high, upper.high > lower.low


def extreme(facts: FactBase, method: str, among: Collection[str], *, dimension: str, direction: Direction) -> Truths:
    """Is `method` beyond every other of `among`?"""
    answers = [
        beyond(facts, method, other, dimension=dimension, direction=direction) for other in among if other != method
    ]
    return all(least for least, _ in answers), all(most for _, most in answers)


def leads(facts: FactBase, method: str, among: Collection[str], *, dimension: str, direction: Direction) -> bool:
    """Top or bottom of `among`, whatever the values inside the ranges."""
    return extreme(facts, method, among, dimension=dimension, direction=direction) == CERTAIN


def sep(facts: FactBase, method: str, other: str, *, dimension: str) -> bool:
    """The ranges of the two do not touch."""
    return any(
        beyond(facts, method, other, dimension=dimension, direction=direction) == CERTAIN for direction in Direction
    )


def only(options: Iterable[Truths]) -> int | None:
    """The place of the one option that is right whatever the values inside the ranges; None when there is not
    exactly one, or when another option could be right (V17).
    """
    answers = list(options)
    possible = [place for place, answer in enumerate(answers) if answer != IMPOSSIBLE]
    return possible[0] if len(possible) == 1 and answers[possible[0]] == CERTAIN else None


def gap(facts: FactBase, method: str, other: str, *, dimension: str) -> int:
    """Steps of the scale between two ranges; 0 or less when they touch."""
    one, two = facts.cells[method, dimension], facts.cells[other, dimension]
    return max(one.low - two.high, two.low - one.high)


def is_wide(steps: int, dimension: DimensionFact) -> bool:
    """Three quarters of the scale or more: 3 steps on a scale of 1 to 5."""
    return 4 * steps >= 3 * (dimension.scale_high - dimension.scale_low)


@lru_cache(maxsize=1024)
def is_near(facts: FactBase, method: str, other: str) -> bool:
    """Some textbook puts the two on the same level of some dimension, so they are easily confused."""
    return any(
        not sep(facts, method, other, dimension=dimension.code)
        for dimension in facts.dimensions
        if is_placed(facts, (method, other), dimension=dimension.code)
    )


def is_placed(facts: FactBase, methods: Iterable[str], *, dimension: str) -> bool:
    """The notes say where each of the methods stands."""
    return all((method, dimension) in facts.cells for method in methods)
