from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

slug_is_free = RegexValidator(
    r"^compare$", "The comparison table has this address: choose another word.", inverse_match=True
)


def lines_of(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


class ContentRow(models.Model):
    """A row that came from a content pack. `import_hash` is that of the pack's text when last loaded:
    a row whose own hash differs was edited since and is left alone by the loader. Empty: made in admin.
    """

    import_hash = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        abstract = True


class Topic(ContentRow):
    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=80)
    headline = models.CharField(max_length=120)
    lede = models.TextField()
    noun = models.CharField(max_length=40, help_text="What one of its things is called, for example method.")
    noun_plural = models.CharField(max_length=40)
    choosing = models.TextField(blank=True, help_text="How to choose between them.")
    position = models.PositiveSmallIntegerField(default=1)
    published = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    loaded = models.JSONField(
        default=list, editable=False, help_text="Rows its pack has brought: one deleted since is not brought back."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(version__gte=1), name="topic_version_starts_at_1"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("opsmethods:topic_detail", args=[self.slug])


class Method(ContentRow):
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="methods")
    slug = models.SlugField(validators=[slug_is_free])
    name = models.CharField(max_length=60)
    slot = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(8)], help_text="Colour and glyph, 1 to 8."
    )
    tagline = models.CharField(max_length=120)
    recap = models.CharField(max_length=120)
    definition = models.TextField()
    idea = models.TextField(help_text="Plain paragraphs, an empty line between two.")
    process = models.TextField(help_text="How the work moves.")
    leaks = models.TextField(blank=True, help_text="Words that give the method away, one a line.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["topic", "slug"], name="one_method_per_topic_and_slug"),
            models.UniqueConstraint(fields=["topic", "slot"], name="one_method_per_topic_and_slot"),
            models.CheckConstraint(condition=Q(slot__range=(1, 8)), name="method_slot_is_1_to_8"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def glyph(self) -> str:
        return f"g-{self.slot}"

    @property
    def leak_list(self) -> tuple[str, ...]:
        return lines_of(self.leaks)


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
        return f"{self.method_id}/{self.dimension_id}: {self.level}"


class Example(ContentRow):
    method = models.ForeignKey(Method, on_delete=models.CASCADE, related_name="examples")
    code = models.CharField(max_length=8)
    text = models.CharField(max_length=200)
    leak_free = models.CharField(max_length=300, help_text="The same without words that give the method away.")
    why = models.CharField(max_length=300, help_text="What in it shows the method.")
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["method", "code"], name="one_example_per_method_and_code"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.text}"


class Statement(ContentRow):
    class Kind(models.TextChoices):
        ADVANTAGE = "advantage", "Advantage"
        DISADVANTAGE = "disadvantage", "Disadvantage"

    class View(models.TextChoices):
        BUSINESS = "business", "The business"
        WORKER = "worker", "Workers"
        CUSTOMER = "customer", "Customers"

    method = models.ForeignKey(Method, on_delete=models.CASCADE, related_name="statements")
    code = models.CharField(max_length=8)
    kind = models.CharField(max_length=12, choices=Kind)
    view = models.CharField(max_length=12, choices=View)
    text = models.CharField(max_length=250)
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["method", "code"], name="one_statement_per_method_and_code"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.text}"


class StatementTruth(models.Model):
    class Value(models.TextChoices):
        TRUE = "T", "True"
        FALSE = "F", "False"
        ARGUABLE = "~", "Arguable"

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="truths")
    method = models.ForeignKey(Method, on_delete=models.CASCADE, related_name="truths")
    value = models.CharField(max_length=1, choices=Value)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["statement", "method"], name="one_truth_per_statement_and_method"),
            models.CheckConstraint(condition=Q(value__in=["T", "F", "~"]), name="truth_is_true_false_or_arguable"),
        ]

    def __str__(self) -> str:
        return self.value


class Phrase(ContentRow):
    """A wording the generator may put into a stem to describe a method without naming it."""

    class Kind(models.TextChoices):
        DEFINITION = "definition", "Definition"
        OUTPUT = "output", "How much is made"
        SEQUENCE = "sequence", "Whether consecutive units are alike"

    method = models.ForeignKey(Method, on_delete=models.CASCADE, related_name="phrases")
    code = models.CharField(max_length=8)
    kind = models.CharField(max_length=12, choices=Kind)
    text = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["method", "code"], name="one_phrase_per_method_and_code"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.text}"


class Contrast(ContentRow):
    """Why a case of one method is not another: the explanation under a wrong option."""

    right = models.ForeignKey(Method, on_delete=models.CASCADE, related_name="contrasts")
    wrong = models.ForeignKey(Method, on_delete=models.CASCADE, related_name="mistaken_contrasts")
    text = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["right", "wrong"], name="one_contrast_per_pair"),
            models.CheckConstraint(condition=~Q(right=F("wrong")), name="contrast_is_between_two_methods"),
        ]

    def __str__(self) -> str:
        return self.text


class CostScale(ContentRow):
    """Bounds within which a cost question about a method is realistic."""

    method = models.OneToOneField(Method, on_delete=models.CASCADE, related_name="cost_scale")
    fixed_min = models.PositiveIntegerField()
    fixed_max = models.PositiveIntegerField()
    fixed_step = models.PositiveIntegerField()
    variable_min = models.DecimalField(max_digits=8, decimal_places=2)
    variable_max = models.DecimalField(max_digits=8, decimal_places=2)
    variable_step = models.DecimalField(max_digits=8, decimal_places=2)
    output_min = models.PositiveIntegerField()
    output_max = models.PositiveIntegerField()
    output_step = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    fixed_min__lt=F("fixed_max"),
                    variable_min__lt=F("variable_max"),
                    output_min__lt=F("output_max"),
                    fixed_step__gt=0,
                    variable_step__gt=0,
                    output_step__gt=0,
                    output_min__gt=0,
                ),
                name="cost_scale_bounds_are_in_order",
            )
        ]

    def __str__(self) -> str:
        return f"Costs of method {self.method_id}"


class Wording(ContentRow):
    """One way to ask the questions of an item model."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="wordings")
    model = models.CharField(max_length=8)
    code = models.CharField(max_length=8)
    text = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["topic", "model", "code"], name="one_wording_per_topic_model_and_code"),
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.text}"
