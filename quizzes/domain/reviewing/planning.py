"""How a student's wishes bear on the cards: an exam to be ready for, and how many questions fit a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from quizzes.domain.reviewing.components import Component
from quizzes.domain.reviewing.memory import (
    DAY,
    WANTED_RECALL,
    Card,
    Pace,
    Rating,
    new_card,
    predicted_recall,
    reviewed,
)

LEAST_RECALL, MOST_RECALL = 0.85, 0.95
MOST_A_DAY = 20
SOON = timedelta(days=14)
PER_CENT, PER_CENT_SOON = 20, 30


class BadPlan(ValueError):
    """A wish that cannot be met."""


@dataclass(frozen=True, slots=True)
class Plan:
    """`recall` from 0.85 to 0.95 is what the student wants to remember of what is due; `a_day` is how many reviews at
    most; `exam_at`, aware, is when the day of the exam begins. `since` is when the plan was made: reviews before it are
    planned as of then. Raises BadPlan.
    """

    recall: float = WANTED_RECALL
    a_day: int = MOST_A_DAY
    exam_at: datetime | None = None
    since: datetime | None = None

    def __post_init__(self) -> None:
        if not LEAST_RECALL <= self.recall <= MOST_RECALL:
            raise BadPlan(f"Recall is from {LEAST_RECALL} to {MOST_RECALL}, not {self.recall}.")
        if self.a_day < 1:
            raise BadPlan("There is at least one review a day.")
        if any(time is not None and time.tzinfo is None for time in (self.exam_at, self.since)):
            raise BadPlan("A time of the plan has no zone.")


@dataclass(frozen=True, slots=True)
class Today:
    """What to review, the most at risk first, and how many more are due and wait."""

    asked: tuple[Component, ...]
    waiting: int


def scheduled(card: Card, rating: Rating, *, now: datetime, plan: Plan, seed: str) -> Card:
    """The card after a review under the plan: same arguments, same card."""
    after = reviewed(card, rating, now=now, pace=Pace(recall=plan.recall))
    return before_exam(after, plan=plan, now=max(now, plan.since or now), seed=seed)


def replayed(reviews: Sequence[tuple[Rating, datetime]], *, plan: Plan, seed: str) -> Card:
    """The card that these reviews, in their order, leave under the plan. Raises ValueError without a review."""
    if not reviews:
        raise ValueError("A card is made of reviews.")
    card = new_card(now=reviews[0][1])
    for rating, at in reviews:
        card = scheduled(card, rating, now=at, plan=plan, seed=seed)
    return card


def before_exam(card: Card, *, plan: Plan, now: datetime, seed: str) -> Card:
    """The card due no later than the exam allows; unchanged where it is, or where no exam is ahead.

    A card that is brought forward falls on a day between two thirds of the longest interval and the whole, so that
    what was learnt together is not all due together. `seed` names the card: each has its own days.
    """
    if plan.exam_at is None or plan.exam_at <= now:
        return card
    longest = longest_interval(plan.exam_at - now)
    if card.due_at <= min(now + longest * DAY, plan.exam_at):
        return card
    days = Random(f"{seed} {card.reps}").randint(-(-2 * longest // 3), longest)
    return replace(card, due_at=min(now + days * DAY, plan.exam_at))


def longest_interval(left: timedelta) -> int:
    """In days: 20 per cent of the time left until the exam, 30 from 14 days on, rounded down, at least 1.

    30 days: 6. 15 days: 3. 14 days: 4. Two days: 1.
    """
    share = PER_CENT_SOON if left <= SOON else PER_CENT
    return max(1, left * share // (100 * DAY))


def due_today(
    cards: Mapping[Component, Card], *, now: datetime, day_ends_at: datetime, plan: Plan, done: int = 0
) -> Today:
    """The cards due before the student's day ends, as many as the plan still allows after `done` reviews today.

    The lowest predicted recall comes first, then what has been due longest, then by key.
    """
    due = [
        (_risk(card, now=now), card.due_at, one.key, one) for one, card in cards.items() if card.due_at < day_ends_at
    ]
    allowed = max(0, plan.a_day - done)
    asked = tuple(one for *_, one in sorted(due, key=lambda row: row[:3])[:allowed])
    return Today(asked=asked, waiting=len(due) - len(asked))


def _risk(card: Card, *, now: datetime) -> float:
    """The predicted recall; what was never reviewed can wait until what was has been."""
    recall = predicted_recall(card, at=now)
    return 1.0 if recall is None else recall
