from django.db import models
from django.db.models import F, Q

from opsmethods.models.method import Method
from opsmethods.models.topic import ContentRow, Topic, lines_of


class Dimension(ContentRow):
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="dimensions")
    code = models.CharField(max_length=8)
    label = models.CharField(max_length=60)
    scale = models.CharField(max_length=200, help_text="What is measured, and what the top of the scale means.")
    scale_low = models.SmallIntegerField(default=1)
    scale_high = models.SmallIntegerField(default=5)
    words = models.TextField(help_text="The word for each level from lowest to highest, one a line.")
    most = models.CharField(max_length=120, help_text="Ends a question: has the highest unit cost")
    least = models.CharField(max_length=120)
    more = models.CharField(max_length=120, help_text="An option: higher unit cost")
    less = models.CharField(max_length=120)
    group = models.CharField(max_length=40, blank=True, help_text="Heading under which the comparison shows it.")
    sources = models.TextField(blank=True, help_text="Codes of its sources, one a line.")
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["topic", "code"], name="one_dimension_per_topic_and_code"),
            models.CheckConstraint(condition=Q(scale_low__lt=F("scale_high")), name="dimension_scale_is_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.label}"

    @property
    def word_list(self) -> tuple[str, ...]:
        return lines_of(self.words)

    def word_for(self, level: int) -> str:
        """The word for a level, or the number where an editor has left the words short."""
        step = level - self.scale_low
        return self.word_list[step] if 0 <= step < len(self.word_list) else str(level)


class Cell(ContentRow):
    """Where one method stands on one dimension."""

    method = models.ForeignKey(Method, on_delete=models.CASCADE, related_name="cells")
    dimension = models.ForeignKey(Dimension, on_delete=models.CASCADE, related_name="cells")
    level = models.SmallIntegerField(help_text="What we teach.")
    low = models.SmallIntegerField(help_text="The lowest level a respectable textbook gives.")
    high = models.SmallIntegerField(help_text="The highest.")
    sentence = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["method", "dimension"], name="one_cell_per_method_and_dimension"),
            models.CheckConstraint(
                condition=Q(low__lte=F("level"), high__gte=F("level")), name="cell_range_contains_level"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.method}: {self.dimension.label}"


class Trait(ContentRow):
    """A point on which methods differ in kind, not in degree."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="traits")
    code = models.CharField(max_length=8)
    label = models.CharField(max_length=60)
    question = models.CharField(max_length=120)
    note = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["topic", "code"], name="one_trait_per_topic_and_code"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.label}"


class TraitCell(ContentRow):
    method = models.ForeignKey(Method, on_delete=models.CASCADE, related_name="trait_cells")
    trait = models.ForeignKey(Trait, on_delete=models.CASCADE, related_name="cells")
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["method", "trait"], name="one_cell_per_method_and_trait"),
        ]

    def __str__(self) -> str:
        return self.text
