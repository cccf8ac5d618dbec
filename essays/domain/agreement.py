"""How near a student's own marks come to a teacher's on the same scripts. Prose: docs/domain/moderation.md.

One criterion at a time, or the total. One teacher is not the truth: what is measured is agreement with that teacher.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from statistics import quantiles

RESAMPLES = 1000
SHARES = 10


class Scope(StrEnum):
    """Whose scripts the pairs come from."""

    STUDENT = "one student"
    GROUP = "a group"


# Fewest pairs from which kappa is shown: 20 scripts of one student, 50 pairs of a group.
KAPPA = {Scope.STUDENT: 20, Scope.GROUP: 50}


@dataclass(frozen=True, slots=True)
class Agreement:
    """`bias` (own minus teacher, plus is generous) and `distance` are means in marks, None of nothing. `adjacent`
    counts pairs at most one mark apart, equal ones too. `undefined` of `resamples` had no kappa and were left out of
    `interval`, which is None when fewer than half had one.
    """

    scope: Scope
    n: int
    bias: float | None
    distance: float | None
    exact: int
    adjacent: int
    kappa: float | None
    interval: tuple[float, float] | None
    undefined: int
    resamples: int

    @property
    def is_shown_in_per_cent(self) -> bool:
        """Whether `exact` and `adjacent` may be read as shares: from 10 pairs, below that as counts."""
        return self.n >= SHARES

    @property
    def kappa_is_shown(self) -> bool:
        """From 20 scripts of one student or 50 pairs of a group, if defined, and always beside bias and distance."""
        return self.kappa is not None and self.n >= KAPPA[self.scope]


def agreement(
    pairs: Sequence[tuple[int, int]], *, maximum: int, scope: Scope, rng: Random, resamples: int = RESAMPLES
) -> Agreement:
    """All figures of pairs (own mark, teacher's mark). Raises ValueError for a mark below 0 or above `maximum`.

    Own 1, 2, 3, 4 and teacher's 1, 3, 3, 2: bias 0.25, distance 0.75, 2 exact, 3 adjacent, kappa 0.375.
    """
    n, differences = len(pairs), [own - teacher for own, teacher in pairs]
    kappa = quadratic_kappa(pairs, maximum=maximum)
    interval, undefined = kappa_interval(pairs, rng=rng, resamples=resamples)
    return Agreement(
        scope=scope,
        n=n,
        bias=sum(differences) / n if n else None,
        distance=sum(map(abs, differences)) / n if n else None,
        exact=differences.count(0),
        adjacent=sum(abs(difference) <= 1 for difference in differences),
        kappa=kappa,
        interval=interval,
        undefined=undefined,
        resamples=resamples,
    )


def quadratic_kappa(pairs: Sequence[tuple[int, int]], *, maximum: int) -> float | None:
    """Cohen's kappa with quadratic weights (J. Cohen, Psychological Bulletin 70, 1968, pp. 213-220), -1 to 1.

        1 - Σ w_ij O_ij / Σ w_ij E_ij      w_ij = (i - j)² / (K - 1)², E_ij = row total * column total / n,
                                           K = maximum + 1 possible marks

    Own 1, 2, 3, 4 and teacher's 1, 3, 3, 2 of 4: 1 - (5 / 16) / (8 / 16) = 0.375. None, not defined, of nothing and
    where a marker gave one single mark. Raises ValueError for a mark below 0 or above `maximum`.
    """
    if any(not 0 <= mark <= maximum for pair in pairs for mark in pair):
        raise ValueError(f"a mark is not between 0 and {maximum}")
    return _kappa(pairs)


def kappa_interval(
    pairs: Sequence[tuple[int, int]], *, rng: Random, resamples: int = RESAMPLES
) -> tuple[tuple[float, float] | None, int]:
    """95 per cent limits of kappa, and how many resamples had none.

    The percentile bootstrap (B. Efron and R. J. Tibshirani, An Introduction to the Bootstrap, 1993, ch. 13): n pairs
    are drawn from the n with replacement, `resamples` times, and the limits cut off 2.5 per cent of the kappas at
    either end. Resamples in which a marker gave one single mark are left out; None when fewer than half remain.
    Twenty times the pairs of `agreement`'s example: kappa 0.375, about 0.19 to 0.53.
    """
    drawn = [_kappa(rng.choices(pairs, k=len(pairs))) for _ in range(resamples)] if pairs else [None] * resamples
    kappas = [kappa for kappa in drawn if kappa is not None]
    undefined = resamples - len(kappas)
    if len(kappas) < 2 or len(kappas) < undefined:
        return None, undefined
    cuts = quantiles(kappas, n=40, method="inclusive")
    return (cuts[0], cuts[-1]), undefined


def _kappa(pairs: Sequence[tuple[int, int]]) -> float | None:
    """(K - 1)² cancels and sums over marks are sums over pairs, in whole numbers: n Σ (a - b)² over all (a - b')²."""
    own, teacher = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    if len(set(own)) < 2 or len(set(teacher)) < 2:
        return None
    n, squares = len(pairs), sum(mark * mark for mark in own) + sum(mark * mark for mark in teacher)
    met = squares - 2 * sum(a * b for a, b in pairs)
    by_chance = n * squares - 2 * sum(own) * sum(teacher)
    return 1 - n * met / by_chance
