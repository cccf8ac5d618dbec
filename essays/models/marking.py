import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from essays.models.draft import Submission
from essays.models.rubric import Cap, Criterion


class JobState(models.TextChoices):
    NONE = "", "Not asked for"
    QUEUED = "queued", "Waiting to be totalled"
    RUNNING = "running", "Being totalled"
    DONE = "done", "Totalled"
    FAILED = "failed", "Could not be totalled"


class Marking(models.Model):
    """A marker's work on one submission: saved as it goes, finished once (V8)."""

    class Role(models.TextChoices):
        SELF = "self", "Self"
        TEACHER = "teacher", "Teacher"
        AGREED = "agreed", "Agreed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="markings")
    role = models.CharField(max_length=8, choices=Role)
    round = models.PositiveSmallIntegerField(default=1)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="markings"
    )
    comment = models.TextField(blank=True)
    reason = models.CharField(max_length=200, blank=True, help_text="Why it is marked another time.")
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    totalled_at = models.DateTimeField(null=True, blank=True)
    scoring_version = models.PositiveIntegerField(default=1)
    totalling_state = models.CharField(max_length=8, choices=JobState, default=JobState.NONE, blank=True)
    totalling_error = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "role", "round"], name="one_marking_per_submission_role_round"
            ),
            models.CheckConstraint(
                condition=Q(totalled_at__isnull=True) | Q(finished_at__isnull=False),
                name="totalled_marking_is_finished",
            ),
        ]
        indexes = [
            models.Index(fields=["finished_at"], condition=Q(totalled_at__isnull=True), name="markings_awaiting_total")
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} marking of {self.submission_id}"


class CriterionChoice(models.Model):
    """The level and mark a marker chose for one criterion, before caps."""

    marking = models.ForeignKey(Marking, on_delete=models.CASCADE, related_name="choices")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="choices")
    level = models.PositiveSmallIntegerField()
    mark = models.PositiveSmallIntegerField()
    maximum = models.PositiveSmallIntegerField()
    confidence = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How sure the marker is, 1 to 3. It is not scored."
    )
    answer = models.TextField(blank=True, help_text="What the marker says to the evidence question.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["marking", "criterion"], name="one_choice_per_marking_and_criterion"),
            models.CheckConstraint(condition=Q(mark__lte=F("maximum")), name="mark_within_criterion_maximum"),
            models.CheckConstraint(
                condition=Q(confidence__isnull=True) | Q(confidence__range=(1, 3)), name="confidence_is_1_to_3"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion_id}: {self.mark}"


class Evidence(models.Model):
    """A sentence of the essay that the marker points at for a criterion: its words and where they stand.

    `start` and `end` count characters (code points) of the text handed in, which is frozen by its hash.
    """

    choice = models.ForeignKey(CriterionChoice, on_delete=models.CASCADE, related_name="evidence")
    sentence = models.PositiveSmallIntegerField(help_text="Its number in the essay, from 1.")
    text = models.TextField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["choice", "sentence"], name="one_evidence_per_choice_and_sentence"),
            models.CheckConstraint(condition=Q(sentence__gte=1), name="sentences_start_at_1"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="evidence_has_a_length"),
        ]

    def __str__(self) -> str:
        return self.text


class CapAnswer(models.Model):
    marking = models.ForeignKey(Marking, on_delete=models.CASCADE, related_name="cap_answers")
    cap = models.ForeignKey(Cap, on_delete=models.PROTECT, related_name="answers")
    applies = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["marking", "cap"], name="one_answer_per_marking_and_cap"),
        ]

    def __str__(self) -> str:
        return f"{self.cap_id}: {self.applies}"
