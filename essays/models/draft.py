import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import FrozenPolicy, Level, OwnedModel
from essays.models.prompt import Prompt
from essays.models.rubric import Rubric


class Draft(OwnedModel, FrozenPolicy):
    class State(models.TextChoices):
        WRITING = "writing", "Writing"
        HANDED_IN = "handed_in", "Handed in"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    prompt = models.ForeignKey(Prompt, on_delete=models.PROTECT, related_name="drafts")
    level = models.CharField(max_length=2, choices=Level)
    rubric = models.ForeignKey(Rubric, on_delete=models.PROTECT, related_name="drafts")
    question = models.TextField(help_text="The prompt's words as they stood when writing began.")
    marks = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
    words_low = models.PositiveSmallIntegerField()
    words_high = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.WRITING)
    window = models.PositiveIntegerField(default=0, help_text="How often it was opened for writing.")
    started_at = models.DateTimeField()
    closed_at = models.DateTimeField(
        null=True, blank=True, help_text="When its writer chose to see the samples: it is not redrafted after that."
    )
    plan_page = models.UUIDField(null=True, blank=True, help_text="The page that saved the plan last.")
    plan_revision = models.PositiveIntegerField(default=0, help_text="How often the plan was saved.")
    thinned_until = models.DateTimeField(
        null=True, blank=True, help_text="Of what was saved before this hand-in only a part is kept."
    )

    class Meta(OwnedModel.Meta):
        constraints = [
            *OwnedModel.Meta.constraints,
            *FrozenPolicy.Meta.constraints,
            models.CheckConstraint(condition=Q(mode__in=["practice", "timed"]), name="draft_mode_is_known"),
        ]

    def __str__(self) -> str:
        return f"Draft {self.id}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.WRITING


class PlanRow(models.Model):
    """A row of the prompt's scaffold as it stood when writing began, and what the writer put there."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="plan")
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=120)
    hint = models.TextField(blank=True)
    text = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "position"], name="one_plan_row_per_draft_and_position"),
        ]

    def __str__(self) -> str:
        return self.label


class DraftVersion(models.Model):
    """The text as it stood at one save, kept (V3 for essays). The current text is the highest
    (window, sequence) not superseded.
    """

    class Cause(models.TextChoices):
        AUTOSAVE = "autosave", "Saved while writing"
        SAVE = "save", "Saved by hand"
        RESTORE = "restore", "Restored"

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="versions")
    window = models.PositiveIntegerField()
    sequence = models.PositiveIntegerField()
    client_uuid = models.UUIDField()
    text = models.TextField(blank=True)
    text_hash = models.CharField(max_length=64)
    words = models.PositiveIntegerField()
    cause = models.CharField(max_length=10, choices=Cause, default=Cause.AUTOSAVE)
    client_time = models.DateTimeField(null=True, blank=True)
    server_time = models.DateTimeField()
    superseded = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "client_uuid"], name="one_version_per_draft_and_client_uuid"),
        ]
        indexes = [models.Index(fields=["draft", "window", "sequence"], name="versions_of_a_draft")]

    def __str__(self) -> str:
        return f"{self.words} words"


class Submission(models.Model):
    """The text handed in, frozen by its hash. A redraft is another submission."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="submissions")
    round = models.PositiveSmallIntegerField()
    text = models.TextField()
    text_hash = models.CharField(max_length=64)
    words = models.PositiveIntegerField()
    handed_in_at = models.DateTimeField()
    late = models.BooleanField(default=False)
    reminded_at = models.DateTimeField(null=True, blank=True, help_text="When its writer was told that it waits.")
    leased_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="leased_submissions",
        help_text="The teacher who has it open to mark.",
    )
    leased_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "round"], name="one_submission_per_draft_and_round"),
            models.CheckConstraint(
                condition=Q(leased_by__isnull=True) | Q(leased_until__isnull=False), name="a_lease_has_an_end"
            ),
            models.CheckConstraint(condition=Q(text_hash__regex=r"^[0-9a-f]{64}$"), name="text_hash_is_a_sha256"),
        ]

    def __str__(self) -> str:
        return f"Submission {self.round} of {self.draft_id}"
