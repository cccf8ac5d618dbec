from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import OwnedModel
from quizzes.models.attempt import AttemptItem


class QuestionReport(OwnedModel):
    """What somebody thinks is wrong with a question they were asked. The item is in one attempt, so its owner's."""

    class Reason(models.TextChoices):
        TWO_RIGHT = "two_right", "Two answers seem right"
        WRONG_KEY = "wrong_key", "The answer marked as right seems wrong"
        UNCLEAR = "unclear", "I do not understand the question"
        MISTAKE = "mistake", "There is a mistake in the text"
        OTHER = "other", "Something else"

    class State(models.TextChoices):
        OPEN = "open", "Open"
        ANSWERED = "answered", "Answered"

    item = models.ForeignKey(AttemptItem, on_delete=models.CASCADE, related_name="reports")
    reason = models.CharField(max_length=10, choices=Reason)
    text = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    created_at = models.DateTimeField()
    answer = models.CharField(max_length=1000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="reports_answered"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta(OwnedModel.Meta):
        verbose_name = "report of a question"
        verbose_name_plural = "reports of questions"
        constraints = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["item"], condition=Q(state="open"), name="one_open_report_per_person_and_question"
            ),
            models.CheckConstraint(
                condition=Q(reason__in=["two_right", "wrong_key", "unclear", "mistake", "other"]),
                name="report_reason_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state="open", answered_at__isnull=True, answer="")
                | (Q(state="answered", answered_at__isnull=False) & ~Q(answer="")),
                name="report_is_open_or_has_an_answer",
            ),
        ]
        indexes = [models.Index(fields=["created_at"], condition=Q(state="open"), name="reports_awaiting_an_answer")]

    def __str__(self) -> str:
        return f"{self.get_reason_display()} ({self.created_at:%d.%m.%Y})"
