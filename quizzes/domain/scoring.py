"""Points for answers, and what a score says about questions not yet asked."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from math import floor, sqrt
from statistics import NormalDist
from typing import Any
from uuid import UUID

RIGHT = Decimal("1.00")
WRONG = Decimal("0.00")
CONFIDENCE = 0.95


class UnknownOption(ValueError):
    """The answer, or the key, is no option of the question."""


def mark_response(body: Mapping[str, Any], option_id: UUID | str | None) -> Decimal:
    """Points for choosing an option of a snapshot's body; None is no answer. Raises UnknownOption."""
    if option_id is None:
        return WRONG
    chosen, key, options = str(option_id), body["key"], {option["id"] for option in body["options"]}
    for name, option in (("answer", chosen), ("key", key)):
        if option not in options:
            raise UnknownOption(f"the {name} {option} is no option")
    return RIGHT if chosen == key else WRONG


def total(points: Iterable[Decimal]) -> Decimal:
    return sum(points, start=WRONG)


def interval(right: int, n: int) -> tuple[float, float]:
    """The Wilson score interval of a share, at 95 per cent (E. B. Wilson, JASA 22, 1927, pp. 209-212).

        centre = (p + z²/2n) / (1 + z²/n)    half width = z √(p(1 - p)/n + z²/4n²) / (1 + z²/n)

    7 of 10: p = 0.7, z = 1.96, centre 0.645, half width 0.248, so 0.397 to 0.892. Raises ValueError unless
    0 <= right <= n and n >= 1.
    """
    if not 0 <= right <= n or n < 1:
        raise ValueError(f"{right} of {n} is no score")
    z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
    share, shrink = right / n, 1 + z * z / n
    centre = (share + z * z / (2 * n)) / shrink
    half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / shrink
    # A float may stop a hair short of 0 or 1, where the limits are exact.
    return max(0.0, min(share, centre - half)), min(1.0, max(share, centre + half))


def likely_counts(right: int, n: int) -> tuple[int, int]:
    """Between how many and how many right answers of n the interval lies, to the nearest whole one."""
    low, high = (floor(share * n + 0.5) for share in interval(right, n))
    return low, high


def spoken_score(right: int, n: int) -> str:
    """7 of 10 right (could be anywhere from 4 to 9 of 10 on similar questions). Raises ValueError."""
    low, high = likely_counts(right, n)
    return f"{right} of {n} right (could be anywhere from {low} to {high} of {n} on similar questions)"
