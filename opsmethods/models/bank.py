from django.db import models

from opsmethods.models.choosing import Answer
from opsmethods.models.method import Method
from opsmethods.models.topic import ContentRow, Topic


class Group(ContentRow):
    """An option that cases of an item model are sorted under."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="groups")
    model = models.CharField(max_length=8, help_text="Code of the item model.")
    code = models.SlugField()
    label = models.CharField(max_length=150, help_text="The option as students see it.")
    meaning = models.CharField(max_length=250)
    note = models.CharField(max_length=100, help_text="Where to read on, for example lean#kanban.")
    apart = models.TextField(blank=True, help_text="Codes of groups never shown beside it, one a line.")
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        verbose_name = "group of cases"
        verbose_name_plural = "groups of cases"
        constraints = [
            models.UniqueConstraint(fields=["topic", "model", "code"], name="one_group_per_topic_model_and_code"),
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.label}"


class Case(ContentRow):
    """A situation that fits its group and no other it is shown with."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="cases")
    code = models.SlugField()
    text = models.CharField(max_length=400)
    why = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "code"], name="one_case_per_group_and_code")]

    def __str__(self) -> str:
        return self.text


class Puzzle(ContentRow):
    """What an item model asks, with replies to it."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="puzzles")
    model = models.CharField(max_length=8, help_text="Code of the item model.")
    code = models.SlugField()
    prompt = models.CharField(max_length=400)
    method = models.ForeignKey(Method, null=True, blank=True, on_delete=models.CASCADE, related_name="puzzles")
    note = models.CharField(max_length=100, help_text="Where to read on, for example job#uc.")
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["topic", "model", "code"], name="one_puzzle_per_topic_model_and_code"),
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.prompt}"


class Reply(ContentRow):
    puzzle = models.ForeignKey(Puzzle, on_delete=models.CASCADE, related_name="replies")
    code = models.SlugField()
    role = models.SlugField(help_text="key, or where the mistake comes from.")
    text = models.CharField(max_length=250)
    why = models.CharField(max_length=400)
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        verbose_name_plural = "replies"
        constraints = [models.UniqueConstraint(fields=["puzzle", "code"], name="one_reply_per_puzzle_and_code")]

    def __str__(self) -> str:
        return self.text


# --- Scenarios ------------------------------------------------------------------------------------


class Cue(ContentRow):
    """A clue in a scenario; how far it speaks for each method is said by an answer of the chooser."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="cues")
    code = models.SlugField()
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="cues")
    own = models.ForeignKey(Method, null=True, blank=True, on_delete=models.CASCADE, related_name="own_cues")
    clashes = models.TextField(blank=True, help_text="Codes of clues that make no sense beside it, one a line.")
    texts = models.TextField(help_text="Ways to tell it, one a line; may hold {goods}, {one}, {many}, {some}.")
    reason = models.CharField(max_length=150, blank=True, help_text="The same, to follow the word because.")
    limit = models.BooleanField(
        default=False, help_text="It says what is possible, so it never speaks against the key."
    )
    scale_for = models.TextField(blank=True, help_text="Slugs of methods whose scale it shows, one a line.")
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["topic", "code"], name="one_cue_per_topic_and_code")]

    def __str__(self) -> str:
        return self.code


class Family(ContentRow):
    """Goods that several methods could make, so that the product gives no answer away."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="families")
    code = models.SlugField()
    goods = models.CharField(max_length=60, help_text="In the plural: shoes.")
    one = models.CharField(max_length=60, help_text="A single one: pair of shoes.")
    many = models.CharField(max_length=60, help_text="Very many of them: tens of thousands.")
    some = models.CharField(max_length=60, help_text="A run of them: a few hundred.")
    methods = models.TextField(help_text="Slugs of the methods that could make them, one a line.")
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        verbose_name = "family of goods"
        verbose_name_plural = "families of goods"
        constraints = [models.UniqueConstraint(fields=["topic", "code"], name="one_family_per_topic_and_code")]

    def __str__(self) -> str:
        return self.goods


class HardSet(ContentRow):
    """A set of clues that somebody has accepted though one speaks against the method that the others call for."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="hard_sets")
    clues = models.CharField(max_length=100, help_text="Codes of the clues in order, with hyphens between.")

    class Meta:
        verbose_name = "hard set of clues"
        verbose_name_plural = "hard sets of clues"
        constraints = [models.UniqueConstraint(fields=["topic", "clues"], name="one_hard_set_per_topic_and_clues")]

    def __str__(self) -> str:
        return self.clues


class Filler(ContentRow):
    """What fills a scenario and speaks for no method."""

    class Kind(models.TextChoices):
        NOISE = "noise", "Fact"
        EVENT = "event", "Event"
        FIRM = "firm", "Name of a firm"

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="fillers")
    kind = models.CharField(max_length=8, choices=Kind)
    code = models.SlugField()
    text = models.CharField(max_length=150)
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["topic", "kind", "code"], name="one_filler_per_topic_kind_and_code"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["noise", "event", "firm"]), name="filler_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.text
