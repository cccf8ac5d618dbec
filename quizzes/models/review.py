"""Spaced review: what a student remembers of what, how it came to that, and what the student wishes."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import OwnedModel
from opsmethods.models import Topic
from quizzes.domain.reviewing import Card, Component, Plan, State, component_from, start_of
from quizzes.models.attempt import AttemptItem


def one_per_owner(what: str, *fields: str) -> list[models.UniqueConstraint]:
    """Of rows that belong to a user or a guest."""
    return [
        models.UniqueConstraint(fields=["user", *fields], name=f"one_{what}_per_user"),
        models.UniqueConstraint(
            fields=["guest_key", *fields], condition=~Q(guest_key=""), name=f"one_{what}_per_guest"
        ),
    ]


class ReviewCard(OwnedModel):
    """One student's memory of one component of a topic: nothing that its logs do not say, and so rebuilt from them."""

    MEMORY = ("due_at", "last_review_at", "stability", "difficulty", "state", "step", "reps")

    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="review_cards")
    component = models.CharField(max_length=120)
    due_at = models.DateTimeField()
    last_review_at = models.DateTimeField(null=True, blank=True)
    stability = models.FloatField(null=True, blank=True, help_text="Days until recall falls to 0.9.")
    difficulty = models.FloatField(null=True, blank=True, help_text="From 1 to 10.")
    state = models.PositiveSmallIntegerField(choices=[(state.value, state.name.title()) for state in State], default=1)
    step = models.PositiveSmallIntegerField(null=True, blank=True)
    reps = models.PositiveSmallIntegerField(default=0, help_text="How many reviews it has had.")

    class Meta(OwnedModel.Meta):
        constraints = [
            *OwnedModel.Meta.constraints,
            *one_per_owner("card_of_a_component", "topic", "component"),
            models.CheckConstraint(condition=Q(state__range=(1, 3)), name="card_state_is_known"),
            models.CheckConstraint(
                condition=Q(stability__isnull=True) | Q(stability__gt=0), name="card_stability_is_above_0"
            ),
            models.CheckConstraint(
                condition=Q(difficulty__isnull=True) | Q(difficulty__range=(1, 10)), name="card_difficulty_is_1_to_10"
            ),
            models.CheckConstraint(
                condition=Q(reps=0, last_review_at__isnull=True) | Q(reps__gt=0, last_review_at__isnull=False),
                name="card_reviewed_has_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["user", "due_at"], name="cards_of_a_user_by_due"),
            models.Index(fields=["guest_key", "due_at"], name="cards_of_a_guest_by_due"),
        ]

    def __str__(self) -> str:
        return self.component

    @property
    def of(self) -> Component:
        return component_from(self.component)

    @property
    def memory(self) -> Card:
        return Card(
            due_at=self.due_at,
            last_review_at=self.last_review_at,
            stability=self.stability,
            difficulty=self.difficulty,
            state=State(self.state),
            step=self.step,
            reps=self.reps,
        )


class ReviewLog(models.Model):
    """One answer as the card took it; never changed. `predicted` is the recall foretold, where that could be done."""

    card = models.ForeignKey(ReviewCard, on_delete=models.CASCADE, related_name="logs")
    item = models.OneToOneField(AttemptItem, on_delete=models.CASCADE, related_name="review")
    rating = models.PositiveSmallIntegerField(help_text="1 again, 2 hard, 3 good, 4 easy.")
    is_right = models.BooleanField()
    certainty = models.PositiveSmallIntegerField(null=True, blank=True)
    predicted = models.FloatField(null=True, blank=True)
    reviewed_at = models.DateTimeField()
    due_before = models.DateTimeField()
    due_after = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(rating__range=(1, 4)), name="review_rating_is_1_to_4"),
            models.CheckConstraint(
                condition=Q(is_right=True, rating__gt=1) | Q(is_right=False, rating=1),
                name="review_is_again_when_wrong",
            ),
            models.CheckConstraint(
                condition=Q(certainty__isnull=True) | Q(certainty__range=(1, 3)), name="review_certainty_is_1_to_3"
            ),
            models.CheckConstraint(
                condition=Q(predicted__isnull=True) | Q(predicted__range=(0, 1)), name="review_prediction_is_a_chance"
            ),
        ]
        indexes = [
            models.Index(fields=["card", "reviewed_at"], name="reviews_of_a_card"),
            models.Index(
                fields=["reviewed_at"], condition=Q(predicted__isnull=False), name="reviews_that_were_foretold"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.card_id}: {self.rating}"


class ReviewPlan(OwnedModel):
    """What a student wishes for a topic. Without a row the usual holds."""

    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="review_plans")
    recall = models.FloatField(default=Plan().recall, help_text="Share of what is due that is to be remembered.")
    a_day = models.PositiveSmallIntegerField(default=Plan().a_day)
    exam_on = models.DateField(null=True, blank=True)
    set_at = models.DateTimeField()

    class Meta(OwnedModel.Meta):
        constraints = [
            *OwnedModel.Meta.constraints,
            *one_per_owner("plan_of_a_topic", "topic"),
            models.CheckConstraint(condition=Q(recall__range=(0.85, 0.95)), name="plan_recall_is_85_to_95_per_cent"),
            models.CheckConstraint(condition=Q(a_day__gte=1), name="plan_asks_at_least_1_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.a_day} a day"

    @property
    def plan(self) -> Plan:
        """The exam begins with its day, where the site is."""
        return Plan(recall=self.recall, a_day=self.a_day, exam_at=self._exam_at, since=self.set_at)

    @property
    def _exam_at(self) -> datetime | None:
        return start_of(self.exam_on, zone=timezone.get_current_timezone()) if self.exam_on else None
