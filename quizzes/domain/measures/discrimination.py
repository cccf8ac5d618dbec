"""Whether those who do well elsewhere do well here."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from math import atanh, fsum, sqrt, tanh
from statistics import NormalDist

from quizzes.domain.measures.share import RELATED

GOOD, WATCH = 0.30, 0.20
Z = NormalDist().inv_cdf(0.975)


class Standing(StrEnum):
    """Bands for the page of a question (R. L. Ebel, Essentials of Educational Measurement, 1972): conventions."""

    GOOD = "good"
    WATCH = "watch"
    READ = "read the question"
    CHECK = "check the key first"


@dataclass(frozen=True, slots=True)
class Discrimination:
    """`value` from -1 to 1 over `n` first tries; None where it is not defined."""

    value: float | None
    n: int

    @property
    def is_shown(self) -> bool:
        """From 30 first tries: below, the interval of a good question reaches below zero."""
        return self.value is not None and self.n >= RELATED

    @property
    def limits(self) -> tuple[float, float] | None:
        """95 per cent limits from 30 first tries: tanh(artanh r ± z / √(n - 3)) (R. A. Fisher, Metron 1, 1921).

        r = 0.30, n = 30: artanh r = 0.310, half width 1.96 / √27 = 0.377, so -0.07 to 0.60. None when not shown,
        and for r = ±1, whose interval the formula does not give.
        """
        if self.value is None or not self.is_shown or abs(self.value) >= 1:
            return None
        centre, half = atanh(self.value), Z / sqrt(self.n - 3)
        return tanh(centre - half), tanh(centre + half)

    @property
    def standing(self) -> Standing | None:
        """The band of a value that is shown: 0.30 good, 0.20 watch, 0.19 read, below 0 check."""
        if self.value is None or not self.is_shown:
            return None
        if self.value >= GOOD:
            return Standing.GOOD
        if self.value >= WATCH:
            return Standing.WATCH
        return Standing.READ if self.value >= 0 else Standing.CHECK


def discrimination(tries: Iterable[tuple[bool, float]]) -> Discrimination:
    """The correlation of a question with the score on the others (S. Henrysson, Psychometrika 28, 1963, pp. 211-218).

    A try is whether it was right, and the share right of the other questions of the same attempt, 0 to 1.

        r = (mean rest of the right - mean rest of the wrong) * √(p(1 - p)) / SD of all rests, divisor n

    Right with 0.9 and 0.7, wrong with 0.7 and 0.5: (0.8 - 0.6) * 0.5 / 0.1414 = 0.707. None if all or none
    were right, or if all rests are equal.
    """
    pairs = tuple(tries)
    rests = [rest for _, rest in pairs]
    right = [rest for mark, rest in pairs if mark]
    wrong = [rest for mark, rest in pairs if not mark]
    if not right or not wrong or min(rests) == max(rests):
        return Discrimination(None, len(pairs))
    n, mean = len(pairs), fsum(rests) / len(pairs)
    spread = sqrt(fsum((rest - mean) ** 2 for rest in rests) / n)
    gap = fsum(right) / len(right) - fsum(wrong) / len(wrong)
    value = gap * sqrt(len(right) * len(wrong)) / n / spread
    return Discrimination(max(-1.0, min(1.0, value)), n)
