"""Where an essay stands among samples of known total, from choices between it and one sample at a time.

    P(own is chosen before sample a) = logistic((own - total of a) / SCALE)      both on the scale of 0 to 20 marks

(R. A. Bradley and M. E. Terry, Biometrika 39, 1952, pp. 324-345), with the samples held where they are and every mark
of one's own essay equally likely beforehand. A cross-check of a self-mark, never a mark. Prose and measured figures:
docs/domain/training.md.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from math import ceil, exp, floor, fsum, log
from operator import mul

TOP = 20  # marks
# Marks. An essay 2.5 marks better is chosen 73 times in 100, one 5 marks better 88 times.
SCALE = 2.5
MOST = 12  # comparisons
TAIL = 0.05  # of the belief, left out on either side of the interval
GRID = tuple(step / 10 for step in range(10 * TOP + 1))


@dataclass(frozen=True, slots=True)
class Anchor:
    """A sample, its total from 0 to 20 marks (else ValueError), and whether it is of the same prompt as one's own."""

    exemplar: str
    quality: int
    same_prompt: bool = False

    def __post_init__(self) -> None:
        _check_total(self.quality)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One choice between one's own essay and a sample of `quality` marks, from 0 to 20 (else ValueError)."""

    anchor: str
    quality: int
    own_is_better: bool

    def __post_init__(self) -> None:
        _check_total(self.quality)


@dataclass(frozen=True, slots=True)
class Placement:
    """In marks, 0 to 20: the median of the belief, and 90 per cent of it between `low` and `high`."""

    estimate: float
    low: float
    high: float
    n: int

    @property
    def words(self) -> str:
        """In whole marks, rounded outwards: 9.3 to 13.6 is "between 9 and 14"."""
        if not self.n:
            return "Nothing compared yet"
        return f"Your choices put this essay between {floor(self.low)} and {ceil(self.high)} of {TOP}"


def place(comparisons: Sequence[Comparison]) -> Placement:
    """What the choices say of the essay. Answers may contradict each other.

    Neither their order matters nor, by the model, against which of the samples the essay was chosen, only how often.
    Better than one of 5 marks, worse than one of 12 and one of 19: 8.4, from 2.0 to 15.3. No choices: 10, from 1 to 19.
    """
    reached = tuple(accumulate(_belief(comparisons)))
    low, estimate, high = (_quantile(reached, share) for share in (TAIL, 0.5, 1 - TAIL))
    return Placement(estimate, low, high, len(comparisons))


def next_anchor(anchors: Collection[Anchor], comparisons: Sequence[Comparison]) -> Anchor | None:
    """The sample whose comparison is expected to tell most, first among those of the same prompt, then among all.

    Each is asked once; of two that tell the same the first by id. None after 12 comparisons, or if none is left.
    """
    asked = {comparison.anchor for comparison in comparisons}
    left = [anchor for anchor in anchors if anchor.exemplar not in asked]
    if not left or len(comparisons) >= MOST:
        return None
    belief = _belief(comparisons)
    told = {quality: _told(quality, belief) for quality in {anchor.quality for anchor in left}}
    return min(left, key=lambda anchor: (not anchor.same_prompt, -told[anchor.quality], anchor.exemplar))


@dataclass(frozen=True, slots=True)
class _Curves:
    """For each own mark of the grid: the chance of being chosen, its entropy, and the logs of both outcomes."""

    chance: tuple[float, ...]
    entropy: tuple[float, ...]
    log_better: tuple[float, ...]
    log_worse: tuple[float, ...]


@lru_cache(maxsize=TOP + 1)
def _curves(quality: int) -> _Curves:
    chance = tuple(1 / (1 + exp((quality - own) / SCALE)) for own in GRID)
    return _Curves(
        chance=chance,
        entropy=tuple(_entropy(p) for p in chance),
        log_better=tuple(log(p) for p in chance),
        log_worse=tuple(log(1 - p) for p in chance),
    )


def _belief(comparisons: Sequence[Comparison]) -> tuple[float, ...]:
    """How likely each mark of the grid is; the sum is 1. Taken over logs, so that many choices do not vanish."""
    rows = [_log_likelihood(comparison) for comparison in comparisons]
    logs = [fsum(column) for column in zip(*rows, strict=True)] if rows else [0.0] * len(GRID)
    highest = max(logs)
    weights = [exp(value - highest) for value in logs]
    whole = fsum(weights)
    return tuple(weight / whole for weight in weights)


def _log_likelihood(comparison: Comparison) -> tuple[float, ...]:
    curves = _curves(comparison.quality)
    return curves.log_better if comparison.own_is_better else curves.log_worse


def _quantile(reached: Sequence[float], share: float) -> float:
    """The first mark of the grid at which so much of the belief is reached."""
    return next(own for own, sum_so_far in zip(GRID, reached, strict=True) if sum_so_far >= share)


def _told(quality: int, belief: Sequence[float]) -> float:
    """Expected information of a comparison, in nats: entropy(mean chance) - mean entropy(chance), at least 0.

    D. V. Lindley, Annals of Mathematical Statistics 27, 1956, pp. 986-1005. Before the first choice a sample of 12
    marks tells 0.298, one of 19 marks 0.117.
    """
    curves = _curves(quality)
    return _entropy(fsum(map(mul, belief, curves.chance))) - fsum(map(mul, belief, curves.entropy))


def _entropy(chance: float) -> float:
    return -chance * log(chance) - (1 - chance) * log(1 - chance)


def _check_total(quality: int) -> None:
    if not 0 <= quality <= TOP:
        raise ValueError(f"a total is from 0 to {TOP} marks, not {quality}")
