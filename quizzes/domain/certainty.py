"""The degrees of certainty as a student chooses among them, each with what it gains and risks."""

from dataclasses import dataclass

from quizzes.domain.blueprint import O_LEVEL
from quizzes.domain.measures.certainty import MARKS


@dataclass(frozen=True, slots=True)
class Certainty:
    value: int
    gain: str
    risk: str


def _told(value: int, right: int, wrong: int) -> Certainty:
    return Certainty(value, f"{right} mark{'s' if right > 1 else ''}", f"{-wrong} lost" if wrong else "nothing lost")


CERTAINTIES = tuple(_told(value, right, wrong) for value, (right, wrong) in MARKS.items())
HIGHEST = max(MARKS)


def may_be_asked(level: str, *, is_timed_test: bool) -> bool:
    """Not in a timed test at O Level: it stands for the exam, which marks answers as right or wrong and no more."""
    return not (is_timed_test and level == O_LEVEL)
