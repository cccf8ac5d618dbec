from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse

from accounts.models import Board, Level


def lines_of(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


class ContentRow(models.Model):
    """A row that came from a content pack. `import_hash` is that of the pack's text when last loaded:
    a row whose own hash differs was edited since and is left alone by the loader. Empty: made in admin.
    """

    import_hash = models.CharField(max_length=64, blank=True, editable=False)
    published = models.BooleanField(default=True, help_text="A draft is seen by editors only.")
    revision = models.PositiveIntegerField(
        default=1, editable=False, help_text="Rises with each save, so that nobody saves over what they have not seen."
    )

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
    map_across = models.CharField(
        max_length=8, blank=True, help_text="Code of the dimension that runs across on the map. Empty: no map."
    )
    map_up = models.CharField(max_length=8, blank=True, help_text="Code of the dimension that runs up.")
    position = models.PositiveSmallIntegerField(default=1)
    version = models.PositiveIntegerField(default=1, editable=False)
    loaded = models.JSONField(
        default=list, editable=False, help_text="Rows its pack has brought: one deleted since is not brought back."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(version__gte=1), name="topic_version_starts_at_1"),
            models.CheckConstraint(
                condition=Q(map_across="", map_up="")
                | (~Q(map_across="") & ~Q(map_up="") & ~Q(map_across=F("map_up"))),
                name="map_has_two_dimensions_or_none",
                violation_error_message="A map has two different dimensions, or none.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("opsmethods:topic_detail", args=[self.slug])


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


class Source(ContentRow):
    """Where a fact was read. Rows name it by its code."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="sources")
    code = models.CharField(max_length=8)
    text = models.CharField(max_length=250, help_text="What it is, and what kind of page.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["topic", "code"], name="one_source_per_topic_and_code"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.text}"


class Term(ContentRow):
    """A word of the glossary. Prose links to it by its name and by those in `also`."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="terms")
    slug = models.SlugField()
    term = models.CharField(max_length=80)
    definition = models.TextField()
    also = models.TextField(blank=True, help_text="Other names and spellings, one a line.")
    circular = models.TextField(blank=True, help_text="Answers that only repeat the name, one a line.")
    confused = models.TextField(blank=True, help_text="Slugs of terms mistaken for it, one a line.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["topic", "slug"], name="one_term_per_topic_and_slug"),
        ]

    def __str__(self) -> str:
        return self.term

    @property
    def names(self) -> tuple[str, ...]:
        return (self.term, *lines_of(self.also))


class Syllabus(ContentRow):
    """Which methods an exam board asks for at a level, as far as that has been checked."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="syllabuses")
    board = models.CharField(max_length=20, choices=Board)
    level = models.CharField(max_length=2, choices=Level)
    name = models.CharField(max_length=80)
    core = models.TextField(help_text="Slugs of what it names, one a line.")
    beyond = models.TextField(blank=True, help_text="Slugs of what goes beyond it, one a line.")
    note = models.CharField(max_length=250, blank=True)

    class Meta:
        verbose_name_plural = "syllabuses"
        constraints = [
            models.UniqueConstraint(fields=["topic", "board", "level"], name="one_syllabus_per_topic_board_and_level"),
        ]

    def __str__(self) -> str:
        return self.name


class RowVersion(models.Model):
    """What a row of the notes said after it was saved. Kept for ever, also when the row has gone.

    `key` is the natural key by which packs know the row.
    """

    class Cause(models.TextChoices):
        LOADED = "loaded", "Loaded from its pack"
        EDITED = "edited", "Edited"
        RESTORED = "restored", "Restored"
        DELETED = "deleted", "Deleted"

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="row_versions")
    key = models.CharField(max_length=200)
    values = models.JSONField(encoder=DjangoJSONEncoder)
    cause = models.CharField(max_length=8, choices=Cause)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="row_versions"
    )
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["topic", "key", "created_at"], name="versions_of_a_row")]

    def __str__(self) -> str:
        return f"{self.key}, {self.get_cause_display().lower()}"
