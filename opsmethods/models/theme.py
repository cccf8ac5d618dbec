from django.db import models
from django.urls import reverse

from opsmethods.models.method import Method
from opsmethods.models.topic import ContentRow, Topic


class Theme(ContentRow):
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="themes")
    slug = models.SlugField()
    title = models.CharField(max_length=80)
    headline = models.CharField(max_length=120)
    lede = models.TextField()
    with_changes = models.BooleanField(
        default=False, help_text="Its page ends with what it takes to move from one method to another."
    )
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["topic", "slug"], name="one_theme_per_topic_and_slug"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("opsmethods:theme_detail", args=[self.topic.slug, self.slug])


class Section(ContentRow):
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="sections")
    code = models.SlugField(help_text="Becomes the anchor.")
    heading = models.CharField(max_length=120)
    body = models.TextField(help_text="Markdown.")
    caution = models.TextField(blank=True, help_text="Limits, the other side.")
    sources = models.TextField(blank=True, help_text="Codes of its sources, one a line.")
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["theme", "code"], name="one_section_per_theme_and_code"),
        ]

    def __str__(self) -> str:
        return self.heading


class SectionNote(ContentRow):
    """What a section means for one method."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="notes")
    method = models.ForeignKey(Method, on_delete=models.CASCADE, related_name="section_notes")
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["section", "method"], name="one_note_per_section_and_method"),
        ]

    def __str__(self) -> str:
        return self.text
