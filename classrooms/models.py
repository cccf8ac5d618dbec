from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.models import LateRule, Level
from classrooms.domain.joincodes import spoken
from essays.models import Draft, Prompt
from opsmethods.models import Topic
from quizzes.models import Attempt


class Classroom(models.Model):
    name = models.CharField(max_length=80)
    code = models.CharField(max_length=8, help_text="Join code.")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code"], name="one_class_per_join_code")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("classrooms:classroom_detail", args=[self.pk])

    def get_join_url(self) -> str:
        return reverse("classrooms:classroom_join", args=[self.code])

    @property
    def spoken_code(self) -> str:
        return spoken(self.code)


class Membership(models.Model):
    class Role(models.TextChoices):
        TEACHER = "teacher", "Teacher"
        STUDENT = "student", "Student"

    classroom = models.ForeignKey(Classroom, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=8, choices=Role)
    extra_time_percent = models.PositiveSmallIntegerField(default=0)
    joined_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["classroom", "user"], name="one_membership_per_class_and_person"),
            models.CheckConstraint(
                condition=Q(extra_time_percent__lte=300), name="membership_extra_time_at_most_300_percent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.classroom_id}"

    @property
    def is_teacher(self) -> bool:
        return self.role == self.Role.TEACHER


class Assignment(models.Model):
    """Work set for a class. Who has it is read from membership, so late joiners have it too (V12)."""

    class Kind(models.TextChoices):
        QUIZ = "quiz", "Quiz"
        ESSAY = "essay", "Essay"

    class Answers(models.TextChoices):
        AT_CLOSE = "close", "When the work is due"
        AT_HAND_IN = "hand_in", "To each student on handing in"

    classroom = models.ForeignKey(Classroom, on_delete=models.CASCADE, related_name="assignments")
    kind = models.CharField(max_length=8, choices=Kind)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="assignments")
    prompt = models.ForeignKey(Prompt, null=True, blank=True, on_delete=models.PROTECT, related_name="assignments")
    item_count = models.PositiveSmallIntegerField(null=True, blank=True)
    level = models.CharField(max_length=2, choices=Level)
    opens_at = models.DateTimeField()
    due_at = models.DateTimeField()
    late_rule = models.CharField(max_length=20, choices=LateRule, default=LateRule.COUNT_ALL)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Time limit.")
    training_required = models.BooleanField(
        default=False, help_text="An essay is marked by its writer only after training on samples."
    )
    answers = models.CharField(max_length=8, choices=Answers, default=Answers.AT_CLOSE)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="assignments_set"
    )
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(kind="quiz", prompt__isnull=True, item_count__isnull=False)
                    | Q(kind="essay", prompt__isnull=False, item_count__isnull=True)
                ),
                name="assignment_is_a_quiz_or_an_essay",
            ),
            models.CheckConstraint(condition=Q(opens_at__lt=F("due_at")), name="assignment_opens_before_it_is_due"),
            models.CheckConstraint(
                condition=Q(item_count__isnull=True) | Q(item_count__range=(1, 30)),
                name="assignment_has_1_to_30_questions",
            ),
            models.CheckConstraint(
                condition=Q(minutes__isnull=True) | Q(minutes__range=(1, 240)),
                name="assignment_lasts_1_to_240_minutes",
            ),
            models.CheckConstraint(
                condition=Q(training_required=False) | Q(kind="essay"), name="training_is_for_essays"
            ),
            models.CheckConstraint(condition=Q(answers__in=["close", "hand_in"]), name="assignment_answers_are_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} for {self.classroom_id}"

    def get_absolute_url(self) -> str:
        return reverse("classrooms:assignment_detail", args=[self.pk])

    @property
    def is_essay(self) -> bool:
        return self.kind == self.Kind.ESSAY


class HandIn(models.Model):
    """One member's attempt or draft for an assignment."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="hand_ins")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="hand_ins")
    attempt = models.OneToOneField(Attempt, null=True, blank=True, on_delete=models.CASCADE, related_name="hand_in")
    draft = models.OneToOneField(Draft, null=True, blank=True, on_delete=models.CASCADE, related_name="hand_in")
    started_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assignment", "user"], name="one_hand_in_per_assignment_and_person"),
            models.CheckConstraint(
                condition=(Q(attempt__isnull=False, draft__isnull=True) | Q(attempt__isnull=True, draft__isnull=False)),
                name="hand_in_is_one_attempt_or_one_draft",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} for {self.assignment_id}"
