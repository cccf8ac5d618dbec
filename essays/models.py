import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import FrozenPolicy, Level, OwnedModel
from opsmethods.models import ContentRow, Topic


class JobState(models.TextChoices):
    NONE = "", "Not asked for"
    QUEUED = "queued", "Waiting to be totalled"
    RUNNING = "running", "Being totalled"
    DONE = "done", "Totalled"
    FAILED = "failed", "Could not be totalled"


class Prompt(ContentRow):
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="prompts")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=80)
    text = models.TextField()
    command = models.TextField(help_text="What the command words demand.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["topic", "number"], name="one_prompt_per_topic_and_number"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class PromptVariant(ContentRow):
    """The prompt at one level: its wording, marks, paper minutes and a guide to its length in words."""

    prompt = models.ForeignKey(Prompt, on_delete=models.CASCADE, related_name="variants")
    level = models.CharField(max_length=2, choices=Level)
    text = models.TextField()
    marks = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
    words_low = models.PositiveSmallIntegerField()
    words_high = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["prompt", "level"], name="one_variant_per_prompt_and_level"),
            models.CheckConstraint(condition=Q(words_low__lt=F("words_high")), name="word_guide_is_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.prompt_id} {self.level}"


class Rubric(models.Model):
    """One version of the rubric of a prompt. Published, it never changes again (V7).

    `content_hash` is over every word and number, `structure_hash` over codes, levels and marks alone,
    so that versions that differ by a spelling mistake can be pooled. `prompt` empty: for every O and AS variant.
    """

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="rubrics")
    prompt = models.ForeignKey(Prompt, null=True, blank=True, on_delete=models.CASCADE, related_name="rubrics")
    version = models.PositiveIntegerField()
    content_hash = models.CharField(max_length=64, editable=False)
    structure_hash = models.CharField(max_length=64, editable=False)
    import_hash = models.CharField(max_length=64, blank=True, editable=False)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["prompt", "version"], name="one_rubric_per_prompt_and_version"),
            models.UniqueConstraint(
                fields=["topic", "version"],
                condition=Q(prompt__isnull=True),
                name="one_general_rubric_per_topic_and_version",
            ),
            models.UniqueConstraint(
                fields=["prompt", "content_hash"],
                condition=Q(published_at__isnull=False),
                name="one_published_rubric_per_prompt_and_content",
            ),
            models.UniqueConstraint(
                fields=["topic", "content_hash"],
                condition=Q(prompt__isnull=True, published_at__isnull=False),
                name="one_published_general_rubric_per_topic_and_content",
            ),
        ]

    def __str__(self) -> str:
        return f"Rubric of prompt {self.prompt_id or 'any'}, version {self.version}"

    @property
    def is_published(self) -> bool:
        return self.published_at is not None


class Criterion(models.Model):
    rubric = models.ForeignKey(Rubric, on_delete=models.CASCADE, related_name="criteria")
    code = models.CharField(max_length=4)
    name = models.CharField(max_length=60)
    objective = models.CharField(max_length=4, help_text="Assessment objective, for example AO1.")
    maximum = models.PositiveSmallIntegerField()
    unevidenced_maximum = models.PositiveSmallIntegerField(help_text="The most a self-mark may be without evidence.")
    question = models.TextField(help_text="The evidence question.")
    position = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name_plural = "criteria"
        constraints = [
            models.UniqueConstraint(fields=["rubric", "code"], name="one_criterion_per_rubric_and_code"),
            models.CheckConstraint(
                condition=Q(unevidenced_maximum__lt=F("maximum")), name="unevidenced_maximum_is_below_maximum"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class LevelDescriptor(models.Model):
    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="levels")
    number = models.PositiveSmallIntegerField()
    lowest = models.PositiveSmallIntegerField()
    highest = models.PositiveSmallIntegerField()
    text = models.TextField()
    higher = models.TextField(blank=True, help_text="What earns the highest mark of the level, if that is described.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["criterion", "number"], name="one_descriptor_per_criterion_and_level"),
            models.CheckConstraint(condition=Q(lowest__lte=F("highest")), name="level_marks_are_in_order"),
        ]

    def __str__(self) -> str:
        return f"Level {self.number}"


class Cap(models.Model):
    """A question with two answers for the marker; one of them holds the criterion at `maximum`."""

    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="caps")
    code = models.CharField(max_length=12)
    maximum = models.PositiveSmallIntegerField()
    question = models.TextField()
    clears = models.CharField(max_length=120, help_text="The answer that changes nothing.")
    holds = models.CharField(max_length=120, help_text="The answer that holds the mark down.")
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["criterion", "code"], name="one_cap_per_criterion_and_code"),
        ]

    def __str__(self) -> str:
        return f"{self.code}: at most {self.maximum}"


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

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "round"], name="one_submission_per_draft_and_round"),
            models.CheckConstraint(condition=Q(text_hash__regex=r"^[0-9a-f]{64}$"), name="text_hash_is_a_sha256"),
        ]

    def __str__(self) -> str:
        return f"Submission {self.round} of {self.draft_id}"


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

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["marking", "criterion"], name="one_choice_per_marking_and_criterion"),
            models.CheckConstraint(condition=Q(mark__lte=F("maximum")), name="mark_within_criterion_maximum"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion_id}: {self.mark}"


class Evidence(models.Model):
    """A sentence of the essay that the marker points at for a criterion."""

    choice = models.ForeignKey(CriterionChoice, on_delete=models.CASCADE, related_name="evidence")
    sentence = models.PositiveSmallIntegerField(help_text="Its number in the essay, from 1.")
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["choice", "sentence"], name="one_evidence_per_choice_and_sentence"),
            models.CheckConstraint(condition=Q(sentence__gte=1), name="sentences_start_at_1"),
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
