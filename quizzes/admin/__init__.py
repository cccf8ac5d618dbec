"""What the office may look up about quizzes, never changed here, and the question bank, on which editors rule."""

from quizzes.admin.attempt import AttemptAdmin
from quizzes.admin.bank import BankItemAdmin
from quizzes.admin.hard_sets import HardSetAdmin
from quizzes.admin.mark import MarkAdmin
from quizzes.admin.receipt import ReceiptAdmin
from quizzes.admin.regrade import RegradeAdmin
from quizzes.admin.report import QuestionReportAdmin
from quizzes.admin.review import ReviewCardAdmin, ReviewLogAdmin, ReviewPlanAdmin
from quizzes.admin.snapshot import ItemSnapshotAdmin
from quizzes.admin.statistics import CertaintyCountAdmin, ConfusionCellAdmin, ItemStatisticAdmin

__all__ = [
    "AttemptAdmin",
    "BankItemAdmin",
    "CertaintyCountAdmin",
    "ConfusionCellAdmin",
    "HardSetAdmin",
    "ItemSnapshotAdmin",
    "ItemStatisticAdmin",
    "MarkAdmin",
    "QuestionReportAdmin",
    "ReceiptAdmin",
    "RegradeAdmin",
    "ReviewCardAdmin",
    "ReviewLogAdmin",
    "ReviewPlanAdmin",
]
