"""Changes to quizzes."""

from quizzes.operations.answering import (
    AnswerConflict,
    AnswerNotCounted,
    AttemptClosed,
    NoSuchQuestion,
    QuestionClosed,
    StaleWindow,
    UnknownOption,
    record_answer,
)
from quizzes.operations.bank import NotesMovedOn, accept, begin_bank_check, check_bank_further, mute, take_back
from quizzes.operations.scoring import (
    AUTOMATIC,
    AttemptAlreadySubmitted,
    AttemptNotSubmitted,
    ScoringFailed,
    score_attempt,
    submit_attempt,
)
from quizzes.operations.starting import open_window, policy_of, start_attempt

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
    "accept",
    "begin_bank_check",
    "check_bank_further",
    "mute",
    "open_window",
    "policy_of",
    "record_answer",
    "score_attempt",
    "start_attempt",
    "submit_attempt",
    "take_back",
]
