from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from opsmethods.models.topic import ContentRow, Topic, lines_of

slug_is_free = RegexValidator(
    r"^(compare|choose|costs|glossary|search|themes)$",
    "Another page has this address: choose another word.",
    inverse_match=True,
)


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

    def get_absolute_url(self) -> str:
        return reverse("opsmethods:method_detail", args=[self.topic.slug, self.slug])

    @property
    def glyph(self) -> str:
        return f"g-{self.slot}"

    @property
    def leak_list(self) -> tuple[str, ...]:
        return lines_of(self.leaks)


class Example(ContentRow):
    method = models.ForeignKey(Method, on_delete=models.CASCADE, related_name="examples")
    code = models.CharField(max_length=8)
    text = models.CharField(max_length=200)
    leak_free = models.CharField(max_length=300, help_text="The same without words that give the method away.")
    why = models.CharField(max_length=300, help_text="What in it shows the method.")
    trade = models.SlugField(blank=True, help_text="Its line of business, for example food.")
    service = models.BooleanField(default=False, help_text="A service, not goods.")
    large = models.BooleanField(default=False, help_text="A single large product, such as a bridge.")
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
    shared = models.BooleanField(default=False, help_text="Others gain or lose by it as directly.")
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


class Misconception(ContentRow):
    method = models.ForeignKey(Method, on_delete=models.CASCADE, related_name="misconceptions")
    code = models.CharField(max_length=8)
    belief = models.CharField(max_length=250, help_text="What a student may think.")
    correction = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["method", "code"], name="one_misconception_per_method_and_code"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.belief}"


class Step(ContentRow):
    """A box in the drawing of a method's process."""

    class Kind(models.TextChoices):
        ORDER = "order", "An order comes"
        PLAN = "plan", "Plan"
        MAKE = "make", "Make"
        CHECK = "check", "Check"
        WAIT = "wait", "Wait"
        RESET = "reset", "Reset"
        STORE = "store", "Store"
        DELIVER = "deliver", "Deliver"

    method = models.ForeignKey(Method, on_delete=models.CASCADE, related_name="steps")
    code = models.CharField(max_length=8)
    kind = models.CharField(max_length=8, choices=Kind)
    text = models.CharField(max_length=60, help_text="Five words at most.")
    back = models.CharField(max_length=8, blank=True, help_text="Code of the step the work goes back to after this.")
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["method", "code"], name="one_step_per_method_and_code"),
            models.CheckConstraint(condition=~Q(back=F("code")), name="step_goes_back_to_another"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.text}"


class Confusion(ContentRow):
    """Two methods that students mix up, and how to tell them apart."""

    first = models.ForeignKey(Method, on_delete=models.CASCADE, related_name="confusions")
    second = models.ForeignKey(Method, on_delete=models.CASCADE, related_name="confused_with")
    shared = models.TextField(help_text="What both have.")
    why = models.TextField(help_text="Why they are mixed up.")
    tell = models.TextField(help_text="How to tell them apart.")
    dimensions = models.TextField(blank=True, help_text="Codes of what separates them, one a line.")
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="one_confusion_per_pair"),
            models.CheckConstraint(condition=~Q(first=F("second")), name="confusion_is_between_two_methods"),
        ]

    def __str__(self) -> str:
        return self.tell
