"""Whether memory does what was predicted: recall foretold before reviews against answers given.

A guess is right now and then without any memory, so answers are somewhat better than recall where options are few.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from statistics import fmean

from quizzes.domain.scoring import interval

EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
NEARLY_SURE = 1e-6


@dataclass(frozen=True, slots=True)
class Outcome:
    """One review: the recall predicted before it, from 0 to 1, and whether the answer was right."""

    predicted: float
    is_right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Reviews foretold from `low` up to `high`: how many, their mean prediction, how many were right.

    `likely` is the Wilson interval of the share that was right, at 95 per cent.
    """

    low: float
    high: float
    n: int
    predicted: float
    right: int
    likely: tuple[float, float]

    @property
    def observed(self) -> float:
        return self.right / self.n

    @property
    def agrees(self) -> bool:
        """The prediction lies inside the interval."""
        return self.likely[0] <= self.predicted <= self.likely[1]


@dataclass(frozen=True, slots=True)
class Fit:
    """How good `n` predictions were; lower is better, and both are 0 for a prophet.

    `brier` is the mean square of prediction less outcome (G. W. Brier, Monthly Weather Review 78, 1950, pp. 1-3),
    `log_loss` the mean of -ln of the chance given to what happened (I. J. Good, JRSS B 14, 1952, pp. 107-114).
    0.9 foretold twice, once right: (0.1² + 0.9²) / 2 = 0.41 and (0.105 + 2.303) / 2 = 1.204.
    """

    n: int
    brier: float
    log_loss: float


def bins_of(outcomes: Iterable[Outcome], edges: Sequence[float] = EDGES) -> tuple[Bin, ...]:
    """Those that hold a review, ascending. A prediction on an edge belongs to the bin above it, 1 to the last."""
    told = list(outcomes)
    places = [(low, high, high == edges[-1]) for low, high in pairwise(edges)]
    found = (_bin(low, high, [one for one in told if _is_in(one, low, high, last=last)]) for low, high, last in places)
    return tuple(one for one in found if one is not None)


def fit_of(outcomes: Iterable[Outcome]) -> Fit | None:
    """None without outcomes. A prediction of 0 or 1 counts as a millionth short of it in the logarithm."""
    told = list(outcomes)
    if not told:
        return None
    return Fit(
        n=len(told),
        brier=fmean((one.predicted - one.is_right) ** 2 for one in told),
        log_loss=fmean(-log(_chance_given(one)) for one in told),
    )


def _bin(low: float, high: float, inside: Sequence[Outcome]) -> Bin | None:
    if not inside:
        return None
    right = sum(one.is_right for one in inside)
    mean = fmean(one.predicted for one in inside)
    return Bin(low, high, n=len(inside), predicted=mean, right=right, likely=interval(right, len(inside)))


def _is_in(one: Outcome, low: float, high: float, *, last: bool) -> bool:
    return low <= one.predicted < high or (last and one.predicted == high)


def _chance_given(one: Outcome) -> float:
    """To what happened."""
    sure = min(max(one.predicted, NEARLY_SURE), 1 - NEARLY_SURE)
    return sure if one.is_right else 1 - sure
