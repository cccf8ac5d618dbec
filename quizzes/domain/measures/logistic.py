"""The scale on which difficulty and ability are one: logits, 0 for the student in the middle.

A gap of 1 logit in the student's favour means 73 per cent right, of 2 logits 88 per cent. Guessing is not taken out:
difficulty is that of the question as it is asked, options and all.
"""

from math import exp, log1p, pi, sqrt
from statistics import NormalDist

Z = NormalDist().inv_cdf(0.975)


def logistic(gap: float) -> float:
    """1 / (1 + e^-gap), from 0 to 1. A gap of 1 gives 0.731."""
    return 1 / (1 + exp(-gap)) if gap >= 0 else exp(gap) / (1 + exp(gap))


def log_miss(gap: float) -> float:
    """log(1 - logistic(gap)), without loss where nearly everybody is right. A gap of 1 gives -1.313."""
    return -max(gap, 0.0) - log1p(exp(-abs(gap)))


def softening(variance: float) -> float:
    """By how much doubt about one side brings the chances nearer to even, 1 (no doubt) to 0.

    1 / √(1 + 3 v / π²) (M. E. Glickman, Applied Statistics 48, 1999, pp. 377-394). v = 1 gives 0.876.
    """
    return 1 / sqrt(1 + 3 * variance / pi**2)


def share_right(difficulty: float, spread: float = 1.0) -> float:
    """The share of students who would get it right, 0 to 1, if abilities have mean 0 and this standard deviation.

    Difficulty 1 and spread 1: logistic(-0.876) = 0.29. Within 0.01 of the exact integral for a spread up to 1.
    """
    return logistic(-difficulty * softening(spread**2))


def around(value: float, variance: float) -> tuple[float, float]:
    """Normal limits at 95 per cent. 0.5 with variance 0.04: 0.11 to 0.89."""
    half = Z * sqrt(variance)
    return value - half, value + half
