from quizzes.forms.answering import AnswerForm, FlagForm, SubmitForm, answer_in, plain_answer
from quizzes.forms.reporting import ReportForm
from quizzes.forms.review import PlanForm, wishes_of
from quizzes.forms.staff import ConfirmedRegradeForm, ReceiptForm, RegradeForm, ReportAnswerForm
from quizzes.forms.starting import StartForm, Usual, start_forms

__all__ = [
    "AnswerForm",
    "ConfirmedRegradeForm",
    "FlagForm",
    "PlanForm",
    "ReceiptForm",
    "RegradeForm",
    "ReportAnswerForm",
    "ReportForm",
    "StartForm",
    "SubmitForm",
    "Usual",
    "answer_in",
    "plain_answer",
    "start_forms",
    "wishes_of",
]
