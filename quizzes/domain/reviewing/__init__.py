"""Spaced review: what is remembered, when it is asked again, with which question. See docs/domain/review.md."""

from quizzes.domain.reviewing.components import Component, Kind, UnknownComponent, component_from, name_of
from quizzes.domain.reviewing.days import Day, day_around, due_words, start_of
from quizzes.domain.reviewing.feeding import Source, components_of, sources_of, unseen_item
from quizzes.domain.reviewing.memory import (
    Card,
    Pace,
    Rating,
    State,
    foretold,
    new_card,
    predicted_recall,
    rating_of,
    reviewed,
)
from quizzes.domain.reviewing.planning import (
    LEAST_RECALL,
    MOST_A_DAY,
    MOST_RECALL,
    BadPlan,
    Plan,
    Today,
    before_exam,
    due_today,
    longest_interval,
    replayed,
    scheduled,
)
from quizzes.domain.reviewing.recall import Bin, Fit, Outcome, bins_of, fit_of
from quizzes.domain.reviewing.tested import Question, component_of

__all__ = [
    "LEAST_RECALL",
    "MOST_A_DAY",
    "MOST_RECALL",
    "BadPlan",
    "Bin",
    "Card",
    "Component",
    "Day",
    "Fit",
    "Kind",
    "Outcome",
    "Pace",
    "Plan",
    "Question",
    "Rating",
    "Source",
    "State",
    "Today",
    "UnknownComponent",
    "before_exam",
    "bins_of",
    "component_from",
    "component_of",
    "components_of",
    "day_around",
    "due_today",
    "due_words",
    "fit_of",
    "foretold",
    "longest_interval",
    "name_of",
    "new_card",
    "predicted_recall",
    "rating_of",
    "replayed",
    "reviewed",
    "scheduled",
    "sources_of",
    "start_of",
    "unseen_item",
]
