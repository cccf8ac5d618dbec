"""What a student looks at once their essay is marked."""

from django.db import models

from essays.models.draft import Submission
from essays.models.exemplar import Exemplar
from essays.models.prompt import IndicativePoint


class PointTick(models.Model):
    """A point that its writer finds in the essay."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="ticks")
    point = models.ForeignKey(IndicativePoint, on_delete=models.CASCADE, related_name="ticks")
    ticked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "point"], name="one_tick_per_submission_and_point"),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.point_id}"


class Comparison(models.Model):
    """Which of two is better, the essay or an exemplar, as its writer sees it."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="comparisons")
    exemplar = models.ForeignKey(Exemplar, on_delete=models.CASCADE, related_name="comparisons")
    own_is_better = models.BooleanField()
    compared_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "exemplar"], name="one_comparison_per_submission_and_exemplar"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} and {self.exemplar_id}"
