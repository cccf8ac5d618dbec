from django.db import models
from django.db.models import F, Q

from accounts.models import Level
from opsmethods.models import ContentRow, Topic


class Prompt(ContentRow):
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="prompts")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=80)
    text = models.TextField()
    command = models.TextField(help_text="What the command words demand.")
    starters = models.TextField(blank=True, help_text="Ways to begin a sentence, one on each line.")
    firms = models.TextField(blank=True, help_text="Firms that answers often name, one on each line.")
    weaknesses = models.TextField(blank=True, help_text="What often goes wrong, one on each line.")

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
    depth = models.TextField(blank=True, help_text="What is expected at this level.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["prompt", "level"], name="one_variant_per_prompt_and_level"),
            models.CheckConstraint(condition=Q(words_low__lt=F("words_high")), name="word_guide_is_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.prompt_id} {self.level}"


class ScaffoldRow(ContentRow):
    """A row of the plan that a student may fill in before writing."""

    prompt = models.ForeignKey(Prompt, on_delete=models.CASCADE, related_name="scaffold")
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=120)
    hint = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["prompt", "position"], name="one_scaffold_row_per_prompt_and_position"),
        ]

    def __str__(self) -> str:
        return self.label


class IndicativePoint(ContentRow):
    """A point that earns credit; others do too. A teacher's aid and a student's checklist, never a mark scheme.

    `methods` names methods by their slugs, empty for all; `references` holds codes of dimensions, of sources and of
    sections as the examiner wrote them. Both have spaces between.
    """

    prompt = models.ForeignKey(Prompt, on_delete=models.CASCADE, related_name="points")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    objectives = models.CharField(max_length=20, help_text="One assessment objective or two, for example AO3 AO4.")
    methods = models.CharField(max_length=120, blank=True, help_text="Slugs with spaces between. Empty: all of them.")
    references = models.CharField(max_length=60, blank=True, help_text="Codes with spaces between, for example UC WIP.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["prompt", "number"], name="one_point_per_prompt_and_number"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"
