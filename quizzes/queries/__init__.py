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
    forgotten_attempts,
    open_attempts_of,
    signatures_met,
    timed_attempts,
    unscored_attempts,
)
from quizzes.queries.owned import answered_item, attempt_of, attempts_of, locked_item, owns_nothing, shown_item
from quizzes.queries.question import AttemptPage, attempt_page, told_question
from quizzes.queries.receipts import (
    ForgedReceipt,
    checked_receipt,
    code_of,
    kept_tally,
    receipts_to_compare,
    told_receipt,
)
from quizzes.queries.result import AttemptResult, ReviewedQuestion, attempt_result, is_result_told

__all__ = [
    "RECENT",
    "SWEEP_AFTER",
    "AttemptPage",
    "AttemptResult",
    "ForgedReceipt",
    "KeptAnswer",
    "ReviewedQuestion",
    "answered_item",
    "attempt_of",
    "attempt_page",
    "attempt_result",
    "attempts_of",
    "bank_digest",
    "bank_items",
    "checked_receipt",
    "code_of",
    "counted_answers",
    "finished_attempts_of",
    "finished_check",
    "forgotten_attempts",
    "is_result_told",
    "items_with_bodies",
    "kept_answers",
    "kept_tally",
    "locked_attempt",
    "locked_item",
    "muted",
    "open_attempts_of",
    "owns_nothing",
    "receipts_to_compare",
    "rulings_on",
    "same_words",
    "shown_item",
    "signatures_met",
    "stalled_checks",
    "timed_attempts",
    "told_question",
    "told_receipt",
    "unscored_attempts",
    "withheld",
]
