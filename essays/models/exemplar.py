from django.db import models

from essays.models.prompt import Prompt
from opsmethods.models import ContentRow


class Exemplar(ContentRow):
    """A sample answer to a prompt with sample marks, which are provisional until a teacher has confirmed them."""

    class Band(models.TextChoices):
        WEAK = "weak", "Weak"
        SECURE = "secure", "Secure"
        EXCELLENT = "excellent", "Excellent"

    class Status(models.TextChoices):
        PROVISIONAL = "provisional", "Sample marks"
        CONFIRMED = "confirmed", "Confirmed by a teacher"

    prompt = models.ForeignKey(Prompt, on_delete=models.CASCADE, related_name="exemplars")
    code = models.CharField(max_length=12, help_text="For example p1w.")
    band = models.CharField(max_length=10, choices=Band)
    status = models.CharField(max_length=12, choices=Status, default=Status.PROVISIONAL)
    text = models.TextField()
    next_step = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["prompt", "code"], name="one_exemplar_per_prompt_and_code"),
        ]

    def __str__(self) -> str:
        return self.code


class ExemplarMark(models.Model):
    exemplar = models.ForeignKey(Exemplar, on_delete=models.CASCADE, related_name="marks")
    criterion = models.CharField(max_length=4, help_text="Code of the criterion, for example C1.")
    mark = models.PositiveSmallIntegerField()
    reason = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["exemplar", "criterion"], name="one_mark_per_exemplar_and_criterion"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.mark}"


class ExemplarCap(models.Model):
    """The answer to the question of a cap, for this exemplar."""

    exemplar = models.ForeignKey(Exemplar, on_delete=models.CASCADE, related_name="caps")
    criterion = models.CharField(max_length=4)
    cap = models.CharField(max_length=12)
    holds = models.BooleanField()

    class Meta:
        verbose_name = "cap answer"
        constraints = [
            models.UniqueConstraint(fields=["exemplar", "criterion", "cap"], name="one_answer_per_exemplar_and_cap"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion} {self.cap}"


class ExemplarNote(models.Model):
    """A note in the margin, beside the words it is about."""

    exemplar = models.ForeignKey(Exemplar, on_delete=models.CASCADE, related_name="notes")
    position = models.PositiveSmallIntegerField()
    criterion = models.CharField(max_length=4)
    quote = models.TextField()
    note = models.TextField()

    class Meta:
        verbose_name = "note in the margin"
        verbose_name_plural = "notes in the margin"
        constraints = [
            models.UniqueConstraint(fields=["exemplar", "position"], name="one_note_per_exemplar_and_position"),
        ]

    def __str__(self) -> str:
        return self.note
