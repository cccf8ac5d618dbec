from django.db import models
from django.db.models import F, Q

from essays.models.prompt import Prompt
from opsmethods.models import ContentRow, Topic


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
        of = f"prompt {self.prompt_id}" if self.prompt_id else "every prompt"
        return f"Rubric of {of}, version {self.version}"

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


class EvidenceHint(ContentRow):
    """A question to ask of one's essay on a criterion, whatever the prompt. Hints are no part of a rubric: they help to
    find evidence, and to choose between the two marks of a level.
    """

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="evidence_hints")
    criterion = models.CharField(max_length=4, help_text="Code of the criterion, for example C1.")
    position = models.PositiveSmallIntegerField()
    question = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "criterion", "position"], name="one_hint_per_topic_criterion_and_position"
            ),
        ]

    def __str__(self) -> str:
        return self.question
