"""Reads of quizzes."""

from quizzes.queries.answers import KeptAnswer, counted_answers, items_with_bodies, kept_answers, locked_attempt
from quizzes.queries.bank import (
    bank_digest,
    bank_items,
    finished_check,
    muted,
    rulings_on,
    same_words,
    stalled_checks,
    withheld,
)
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
    "bank_digest",
    "bank_items",
    "counted_answers",
    "finished_attempts_of",
    "finished_check",
    "is_result_told",
    "items_with_bodies",
    "kept_answers",
    "locked_attempt",
    "locked_item",
    "muted",
    "open_attempts_of",
    "owns_nothing",
    "question_page",
    "rulings_on",
    "same_words",
    "shown_item",
    "signatures_met",
    "stalled_checks",
    "unscored_attempts",
    "withheld",
]
