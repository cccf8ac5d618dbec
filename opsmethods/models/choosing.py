from django.db import models
from django.db.models import F, Q

from opsmethods.models.method import Method
from opsmethods.models.topic import ContentRow, Topic


class Factor(ContentRow):
    """Something that a business weighs when it chooses."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="factors")
    code = models.CharField(max_length=8)
    title = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["topic", "code"], name="one_factor_per_topic_and_code"),
        ]

    def __str__(self) -> str:
        return self.title


class FactorPoint(ContentRow):
    """What in a factor speaks for a method."""

    factor = models.ForeignKey(Factor, on_delete=models.CASCADE, related_name="points")
    method = models.ForeignKey(Method, on_delete=models.CASCADE, related_name="factor_points")
    text = models.CharField(max_length=250)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["factor", "method"], name="one_point_per_factor_and_method"),
        ]

    def __str__(self) -> str:
        return self.text


class Question(ContentRow):
    """What the chooser asks."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="questions")
    code = models.SlugField()
    label = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        verbose_name = "question of the chooser"
        verbose_name_plural = "questions of the chooser"
        constraints = [
            models.UniqueConstraint(fields=["topic", "code"], name="one_question_per_topic_and_code"),
        ]

    def __str__(self) -> str:
        return self.label


class Answer(ContentRow):
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    code = models.SlugField()
    text = models.CharField(max_length=150)
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        verbose_name = "answer in the chooser"
        verbose_name_plural = "answers in the chooser"
        constraints = [
            models.UniqueConstraint(fields=["question", "code"], name="one_answer_per_question_and_code"),
        ]

    def __str__(self) -> str:
        return self.text


class AnswerFit(ContentRow):
    """How far an answer speaks for a method, or against it."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="fits")
    method = models.ForeignKey(Method, on_delete=models.CASCADE, related_name="answer_fits")
    score = models.SmallIntegerField(help_text="-3, rules it out, to 3, calls for it.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["answer", "method"], name="one_fit_per_answer_and_method"),
            models.CheckConstraint(condition=Q(score__range=(-3, 3)), name="fit_is_from_minus_3_to_3"),
        ]

    def __str__(self) -> str:
        return str(self.score)


class DecisionRule(ContentRow):
    """If the answers are these, lean to some methods or away from others."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="decision_rules")
    code = models.CharField(max_length=8)
    when = models.TextField(help_text="One question a line with the answers that count: volume: few, dozens")
    condition = models.CharField(max_length=200, help_text="The same in words, after the word if.")
    lean = models.TextField(blank=True, help_text="Slugs of what it speaks for, one a line.")
    against = models.TextField(blank=True, help_text="Slugs of what it speaks against, one a line.")
    because = models.CharField(max_length=250)
    unless = models.CharField(max_length=250, blank=True)
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["topic", "code"], name="one_rule_per_topic_and_code"),
            models.CheckConstraint(condition=~Q(lean="", against=""), name="rule_leans_to_or_from_something"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.condition}"


class Change(ContentRow):
    """Moving from one method to another; without methods, what any move brings."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="changes")
    code = models.CharField(max_length=80)
    old = models.ForeignKey(Method, null=True, blank=True, on_delete=models.CASCADE, related_name="changes_from")
    new = models.ForeignKey(Method, null=True, blank=True, on_delete=models.CASCADE, related_name="changes_to")
    business = models.TextField()
    people = models.TextField()
    benefits = models.TextField()
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["topic", "code"], name="one_change_per_topic_and_code"),
            models.CheckConstraint(
                condition=Q(old__isnull=True, new__isnull=True)
                | (Q(old__isnull=False, new__isnull=False) & ~Q(old=F("new"))),
                name="change_is_between_two_methods_or_any",
            ),
        ]

    def __str__(self) -> str:
        return self.business
