from django.conf import settings
from django.db import models
from django.db.models import Q

from opsmethods.models import Topic
from quizzes.models.attempt import JobState


class BankCheck(models.Model):
    """One look through everything that the notes of a topic can ask. `digest` tells these notes from others.

    It is made a slice at a time; `next_model` and `next_candidate` say where the next slice begins.
    """

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="bank_checks")
    topic_version = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=JobState, default=JobState.QUEUED)
    next_model = models.CharField(max_length=8, blank=True)
    next_candidate = models.PositiveIntegerField(default=0)
    failings = models.TextField(blank=True, help_text="What is wrong with the bank as a whole, one a line.")
    started_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["topic", "digest"], name="one_bank_check_per_topic_and_notes"),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(finished_at__isnull=False), name="bank_check_done_has_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic} as of version {self.topic_version}"


class BankItem(models.Model):
    """A question that the notes can ask, in one of its wordings, or one that was refused.

    `flaws` are those that refused it; of a good question, what somebody should look at: one a line, each beginning
    with the code of its guard. `words` is the same for questions of the same words. A candidate that could not even
    be built has a body without options.
    """

    check_made = models.ForeignKey(BankCheck, on_delete=models.CASCADE, related_name="items")
    signature = models.CharField(max_length=200)
    item_model = models.CharField(max_length=8)
    method = models.SlugField(blank=True)
    dimension = models.CharField(max_length=8, blank=True)
    refused = models.BooleanField(default=False)
    flaws = models.TextField(blank=True)
    words = models.CharField(max_length=64)
    body = models.JSONField()

    class Meta:
        verbose_name = "question of the bank"
        verbose_name_plural = "questions of the bank"
        constraints = [
            models.UniqueConstraint(fields=["check_made", "signature"], name="one_bank_item_per_check_and_signature"),
            models.CheckConstraint(condition=Q(refused=False) | ~Q(flaws=""), name="refused_bank_item_says_why"),
        ]
        indexes = [
            models.Index(fields=["check_made", "item_model"], name="bank_items_of_a_model"),
            models.Index(fields=["check_made", "words"], name="bank_items_of_the_same_words"),
        ]

    def __str__(self) -> str:
        return self.signature


class Ruling(models.Model):
    """What an editor decided about questions. It holds for later versions of the notes too.

    Muted: the question of this signature is never asked. Accepted: this guard's warning is no reason to look again, for
    one question, or without a signature for every question of the item model.
    """

    class Decision(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        MUTED = "muted", "Muted"

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="rulings")
    decision = models.CharField(max_length=8, choices=Decision)
    item_model = models.CharField(max_length=8)
    signature = models.CharField(max_length=200, blank=True)
    guard = models.CharField(max_length=3, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="rulings"
    )
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "item_model", "signature", "guard"], name="one_ruling_per_question_and_guard"
            ),
            models.CheckConstraint(
                condition=Q(decision="accepted") & ~Q(guard="") | Q(decision="muted", guard="") & ~Q(signature=""),
                name="ruling_accepts_a_guard_or_mutes_a_question",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_decision_display()}: {self.signature or self.item_model} {self.guard}".rstrip()
