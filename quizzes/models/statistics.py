from django.db import models
from django.db.models import F, Q

from opsmethods.models import Topic
from quizzes.models.attempt import Attempt, JobState


class Recount(models.Model):
    """One counting through of all first tries of a topic, a slice of people at a time, then one fit a kind of quiz.

    `fingerprint` tells what there was to count from what there is now. Between recounts, `rated_until` says up to
    when answers have moved the difficulties in `ratings`. `tally` names nobody.
    """

    topic = models.OneToOneField(Topic, on_delete=models.CASCADE, related_name="recount")
    state = models.CharField(max_length=8, choices=JobState, default=JobState.QUEUED)
    fingerprint = models.CharField(max_length=80)
    slices = models.PositiveIntegerField()
    next_step = models.PositiveIntegerField(default=0)
    tally = models.JSONField(default=dict)
    ratings = models.JSONField(default=dict)
    started_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    rated_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="done") | Q(finished_at__isnull=False), name="recount_done_has_a_time"
            ),
            models.CheckConstraint(condition=Q(slices__gte=1), name="recount_has_a_slice"),
        ]

    def __str__(self) -> str:
        return f"{self.topic}: {self.get_state_display()}"


class Counted(models.Model):
    """A figure from first tries of one topic and one kind of quiz."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Attempt.Mode)
    computed_at = models.DateTimeField()

    class Meta:
        abstract = True


class ItemStatistic(Counted):
    """What first tries say of the questions of an item model or a component, or of one question of a fixed form.

    Shares from 0 to 1, difficulties in logits, each with limits at 95 per cent; docs/domain/measures.md has the
    formulas. `uptake` is [chosen, offered] by what options have in common. `flags` one a line, in words.
    """

    class Subject(models.TextChoices):
        MODEL = "model", "Item model"
        COMPONENT = "component", "What is tested"
        SNAPSHOT = "snapshot", "Question of a fixed form"

    class Method(models.TextChoices):
        NONE = "", "None yet"
        ELO = "elo", "at once, by Elo"
        RASCH = "rasch", "nightly fit"

    subject = models.CharField(max_length=10, choices=Subject)
    code = models.CharField(max_length=200)
    label = models.CharField(max_length=200, blank=True)
    n = models.PositiveIntegerField(default=0)
    right = models.PositiveIntegerField(default=0)
    facility_low = models.FloatField(null=True, blank=True)
    facility_high = models.FloatField(null=True, blank=True)
    discrimination = models.FloatField(null=True, blank=True)
    discrimination_low = models.FloatField(null=True, blank=True)
    discrimination_high = models.FloatField(null=True, blank=True)
    discrimination_n = models.PositiveIntegerField(default=0)
    flags = models.TextField(blank=True)
    difficulty = models.FloatField(null=True, blank=True)
    difficulty_low = models.FloatField(null=True, blank=True)
    difficulty_high = models.FloatField(null=True, blank=True)
    difficulty_n = models.PositiveIntegerField(default=0)
    difficulty_method = models.CharField(max_length=8, choices=Method, default=Method.NONE, blank=True)
    uptake = models.JSONField(default=dict)
    first_version = models.PositiveIntegerField(null=True, blank=True)
    last_version = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "kind", "subject", "code"], name="one_statistic_per_topic_kind_and_subject"
            ),
            models.CheckConstraint(condition=Q(right__lte=F("n")), name="statistic_right_is_at_most_n"),
            models.CheckConstraint(
                condition=Q(n=0)
                | Q(facility_low__isnull=False, facility_high__isnull=False, facility_low__lte=F("facility_high")),
                name="statistic_facility_has_limits",
            ),
            models.CheckConstraint(
                condition=Q(discrimination__isnull=True) | Q(discrimination_n__gte=30),
                name="statistic_discrimination_from_30",
            ),
            models.CheckConstraint(condition=Q(flags="") | Q(n__gte=60), name="statistic_flags_from_60"),
            models.CheckConstraint(
                condition=Q(difficulty__isnull=True, difficulty_method="")
                | ~Q(difficulty_method="") & Q(difficulty__range=(F("difficulty_low"), F("difficulty_high"))),
                name="statistic_difficulty_has_limits_and_method",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_subject_display()} {self.label or self.code}"


class ConfusionCell(Counted):
    """How often a method was taken for another on a dimension, of the times that other was there to be chosen.

    `shrunk` is chosen per offered drawn to an even spread, `shown` whether guessing can be ruled out, `people` how
    many different ones chose it.
    """

    method = models.SlugField()
    taken_for = models.SlugField()
    dimension = models.CharField(max_length=8, blank=True)
    offered = models.PositiveIntegerField()
    chosen = models.PositiveIntegerField()
    shrunk = models.FloatField()
    shown = models.BooleanField(default=False)
    people = models.PositiveIntegerField()

    class Meta:
        verbose_name = "confusion"
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "kind", "method", "taken_for", "dimension"],
                name="one_confusion_per_topic_kind_and_cell",
            ),
            models.CheckConstraint(condition=Q(chosen__lte=F("offered")), name="confusion_chosen_is_at_most_offered"),
            models.CheckConstraint(condition=Q(people__lte=F("chosen")), name="confusion_people_are_at_most_chosen"),
            models.CheckConstraint(
                condition=Q(shown=False) | Q(offered__gte=10), name="confusion_shown_from_10_offers"
            ),
            models.CheckConstraint(condition=~Q(method=F("taken_for")), name="confusion_is_of_two_methods"),
        ]

    def __str__(self) -> str:
        return f"{self.method} taken for {self.taken_for} {self.dimension}".rstrip()


class CertaintyCount(Counted):
    """How often first tries of this certainty were right."""

    certainty = models.PositiveSmallIntegerField()
    n = models.PositiveIntegerField()
    right = models.PositiveIntegerField()

    class Meta:
        verbose_name = "count of certainty"
        verbose_name_plural = "counts of certainty"
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "kind", "certainty"], name="one_count_per_topic_kind_and_certainty"
            ),
            models.CheckConstraint(condition=Q(certainty__range=(1, 3)), name="counted_certainty_is_1_to_3"),
            models.CheckConstraint(condition=Q(right__lte=F("n")), name="certainty_right_is_at_most_n"),
        ]

    def __str__(self) -> str:
        return f"Certainty {self.certainty}: {self.right} of {self.n}"
