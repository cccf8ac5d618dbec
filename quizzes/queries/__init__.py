"""Reads of quizzes."""

from quizzes.queries.answers import KeptAnswer, counted_answers, items_with_bodies, kept_answers, locked_attempt
from quizzes.queries.lists import (
    RECENT,
    SWEEP_AFTER,
    finished_attempts_of,
    open_attempts_of,
    signatures_met,
    unscored_attempts,
)
from quizzes.queries.owned import answered_item, attempt_of, attempts_of, locked_item, owns_nothing, shown_item
from quizzes.queries.question import QuestionPage, question_page
from quizzes.queries.result import AttemptResult, ReviewedQuestion, attempt_result, is_result_told

__all__ = [
    "RECENT",
    "SWEEP_AFTER",
    "AttemptResult",
    "KeptAnswer",
    "QuestionPage",
    "ReviewedQuestion",
    "answered_item",
    "attempt_of",
    "attempt_result",
    "attempts_of",
    "counted_answers",
    "finished_attempts_of",
    "is_result_told",
    "items_with_bodies",
    "kept_answers",
    "locked_attempt",
    "locked_item",
    "open_attempts_of",
    "owns_nothing",
    "question_page",
    "shown_item",
    "signatures_met",
    "unscored_attempts",
]
