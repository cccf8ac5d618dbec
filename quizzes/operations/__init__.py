"""Changes to quizzes."""

from quizzes.operations.answering import (
    AnswerConflict,
    AnswerNotCounted,
    AttemptClosed,
    NoSuchQuestion,
    QuestionClosed,
    StaleWindow,
    UnknownOption,
    flag_question,
    record_answer,
)
from quizzes.operations.bank import NotesMovedOn, accept, begin_bank_check, check_bank_further, mute, take_back
from quizzes.operations.scoring import (
    AUTOMATIC,
    AttemptNotSubmitted,
    ScoringFailed,
    score_attempt,
)
from quizzes.operations.starting import open_window, policy_of, start_attempt
from quizzes.operations.submitting import (
    AttemptAlreadySubmitted,
    abandon_forgotten,
    compare_receipts,
    hand_in_overdue,
    submit_attempt,
)

__all__ = [
    "AUTOMATIC",
    "AnswerConflict",
    "AnswerNotCounted",
    "AttemptAlreadySubmitted",
    "AttemptClosed",
    "AttemptNotSubmitted",
    "NoSuchQuestion",
    "NotesMovedOn",
    "QuestionClosed",
    "ScoringFailed",
    "StaleWindow",
    "UnknownOption",
    "abandon_forgotten",
    "accept",
    "begin_bank_check",
    "check_bank_further",
    "compare_receipts",
    "flag_question",
    "hand_in_overdue",
    "mute",
    "open_window",
    "policy_of",
    "record_answer",
    "score_attempt",
    "start_attempt",
    "submit_attempt",
    "take_back",
]
