"""What the office may look up about quizzes. The work of students is read here and never changed."""

from quizzes.admin.attempt import AttemptAdmin
from quizzes.admin.mark import MarkAdmin
from quizzes.admin.receipt import ReceiptAdmin
from quizzes.admin.review import ReviewCardAdmin, ReviewLogAdmin, ReviewPlanAdmin
from quizzes.admin.snapshot import ItemSnapshotAdmin

__all__ = [
    "AttemptAdmin",
    "ItemSnapshotAdmin",
    "MarkAdmin",
    "ReceiptAdmin",
    "ReviewCardAdmin",
    "ReviewLogAdmin",
    "ReviewPlanAdmin",
]
