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
from quizzes.operations.regrading import RegradeUnderWay, apply_regrade, confirm_regrade
from quizzes.operations.reporting import ReportIsOpen, ReportTooEarly, answer_reports, report_question
from quizzes.operations.review import (
    AttemptNotScored,
    NothingDue,
    ReviewUnderWay,
    claim_cards,
    claim_plans,
    rebuild_cards,
    review_attempt,
    set_plan,
    start_review,
)
from quizzes.operations.scoring import (
    AUTOMATIC,
    AttemptNotSubmitted,
    ScoringFailed,
    score_attempt,
)
from quizzes.operations.starting import open_window, policy_of, start_attempt
from quizzes.operations.statistics import begin_recount, rate_answers, recount_further
from quizzes.operations.submitting import (
    AttemptAlreadySubmitted,
    WindowNeverOpened,
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
    "AttemptNotScored",
    "AttemptNotSubmitted",
    "NoSuchQuestion",
    "NotesMovedOn",
    "NothingDue",
    "QuestionClosed",
    "RegradeUnderWay",
    "ReportIsOpen",
    "ReportTooEarly",
    "ReviewUnderWay",
    "ScoringFailed",
    "StaleWindow",
    "UnknownOption",
    "WindowNeverOpened",
    "abandon_forgotten",
    "accept",
    "answer_reports",
    "apply_regrade",
    "begin_bank_check",
    "begin_recount",
    "check_bank_further",
    "claim_cards",
    "claim_plans",
    "compare_receipts",
    "confirm_regrade",
    "flag_question",
    "hand_in_overdue",
    "mute",
    "open_window",
    "policy_of",
    "rate_answers",
    "rebuild_cards",
    "record_answer",
    "recount_further",
    "report_question",
    "review_attempt",
    "score_attempt",
    "set_plan",
    "start_attempt",
    "start_review",
    "submit_attempt",
    "take_back",
]
