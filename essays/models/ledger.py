from django.conf import settings
from django.db import models
from django.db.models import F, Q

from essays.models.marking import Marking
from essays.models.rubric import Criterion


class Mark(models.Model):
    """The ledger (V6): one entry per marking and scoring version; the current mark is the latest. No updates."""

    marking = models.ForeignKey(Marking, on_delete=models.CASCADE, related_name="marks")
    scoring_version = models.PositiveIntegerField()
    points = models.DecimalField(max_digits=6, decimal_places=2)
    out_of = models.DecimalField(max_digits=6, decimal_places=2)
    cause = models.CharField(max_length=40)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="essay_marks_given"
    )
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["marking", "scoring_version"], name="one_mark_per_marking_and_scoring_version"
            ),
            models.CheckConstraint(
                condition=Q(points__gte=0, points__lte=F("out_of")), name="essay_mark_is_between_0_and_its_maximum"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.points} of {self.out_of}"


class MarkLine(models.Model):
    """What one criterion counts for, and the rule that lowered it, if one did."""

    mark = models.ForeignKey(Mark, on_delete=models.CASCADE, related_name="lines")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="mark_lines")
    chosen = models.PositiveSmallIntegerField()
    points = models.PositiveSmallIntegerField()
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mark", "criterion"], name="one_line_per_mark_and_criterion"),
            models.CheckConstraint(condition=Q(points__lte=F("chosen")), name="rules_only_lower_a_mark"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion_id}: {self.points}"
