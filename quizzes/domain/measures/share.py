"""So many of so many, and what may be said of it at that size."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from quizzes.domain.scoring import interval

COUNTED, SHARED, RELATED, FLAGGED = 5, 10, 30, 60


class Evidence(StrEnum):
    """What n first tries allow. Conventions, chosen so that intervals are not wider than what they are read for."""

    TOO_FEW = "not enough yet"
    COUNTS = "counts only"
    EARLY = "early"
    UNCERTAIN = "uncertain"
    ENOUGH = "enough"


def evidence_of(n: int) -> Evidence:
    """Under 5 first tries nothing is said; under 10 counts; from 10 shares with their interval; from 30
    discrimination; from 60 flags. 29 are EARLY, 30 UNCERTAIN.
    """
    steps = (
        (FLAGGED, Evidence.ENOUGH),
        (RELATED, Evidence.UNCERTAIN),
        (SHARED, Evidence.EARLY),
        (COUNTED, Evidence.COUNTS),
    )
    return next((evidence for least, evidence in steps if n >= least), Evidence.TOO_FEW)


@dataclass(frozen=True, slots=True)
class Share:
    """`count` of `n`, for facility, uptake and calibration. Raises ValueError unless 0 <= count <= n.

    14 of 20: value 0.70, limits 0.48 to 0.85 (Wilson, 95 per cent).
    """

    count: int
    n: int

    def __post_init__(self) -> None:
        if not 0 <= self.count <= self.n:
            raise ValueError(f"{self.count} of {self.n} is no share")

    @property
    def value(self) -> float | None:
        """0 to 1; None of nothing."""
        return self.count / self.n if self.n else None

    @property
    def limits(self) -> tuple[float, float] | None:
        """The Wilson interval at 95 per cent, see `scoring.interval`; None of nothing."""
        return interval(self.count, self.n) if self.n else None

    @property
    def evidence(self) -> Evidence:
        return evidence_of(self.n)

    @property
    def words(self) -> str:
        """`not enough yet`, `6 of 8`, `70% of 20 (48% to 85%), early`: no more than n allows."""
        evidence = self.evidence
        if evidence is Evidence.TOO_FEW:
            return evidence
        if evidence is Evidence.COUNTS:
            return f"{self.count} of {self.n}"
        low, high = interval(self.count, self.n)
        early = ", early" if evidence is Evidence.EARLY else ""
        return f"{self.count / self.n:.0%} of {self.n} ({low:.0%} to {high:.0%}){early}"


def facility(tries: Iterable[bool]) -> Share:
    """The share of first tries that were right, from 0 (nobody) to 1 (everybody). One per student.

    Right, right, wrong, right: 3 of 4, 0.75.
    """
    marks = tuple(tries)
    return Share(sum(marks), len(marks))
