"""Certainty marks: what each choice gains and risks, and whether the certainty was deserved.

The scheme is A. R. Gardner-Medwin's (ALT-J 3, 1995, pp. 80-85).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from quizzes.domain.measures.share import SHARED, Evidence, Share

MARKS: Mapping[int, tuple[int, int]] = {1: (1, 0), 2: (2, -2), 3: (3, -6)}
# Between these beliefs the certainty is the best one: 2/3 and 4/5, where p = 4p - 2 and 4p - 2 = 9p - 6.
DESERVED: Mapping[int, tuple[float, float]] = {1: (0.0, 2 / 3), 2: (2 / 3, 0.8), 3: (0.8, 1.0)}


def certainty_mark(certainty: int, *, right: bool) -> int:
    """Right 1, 2, 3; wrong 0, -2, -6. Raises ValueError unless the certainty is 1, 2 or 3. Certainty 3, wrong: -6."""
    gain, risk = _stakes(certainty)
    return gain if right else risk


def expected_mark(certainty: int, belief: float) -> float:
    """The mark to expect when the answer is right with probability `belief`, 0 to 1. Raises ValueError.

    At 0.9: 0.9, 1.6 and 2.1 for certainty 1, 2 and 3.
    """
    if not 0 <= belief <= 1:
        raise ValueError(f"{belief} is no probability")
    gain, risk = _stakes(certainty)
    return belief * gain + (1 - belief) * risk


def best_certainty(belief: float) -> int:
    """The certainty that earns most: 1 below 67 per cent, 2 up to 80, 3 above; on the line the lower one.

    0.7 gives 2, since 4 * 0.7 - 2 = 0.8 beats 0.7 and 9 * 0.7 - 6 = 0.3. Raises ValueError.
    """
    if not 0 <= belief <= 1:
        raise ValueError(f"{belief} is no probability")
    return next(certainty for certainty, (_, most) in DESERVED.items() if belief <= most)


def shown_total(answers: Iterable[tuple[int, bool]]) -> int | None:
    """The sum of marks for (certainty, right), or None where it is negative: then accuracy and calibration say it all.

    Right at 3 and wrong at 2: 1. Right at 3 and wrong at 3: -3, so None. Raises ValueError.
    """
    total = sum(certainty_mark(certainty, right=right) for certainty, right in answers)
    return total if total >= 0 else None


class Verdict(StrEnum):
    """Whether a certainty was deserved, as far as its answers can tell."""

    UNKNOWN = "not enough yet"
    FITS = "fits"
    TOO_SURE = "surer than the answers bear out"
    TOO_SHY = "more often right than this certainty says"


@dataclass(frozen=True, slots=True)
class CalibrationLine:
    certainty: int
    share: Share

    @property
    def verdict(self) -> Verdict:
        """From 10 answers, and only where the whole Wilson interval lies outside what the certainty is best for.

        At 3, best above 0.8: 7 of 20 right is 0.18 to 0.57, too sure; 7 of 10, 0.40 to 0.89, could be either.
        """
        limits = self.share.limits
        if limits is None or self.share.n < SHARED:
            return Verdict.UNKNOWN
        least, most = DESERVED[self.certainty]
        if limits[1] < least:
            return Verdict.TOO_SURE
        return Verdict.TOO_SHY if limits[0] > most else Verdict.FITS

    @property
    def words(self) -> str:
        """`When you chose 3 you were right 7 of 10 times`; under five answers, that they are not enough yet."""
        if self.share.evidence is Evidence.TOO_FEW:
            return f"When you chose {self.certainty}: {Evidence.TOO_FEW}"
        return f"When you chose {self.certainty} you were right {self.share.count} of {self.share.n} times"


def calibration(answers: Iterable[tuple[int, bool]]) -> tuple[CalibrationLine, ...]:
    """How often (certainty, right) was right at each certainty, 1 to 3. Raises ValueError.

    Right and wrong at 3, right at 1: 1 of 1, 0 of 0, 1 of 2.
    """
    right, tried = dict.fromkeys(MARKS, 0), dict.fromkeys(MARKS, 0)
    for certainty, mark in answers:
        _stakes(certainty)
        tried[certainty] += 1
        right[certainty] += mark
    return tuple(CalibrationLine(certainty, Share(right[certainty], tried[certainty])) for certainty in MARKS)


def _stakes(certainty: int) -> tuple[int, int]:
    if certainty not in MARKS:
        raise ValueError(f"{certainty} is no certainty")
    return MARKS[certainty]
