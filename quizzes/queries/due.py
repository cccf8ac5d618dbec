"""Spaced review before it begins: what is due, and what a review would ask now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import BigIntegerField, Count, Min, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from accounts.compiled import OWNED, CompiledQuery, Parameter
from accounts.domain.actor import Actor
from opsmethods.models import Topic
from quizzes.domain.reviewing import Plan, Today, day_around, due_today, due_words
from quizzes.models import Attempt, AttemptItem, ReviewCard, ReviewLog, ReviewPlan

USUAL = Plan()
TOPIC = Parameter("topic", BigIntegerField())
State = Attempt.State


@dataclass(frozen=True, slots=True)
class DueTopic:
    """What a student has to review of a topic.

    `due` cards are due before the day ends, `done` were reviewed today, and `a_day` is how many the student wants.
    `next_at` is when the next one after today is due.
    """

    slug: str
    title: str
    due: int
    done: int
    a_day: int
    next_at: datetime | None
    open_attempt: UUID | None
    is_being_marked: bool
    now: datetime

    @property
    def asked(self) -> int:
        """How many a review would ask now."""
        return min(self.due, max(0, self.a_day - self.done))

    @property
    def waiting(self) -> int:
        """How many are due and more than the student wants today."""
        return self.due - self.asked

    @property
    def next_words(self) -> str:
        """When the next is due: tomorrow, on Friday. Empty when there is none."""
        zone = timezone.get_current_timezone()
        return due_words(self.next_at, now=self.now, zone=zone) if self.next_at else ""


def due_topics(actor: Actor, *, now: datetime) -> tuple[DueTopic, ...]:
    """A line for each topic of which the actor has cards, in one statement."""
    if actor.owns_nothing:
        return ()
    day = day_around(now, zone=timezone.get_current_timezone())
    plans = ReviewPlan.objects.filter(**actor.owner, topic=OuterRef("topic"))
    done = _reviewed(actor, since=day.starts_at).filter(card__topic=OuterRef("topic"))
    unread = _unread_reviews(actor).filter(topic=OuterRef("topic")).order_by("-started_at", "pk")
    rows = (
        ReviewCard.objects.filter(**actor.owner)
        .values("topic", "topic__slug", "topic__title", "topic__position")
        .annotate(
            due=Count("pk", filter=Q(due_at__lt=day.ends_at)),
            next_at=Min("due_at", filter=Q(due_at__gte=day.ends_at)),
            a_day=Subquery(plans.values("a_day")[:1]),
            done=Subquery(done.values("card__topic").annotate(count=Count("pk")).values("count")),
            unread=Subquery(unread.values("pk")[:1]),
            unread_state=Subquery(unread.values("state")[:1]),
        )
        .order_by("topic__position", "topic")
    )
    return tuple(_due_topic(row, now=now) for row in rows)


def _due_topic(row: Mapping[str, Any], *, now: datetime) -> DueTopic:
    is_open = row["unread_state"] == State.IN_PROGRESS
    return DueTopic(
        slug=row["topic__slug"],
        title=row["topic__title"],
        due=row["due"],
        done=row["done"] or 0,
        a_day=row["a_day"] or USUAL.a_day,
        next_at=row["next_at"],
        open_attempt=row["unread"] if is_open else None,
        is_being_marked=row["unread"] is not None and not is_open,
        now=now,
    )


def _unread_reviews(actor: Actor) -> QuerySet[Attempt]:
    """Reviews whose answers the cards have not taken in: what they ask is still due."""
    begun = Attempt.objects.filter(**actor.owner, mode=Attempt.Mode.REVIEW, reviewed_at__isnull=True)
    return begun.filter(state__in=[State.IN_PROGRESS, State.SUBMITTED, State.SCORED]).exclude(scoring_state="failed")


def _reviewed(actor: Actor, *, since: datetime) -> QuerySet[ReviewLog]:
    """The questions of reviews, not of other quizzes, that the actor has answered since then."""
    owner = {f"card__{name}": value for name, value in actor.owner.items()}
    return ReviewLog.objects.filter(**owner, reviewed_at__gte=since, item__attempt__mode=Attempt.Mode.REVIEW)


def unread_review(actor: Actor, *, topic: Topic) -> Attempt | None:
    """The latest review of a topic that is open or being marked."""
    if actor.owns_nothing:
        return None
    return _unread_reviews(actor).filter(topic=topic).order_by("-started_at", "pk").first()


# --- What a review asks ---------------------------------------------------------------------------


def cards_of(actor: Actor, *, topic: Topic) -> QuerySet[ReviewCard]:
    if actor.owns_nothing:
        return ReviewCard.objects.none()
    return ReviewCard.objects.filter(**actor.owner, topic=topic).order_by("component", "pk")


def plan_of(actor: Actor, *, topic: Topic) -> Plan:
    """What the actor wishes for a topic, or the usual."""
    row = plan_row(actor, topic=topic)
    return row.plan if row else USUAL


def _compiled_plans(*, is_guest: bool) -> QuerySet[ReviewPlan]:
    return ReviewPlan.objects.filter(**OWNED[is_guest], topic=TOPIC)


PLAN = {guest: CompiledQuery(partial(_compiled_plans, is_guest=guest)) for guest in (False, True)}


def plan_row(actor: Actor, *, topic: Topic) -> ReviewPlan | None:
    return None if actor.owns_nothing else PLAN[actor.is_guest].row(**actor.owner, topic=topic.pk)


def to_review(actor: Actor, *, topic: Topic, now: datetime) -> Today:
    """What a review of a topic would ask now. Three statements."""
    if actor.owns_nothing:
        return Today(asked=(), waiting=0)
    day = day_around(now, zone=timezone.get_current_timezone())
    due = {card.of: card.memory for card in cards_of(actor, topic=topic).filter(due_at__lt=day.ends_at)}
    done = _reviewed(actor, since=day.starts_at).filter(card__topic=topic).count()
    return due_today(due, now=now, day_ends_at=day.ends_at, plan=plan_of(actor, topic=topic), done=done)


def all_signatures_met(actor: Actor, *, topic: Topic) -> frozenset[str]:
    """Of every question this person was ever shown on a topic."""
    if actor.owns_nothing:
        return frozenset()
    owner = {f"attempt__{name}": value for name, value in actor.owner.items()}
    items = AttemptItem.objects.filter(**owner, attempt__topic=topic)
    return frozenset(items.values_list("snapshot__signature", flat=True).distinct())
