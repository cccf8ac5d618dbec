from quizzes.models.attempt import AnswerEvent, Attempt, AttemptItem, JobState
from quizzes.models.bank import BankCheck, BankItem, Ruling
from quizzes.models.mark import Mark, MarkLine
from quizzes.models.receipt import Receipt
from quizzes.models.regrade import Regrade
from quizzes.models.report import QuestionReport
from quizzes.models.review import ReviewCard, ReviewLog, ReviewPlan
from quizzes.models.snapshot import ItemSnapshot
from quizzes.models.statistics import CertaintyCount, ConfusionCell, ItemStatistic, Recount

__all__ = [
    "AnswerEvent",
    "Attempt",
    "AttemptItem",
    "BankCheck",
    "BankItem",
    "CertaintyCount",
    "ConfusionCell",
    "ItemSnapshot",
    "ItemStatistic",
    "JobState",
    "Mark",
    "MarkLine",
    "QuestionReport",
    "Receipt",
    "Recount",
    "Regrade",
    "ReviewCard",
    "ReviewLog",
    "ReviewPlan",
    "Ruling",
]
