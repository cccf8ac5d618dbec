"""What a teacher says of an essay beside the marks."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from essays.models.marking import Marking

LONGEST_COMMENT = 500


class PassageComment(models.Model):
    """A marker's words about a passage: what it says and where it stands, in characters of the text handed in."""

    marking = models.ForeignKey(Marking, on_delete=models.CASCADE, related_name="passages")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    text = models.CharField(max_length=LONGEST_COMMENT)
    criterion = models.CharField(max_length=4, blank=True, help_text="Code of the criterion, or empty.")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(start__lt=F("end")), name="passage_has_a_length")]

    def __str__(self) -> str:
        return self.text


class SavedComment(models.Model):
    """An entry of a teacher's comment bank."""

    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_comments")
    criterion = models.CharField(max_length=4, blank=True, help_text="Code of the criterion, or empty.")
    text = models.CharField(max_length=LONGEST_COMMENT)
    used_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["author", "criterion", "text"], name="one_saved_comment_per_author_criterion_and_text"
            ),
        ]

    def __str__(self) -> str:
        return self.text
