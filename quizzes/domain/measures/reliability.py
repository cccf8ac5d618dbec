"""How far the score of a fixed form would come again. For forms that everybody took whole, and for no other."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, sqrt

STUDENTS, QUESTIONS = 30, 10


@dataclass(frozen=True, slots=True)
class Reliability:
    """KR-20, at most 1 and possibly below 0, or None; `deviation` is the standard deviation of totals, in marks."""

    value: float | None
    deviation: float
    students: int
    questions: int

    @property
    def is_shown(self) -> bool:
        """From 30 students and 10 questions."""
        return self.value is not None and self.students >= STUDENTS and self.questions >= QUESTIONS

    @property
    def error(self) -> float | None:
        """Standard error of measurement in marks, SD * √(1 - KR-20); None where KR-20 is.

        SD 3.5 and KR-20 0.70: 1.9 marks.
        """
        return None if self.value is None else self.deviation * sqrt(1 - self.value)


def reliability(rows: Sequence[Sequence[bool]]) -> Reliability:
    """KR-20 (G. F. Kuder and M. W. Richardson, Psychometrika 2, 1937, pp. 151-160). One row per student.

        k/(k - 1) * (1 - Σ p(1 - p) / variance of totals)      the variance with divisor n, as p(1 - p) has

    Four students on three questions, 111, 110, 100, 000: Σ p(1 - p) = 0.625, variance 1.25, so 1.5 * 0.5 = 0.75.
    None with fewer than two questions, or if all totals are equal. Raises ValueError if rows differ in length:
    those are no fixed form.
    """
    students, questions = len(rows), len(rows[0]) if rows else 0
    if any(len(row) != questions for row in rows):
        raise ValueError("not everybody took the same questions")
    totals = [sum(row) for row in rows]
    if students == 0 or min(totals) == max(totals):
        return Reliability(None, 0.0, students, questions)
    mean = sum(totals) / students
    variance = fsum((total - mean) ** 2 for total in totals) / students
    if questions < 2:
        return Reliability(None, sqrt(variance), students, questions)
    shares = [sum(column) / students for column in zip(*rows, strict=True)]
    within = fsum(share * (1 - share) for share in shares)
    value = questions / (questions - 1) * (1 - within / variance)
    return Reliability(value, sqrt(variance), students, questions)
