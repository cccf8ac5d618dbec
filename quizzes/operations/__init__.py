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
    "QuestionClosed",
    "ScoringFailed",
    "StaleWindow",
    "UnknownOption",
    "open_window",
    "policy_of",
    "record_answer",
    "score_attempt",
    "start_attempt",
    "submit_attempt",
]
