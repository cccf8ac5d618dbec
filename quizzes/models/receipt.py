from django.db import models
from django.db.models import Q

from quizzes.models.attempt import Attempt


class Receipt(models.Model):
    """What a student was told at hand-in about the answers that had arrived; never changed but for the comparison.

    `sent_count` and `sent_digest` are what the browser said it had sent in its window, blank where it had no script;
    `kept_count` and `kept_digest` what was stored of that window. `quizzes.domain.receipts` says how a digest is made.
    """

    attempt = models.OneToOneField(Attempt, on_delete=models.CASCADE, related_name="receipt")
    window = models.PositiveIntegerField()
    sent_count = models.PositiveIntegerField(null=True, blank=True)
    sent_digest = models.CharField(max_length=64, blank=True)
    kept_count = models.PositiveIntegerField()
    kept_digest = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    compared_at = models.DateTimeField(null=True, blank=True)
    agrees = models.BooleanField(null=True, blank=True, help_text="Whether the rows are still those of the receipt.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(compared_at__isnull=True) | Q(agrees__isnull=False), name="compared_receipt_has_a_verdict"
            ),
        ]
        indexes = [
            models.Index(fields=["created_at"], condition=Q(compared_at__isnull=True), name="receipts_to_compare")
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id}: {self.kept_count}"
