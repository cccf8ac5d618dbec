import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse


class Report(models.Model):
    """A progress report as a PDF. The same fingerprint is the same row; the bytes stay in the database,
    so that any web machine can hand out what any worker made.
    """

    class State(models.TextChoices):
        QUEUED = "queued", "Waiting"
        RUNNING = "running", "Being made"
        DONE = "done", "Ready"
        FAILED = "failed", "Could not be made"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reports")
    fingerprint = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    error = models.TextField(blank=True)
    data = models.JSONField(help_text="Every word and figure of the report.")
    pdf = models.BinaryField(null=True, blank=True)
    requested_at = models.DateTimeField()
    built_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "fingerprint"], name="one_report_per_person_and_fingerprint"),
            models.CheckConstraint(condition=~Q(state="done") | Q(pdf__isnull=False), name="report_done_has_a_file"),
        ]

    def __str__(self) -> str:
        return f"Report {self.id}"

    def get_absolute_url(self) -> str:
        return reverse("progress:report_detail", args=[self.pk])

    @property
    def is_waiting(self) -> bool:
        return self.state in (self.State.QUEUED, self.State.RUNNING)
