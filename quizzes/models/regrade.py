import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from quizzes.domain.regrading import Policy, Regrading
from quizzes.models.snapshot import ItemSnapshot


class Regrade(models.Model):
    """A decision to mark a question anew (V11). It is never changed or taken back: another one follows it.

    It holds from the moment it is made: attempts scored later follow it, those scored before are gone through a slice
    at a time. `next_attempt` says after which attempt the next slice begins; the counts come when all are done.
    """

    class Cause(models.TextChoices):
        WRONG_KEY = "wrong_key", "The marked answer was wrong"
        TWO_RIGHT = "two_right", "Two answers are right"
        UNCLEAR = "unclear", "The question is unclear"
        WITHDRAWN = "withdrawn", "The question is withdrawn"
        GENERATOR = "generator", "The site made the question badly"

    POLICIES = (
        (Policy.CORRECT_KEY.value, "Correct the key: another answer is right"),
        (Policy.ACCEPT.value, "Accept several answers"),
        (Policy.DROP.value, "Drop the question: it counts for nobody"),
        (Policy.FULL_MARKS.value, "Full marks for everybody"),
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    snapshot = models.ForeignKey(ItemSnapshot, on_delete=models.PROTECT, related_name="regrades")
    cause = models.CharField(max_length=10, choices=Cause)
    policy = models.CharField(max_length=12, choices=POLICIES)
    options = models.JSONField(default=list, blank=True, help_text="Ids of the answers that are right from now on.")
    never_lower = models.BooleanField(default=True)
    note = models.CharField(max_length=150, help_text="What students are told.")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="regrades"
    )
    created_at = models.DateTimeField()
    next_attempt = models.UUIDField(null=True, blank=True)
    moved_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)
    marks_up = models.PositiveIntegerField(null=True, blank=True)
    marks_down = models.PositiveIntegerField(null=True, blank=True)
    marks_same = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(policy__in=[policy.value for policy in Policy]), name="regrade_policy_is_known"
            ),
            models.CheckConstraint(condition=~Q(note=""), name="regrade_says_why"),
            models.UniqueConstraint(
                fields=["snapshot"], condition=Q(applied_at__isnull=True), name="one_regrade_under_way_per_snapshot"
            ),
            models.CheckConstraint(
                condition=Q(applied_at__isnull=True)
                | Q(marks_up__isnull=False, marks_down__isnull=False, marks_same__isnull=False),
                name="applied_regrade_has_counts",
            ),
        ]
        indexes = [models.Index(fields=["moved_at"], condition=Q(applied_at__isnull=True), name="regrades_under_way")]

    def __str__(self) -> str:
        return f"{self.get_cause_display()} ({self.created_at:%d.%m.%Y})"

    @property
    def regrading(self) -> Regrading:
        return Regrading(
            policy=Policy(self.policy),
            cause=self.cause,
            options=tuple(self.options),
            never_lower=self.never_lower,
            note=self.note,
        )
