"""When a component is asked again: a thin layer over py-fsrs, in which nothing reads a clock or throws dice.

FSRS describes what is remembered by a stability S, the days until recall falls to 0.9, and a difficulty from 1 to 10
(J. Ye and others, "A stochastic shortest path algorithm for optimizing spaced repetition scheduling", KDD 2022; here
version 6, with the default weights of py-fsrs). Recall after t whole days is

    R = (1 + f t / S)^-w,  w = 0.1542,  f = 0.9^(-1/w) - 1 = 0.980

A first right answer gives S = 2.3065. After two days R = (1 + 0.980 x 2 / 2.3065)^-0.1542 = 0.909, and the next
review falls where R is nearest to the recall wanted: for 0.9 after round(2.3065) = 2 days.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from functools import lru_cache

import fsrs

CERTAINTIES = (1, 2, 3)
WANTED_RECALL = 0.90
DAY = timedelta(days=1)


class Rating(IntEnum):
    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class State(IntEnum):
    LEARNING = 1
    REVIEW = 2
    RELEARNING = 3


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of one student's memory of one component. Times are aware, in UTC.

    `stability` is in days, `difficulty` from 1 to 10; both and `last_review_at` are None until the first review.
    `step` is a place in the short steps of a `Pace`, None for a card that has left them; `reps` counts reviews.
    """

    due_at: datetime
    last_review_at: datetime | None = None
    stability: float | None = None
    difficulty: float | None = None
    state: State = State.LEARNING
    step: int | None = 0
    reps: int = 0


@dataclass(frozen=True, slots=True)
class Pace:
    """The recall wanted at the next review, and short steps before intervals count in days: here none.

    A component is asked again within a sitting by practice, not by its card.
    """

    recall: float = WANTED_RECALL
    learning_steps: tuple[timedelta, ...] = ()
    relearning_steps: tuple[timedelta, ...] = ()


USUAL = Pace()


def rating_of(*, is_right: bool, certainty: int | None, was_right_before: bool) -> Rating:
    """What an answer says of memory. `certainty` is None where it was not asked, as in the first sitting.

    `was_right_before`: the last review of the card was right too. Raises ValueError for a certainty that is not 1 to 3.
    """
    if certainty is not None and certainty not in CERTAINTIES:
        raise ValueError(f"{certainty} is no certainty")
    if not is_right:
        return Rating.AGAIN
    if certainty == 1:
        return Rating.HARD
    return Rating.EASY if certainty == max(CERTAINTIES) and was_right_before else Rating.GOOD


def new_card(*, now: datetime) -> Card:
    """Due at once. Raises ValueError for a time without a zone."""
    return Card(due_at=_in_utc(now))


def reviewed(card: Card, rating: Rating, *, now: datetime, pace: Pace = USUAL) -> Card:
    """The card after a review: the next is due a day from `now` or later, except in short steps.

    A review earlier than the last one, told late, counts as made at the time of the last. Raises ValueError for a time
    without a zone.
    """
    at = max(_in_utc(now), card.last_review_at or _in_utc(now))
    after, _ = _scheduler(pace).review_card(_as_fsrs(card), fsrs.Rating(rating), at)
    return Card(
        due_at=after.due,
        last_review_at=at,
        stability=after.stability,
        difficulty=after.difficulty,
        state=State(after.state),
        step=after.step,
        reps=card.reps + 1,
    )


def predicted_recall(card: Card, *, at: datetime) -> float | None:
    """The chance from 0 to 1 that the component is remembered; None for a card never reviewed.

    Whole days count, so it is 1.0 until a day has passed. Raises ValueError for a time without a zone.
    """
    if card.last_review_at is None:
        return None
    return float(_scheduler(USUAL).get_card_retrievability(_as_fsrs(card), _in_utc(at)))


def foretold(card: Card, *, at: datetime) -> float | None:
    """The predicted recall where it can be held against what happens: a day or more after the last review."""
    if card.last_review_at is None or _in_utc(at) - card.last_review_at < DAY:
        return None
    return predicted_recall(card, at=at)


@lru_cache(maxsize=64)
def _scheduler(pace: Pace) -> fsrs.Scheduler:
    return fsrs.Scheduler(
        desired_retention=pace.recall,
        learning_steps=pace.learning_steps,
        relearning_steps=pace.relearning_steps,
        enable_fuzzing=False,
    )


def _as_fsrs(card: Card) -> fsrs.Card:
    """With an id, or it would take one from the clock."""
    return fsrs.Card(
        card_id=1,
        state=fsrs.State(card.state),
        step=card.step,
        stability=card.stability,
        difficulty=card.difficulty,
        due=card.due_at,
        last_review=card.last_review_at,
    )


def _in_utc(time: datetime) -> datetime:
    if time.tzinfo is None:
        raise ValueError(f"{time} has no zone")
    return time.astimezone(UTC)
