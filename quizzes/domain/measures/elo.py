"""Difficulty and ability moved at once by each answer; the nightly fit is `rasch`.

Elo's rule (R. Pelánek, Computers & Education 98, 2016, pp. 169-179) with the step of Glicko (M. E. Glickman, Applied
Statistics 48, 1999, pp. 377-394): the step is the variance itself, which shrinks with every answer.

    p = logistic(g (ability - difficulty))       g = softening(variance of the other side)
    variance' = 1 / (1/variance + g² p(1 - p))
    ability' = ability + variance' g (right - p)     difficulty' = difficulty - variance' g (right - p)
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from quizzes.domain.measures.logistic import around, logistic, softening

# The two errors of an answer are taken for independent and are not: simulated errors come out this much wider.
SLACK = 1.3
# People learn: a little doubt comes back with each answer, so that old answers fade.
DRIFT = 0.003


@dataclass(frozen=True, slots=True)
class Rating:
    """In logits, after `n` answers. A new one is anybody's: 0, variance 1."""

    value: float = 0.0
    variance: float = 1.0
    n: int = 0

    @property
    def limits(self) -> tuple[float, float]:
        """95 per cent limits, value ± 1.96 √(1.3 variance). A new rating: -2.23 to 2.23."""
        return around(self.value, SLACK * self.variance)


@dataclass(frozen=True, slots=True)
class Ratings:
    """Families of questions by difficulty, people by ability."""

    families: Mapping[str, Rating]
    people: Mapping[str, Rating]


def rate(family: Rating, person: Rating, *, right: bool) -> tuple[Rating, Rating]:
    """Family and person after one answer.

    Both new and right: g = 0.876, p = 0.5, variance' = 1 / (1 + 0.192) = 0.839, so the person rises to 0.367 and
    the family falls to -0.367.
    """
    gap = person.value - family.value
    return (
        _moved(family, -gap, won=not right, doubt=person.variance, drift=0.0),
        _moved(person, gap, won=right, doubt=family.variance, drift=DRIFT),
    )


def ratings_of(answers: Iterable[tuple[str, str, bool]]) -> Ratings:
    """All ratings from all first tries, (family, person, right), in the order they were given: what a recount gives."""
    families: dict[str, Rating] = {}
    people: dict[str, Rating] = {}
    for family, person, right in answers:
        families[family], people[person] = rate(
            families.get(family, Rating()), people.get(person, Rating()), right=right
        )
    return Ratings(families, people)


def _moved(rating: Rating, gap: float, *, won: bool, doubt: float, drift: float) -> Rating:
    """One side of the answer: a question wins when the answer is wrong."""
    soft = softening(doubt)
    expected = logistic(soft * gap)
    variance = 1 / (1 / rating.variance + soft**2 * expected * (1 - expected))
    return Rating(rating.value + variance * soft * (won - expected), variance + drift, rating.n + 1)
