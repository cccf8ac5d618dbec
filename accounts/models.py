from django.contrib.auth.models import AbstractUser
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower


class Level(models.TextChoices):
    O_LEVEL = "O", "O Level"
    AS_LEVEL = "AS", "AS Level"
    A_LEVEL = "A", "A Level"


class Board(models.TextChoices):
    CAMBRIDGE = "cambridge", "Cambridge International"
    AQA = "aqa", "AQA"
    EDEXCEL = "edexcel", "Pearson Edexcel"
    OCR = "ocr", "OCR"


class User(AbstractUser):
    """Anyone with an account. There is no role: whoever opens a class teaches it."""

    level = models.CharField(max_length=2, choices=Level, default=Level.A_LEVEL)
    board = models.CharField(max_length=20, choices=Board, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("username"), name="one_account_per_username_in_any_case"),
            models.UniqueConstraint(Lower("email"), condition=~Q(email=""), name="one_account_per_email"),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="user_level_is_known"),
            models.CheckConstraint(condition=Q(board__in=["", *Board.values]), name="user_board_is_known"),
        ]

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        return self.get_full_name() or self.username


class Session(AbstractBaseSession):
    """A session that names its user, so that one query finds both."""

    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.CASCADE, related_name="sessions")


class OwnedModel(models.Model):
    """Work that belongs to a user or to a guest key, exactly one."""

    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.CASCADE, related_name="%(class)ss")
    guest_key = models.CharField(max_length=43, blank=True, db_index=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=(Q(user__isnull=False, guest_key="") | (Q(user__isnull=True) & ~Q(guest_key=""))),
                name="%(class)s_has_exactly_one_owner",
            )
        ]


class LateRule(models.TextChoices):
    COUNT_WITHIN_GRACE = "count_within_grace", "Late work counts within the grace time"
    COUNT_ALL = "count_all", "Late work counts"
    SHOW_ONLY = "show_only", "Late work is shown, not counted"


class FeedbackRule(models.TextChoices):
    EACH_QUESTION = "each", "After each question"
    AT_END = "end", "When handed in"
    AT_DATE = "date", "At a set time"


class FrozenPolicy(models.Model):
    """The rules an attempt or a draft runs under, fixed by whoever starts it (V2, V10)."""

    mode = models.CharField(max_length=10)
    feedback_rule = models.CharField(max_length=10, choices=FeedbackRule, default=FeedbackRule.AT_END)
    feedback_at = models.DateTimeField(null=True, blank=True)
    opens_at = models.DateTimeField(null=True, blank=True)
    deadline_at = models.DateTimeField(null=True, blank=True)
    time_limit_s = models.PositiveIntegerField(null=True, blank=True)
    extra_time_percent = models.PositiveSmallIntegerField(default=0)
    grace_s = models.PositiveIntegerField(default=0)
    late_rule = models.CharField(max_length=20, choices=LateRule, default=LateRule.COUNT_WITHIN_GRACE)
    training_required = models.BooleanField(default=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(extra_time_percent__lte=300), name="%(class)s_extra_time_at_most_300_percent"
            ),
            models.CheckConstraint(
                condition=~Q(feedback_rule="date") | Q(feedback_at__isnull=False),
                name="%(class)s_dated_feedback_has_a_date",
            ),
        ]


class Notice(models.Model):
    """A message in the site for one person: no e-mail needed."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notices")
    text = models.CharField(max_length=300)
    url = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.text
