from django.conf import settings
from django.db import models
from django.db.models import F, Q

from quizzes.models.attempt import Attempt, AttemptItem
from quizzes.models.regrade import Regrade


class Mark(models.Model):
    """The ledger (V6): one entry per attempt and scoring version; the current mark is the latest. No updates."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="marks")
    scoring_version = models.PositiveIntegerField()
    points = models.DecimalField(max_digits=6, decimal_places=2)
    out_of = models.DecimalField(max_digits=6, decimal_places=2)
    cause = models.CharField(max_length=40)
    regrade = models.ForeignKey(Regrade, null=True, blank=True, on_delete=models.PROTECT, related_name="marks")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="quiz_marks_given"
    )
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "scoring_version"], name="one_mark_per_attempt_and_scoring_version"
            ),
            models.CheckConstraint(
                condition=Q(points__gte=0, points__lte=F("out_of")), name="mark_is_between_0_and_its_maximum"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.points} of {self.out_of}"


class MarkLine(models.Model):
    """The part of a mark that one question earned, out of 1, or of 0 if it was dropped. No option: not answered."""

    mark = models.ForeignKey(Mark, on_delete=models.CASCADE, related_name="lines")
    item = models.ForeignKey(AttemptItem, on_delete=models.CASCADE, related_name="mark_lines")
    option_id = models.UUIDField(null=True, blank=True)
    certainty = models.PositiveSmallIntegerField(null=True, blank=True)
    points = models.DecimalField(max_digits=4, decimal_places=2)
    out_of = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mark", "item"], name="one_line_per_mark_and_item"),
            models.CheckConstraint(condition=Q(points__gte=0, points__lte=1), name="line_is_between_0_and_1"),
            models.CheckConstraint(
                condition=Q(out_of__lte=1, points__lte=F("out_of")), name="line_earns_no_more_than_its_question"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.points}"
