import uuid

from django.db import models
from django.db.models import Q

from accounts.models import FeedbackRule, FrozenPolicy, Level, OwnedModel
from opsmethods.models import Topic
from quizzes.models.snapshot import ItemSnapshot


class JobState(models.TextChoices):
    NONE = "", "Not asked for"
    QUEUED = "queued", "Waiting to be marked"
    RUNNING = "running", "Being marked"
    DONE = "done", "Marked"
    FAILED = "failed", "Could not be marked"


class Attempt(OwnedModel, FrozenPolicy):
    class Mode(models.TextChoices):
        PRACTICE = "practice", "Practice"
        TEST = "test", "Test"
        REVIEW = "review", "Review"

    class State(models.TextChoices):
        IN_PROGRESS = "in_progress", "In progress"
        SUBMITTED = "submitted", "Handed in"
        SCORED = "scored", "Scored"
        ABANDONED = "abandoned", "Abandoned"
        OVERDUE = "overdue", "Overdue"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mode = models.CharField(max_length=10, choices=Mode)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="attempts")
    topic_version = models.PositiveIntegerField()
    level = models.CharField(max_length=2, choices=Level)
    seed = models.BigIntegerField()
    item_count = models.PositiveSmallIntegerField()
    about = models.CharField(max_length=120, blank=True, help_text="What it keeps to, in words; blank for everything.")
    asks_certainty = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=State, default=State.IN_PROGRESS)
    window = models.PositiveIntegerField(default=1)
    started_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    scored_at = models.DateTimeField(null=True, blank=True)
    scoring_version = models.PositiveIntegerField(default=1)
    scoring_state = models.CharField(max_length=8, choices=JobState, default=JobState.NONE, blank=True)
    scoring_error = models.TextField(blank=True)
    reviewed_at = models.DateTimeField(
        null=True, blank=True, help_text="When the cards of spaced review took in its answers."
    )

    class Meta(OwnedModel.Meta):
        constraints = [
            *OwnedModel.Meta.constraints,
            *FrozenPolicy.Meta.constraints,
            models.CheckConstraint(condition=Q(mode__in=["practice", "test", "review"]), name="attempt_mode_is_known"),
            models.CheckConstraint(
                condition=Q(state__in=["in_progress", "abandoned"]) | Q(submitted_at__isnull=False),
                name="attempt_handed_in_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="scored") | Q(scored_at__isnull=False), name="attempt_scored_has_a_time"
            ),
            models.CheckConstraint(condition=Q(item_count__gte=1), name="attempt_has_an_item"),
        ]
        indexes = [
            models.Index(fields=["submitted_at"], condition=Q(state="submitted"), name="attempts_awaiting_score"),
            models.Index(
                fields=["scored_at"], condition=Q(state="scored", reviewed_at__isnull=True), name="attempts_to_review"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_mode_display()} {self.id}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.IN_PROGRESS

    @property
    def tells_at_once(self) -> bool:
        """Feedback after each question, whose first answer therefore stands."""
        return self.feedback_rule == FeedbackRule.EACH_QUESTION

    def takes_any(self, *, window: int) -> bool:
        """Whether any answer from this window counts, whatever was answered before."""
        return self.is_open and window == self.window and not self.tells_at_once


class AttemptItem(models.Model):
    """A snapshot in its place in an attempt, with the order its options were shown in (V2)."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="items")
    snapshot = models.ForeignKey(ItemSnapshot, on_delete=models.PROTECT, related_name="attempt_items")
    position = models.PositiveSmallIntegerField()
    option_order = models.JSONField()
    flagged = models.BooleanField(default=False, help_text="The student wants to come back to it.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attempt", "position"], name="one_item_per_attempt_and_position"),
            models.UniqueConstraint(fields=["attempt", "snapshot"], name="one_item_per_attempt_and_snapshot"),
            models.CheckConstraint(condition=Q(position__gte=1), name="item_positions_start_at_1"),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id} {self.position}"


class AnswerEvent(models.Model):
    """One choice, kept for ever (V3). The current answer is the highest (window, sequence) not superseded."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="events")
    item = models.ForeignKey(AttemptItem, on_delete=models.CASCADE, related_name="events")
    window = models.PositiveIntegerField()
    sequence = models.PositiveIntegerField()
    client_uuid = models.UUIDField()
    option_id = models.UUIDField()
    certainty = models.PositiveSmallIntegerField(null=True, blank=True)
    client_time = models.DateTimeField(null=True, blank=True)
    server_time = models.DateTimeField()
    late = models.BooleanField(default=False)
    superseded = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attempt", "client_uuid"], name="one_event_per_attempt_and_client_uuid"),
            models.CheckConstraint(
                condition=Q(certainty__isnull=True) | Q(certainty__range=(1, 3)), name="certainty_is_1_to_3"
            ),
        ]
        indexes = [models.Index(fields=["item", "window", "sequence"], name="answers_of_an_item")]

    def __str__(self) -> str:
        return str(self.client_uuid)
