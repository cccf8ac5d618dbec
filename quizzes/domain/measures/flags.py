"""What a person should look at, from 60 first tries on."""

from enum import StrEnum

from quizzes.domain.measures.discrimination import Discrimination
from quizzes.domain.measures.share import FLAGGED, Share

HARD, EASY, LOW, WITHDRAWN = 0.30, 0.90, 0.10, 100


class Flag(StrEnum):
    """In words for the page of a question. None but WITHDRAW changes anything by itself."""

    BELOW_CHANCE = "fewer right than by chance: check the key"
    HARD = "hard: fewer than 30% right"
    EASY = "easy: more than 90% right"
    LOW = "tells strong and weak hardly apart"
    NEGATIVE = "the weak do better than the strong: check the key"
    WITHDRAW = "not asked any more until a person has checked the key"


def flags_of(facility: Share, discrimination: Discrimination, *, chance: float) -> tuple[Flag, ...]:
    """The flags of a question, each from 60 first tries of its own figure, WITHDRAW from 100.

    `chance` is the share right by guessing, 0 to 1: 1/k for k options, for a model the mean of them.
    Below chance, and from there to 0.30; above 0.90; r below 0.10, and below 0; r below 0 at 100.

    20 of 100 right with r = -0.05 and four options: BELOW_CHANCE, NEGATIVE, WITHDRAW.
    Bands of facility: quoted widely as 0.2 to 0.8, widened for practice; r below 0.10 is stricter than Ebel's 0.20,
    since at n = 60 an observed 0.10 has an interval of -0.16 to 0.35 and a stricter line would flag sound questions.
    """
    return (*_of_facility(facility, chance), *_of_discrimination(discrimination))


def _of_facility(facility: Share, chance: float) -> tuple[Flag, ...]:
    if facility.n < FLAGGED:
        return ()
    share = facility.count / facility.n
    if share < chance:
        return (Flag.BELOW_CHANCE,)
    if share < HARD:
        return (Flag.HARD,)
    return (Flag.EASY,) if share > EASY else ()


def _of_discrimination(discrimination: Discrimination) -> tuple[Flag, ...]:
    value, n = discrimination.value, discrimination.n
    if value is None or n < FLAGGED or value >= LOW:
        return ()
    if value >= 0:
        return (Flag.LOW,)
    return (Flag.NEGATIVE, Flag.WITHDRAW) if n >= WITHDRAWN else (Flag.NEGATIVE,)
