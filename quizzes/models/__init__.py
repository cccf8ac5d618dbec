from quizzes.models.attempt import AnswerEvent, Attempt, AttemptItem, JobState
from quizzes.models.bank import BankCheck, BankItem, Ruling
from quizzes.models.mark import Mark, MarkLine
from quizzes.models.receipt import Receipt
from quizzes.models.snapshot import ItemSnapshot

__all__ = [
    "AnswerEvent",
    "Attempt",
    "AttemptItem",
    "BankCheck",
    "BankItem",
    "ItemSnapshot",
    "JobState",
    "Mark",
    "MarkLine",
    "Receipt",
    "Ruling",
]
