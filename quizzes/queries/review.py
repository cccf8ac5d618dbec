"""Spaced review: what is due, what became of it, and what cards have not yet taken in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import (
    BigIntegerField,
    CharField,
    Count,
    DateTimeField,
    Exists,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    UUIDField,
)
from django.utils import timezone

from accounts.compiled import OWNED, CompiledQuery, Parameter
from accounts.domain.actor import Actor
from accounts.models import FeedbackRule
from opsmethods.domain.facts import FactBase
from opsmethods.models import Topic
from quizzes.domain.levels import facts_for
from quizzes.domain.reviewing import (
    Outcome,
    Plan,
    Question,
    Today,
    component_from,
    day_around,
    due_today,
    due_words,
    name_of,
)
from quizzes.models import Attempt, AttemptItem, Mark, MarkLine, Regrade, ReviewCard, ReviewLog, ReviewPlan
from quizzes.queries.lists import SWEEP_AFTER
from quizzes.queries.owned import OWNED_ATTEMPT

USUAL = Plan()
AT_ONCE = 30  # components that one statement asks for: the questions of the longest quiz
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


# --- Cards ----------------------------------------------------------------------------------------


def cards_of(actor: Actor, *, topic: Topic) -> QuerySet[ReviewCard]:
    if actor.owns_nothing:
        return ReviewCard.objects.none()
    return ReviewCard.objects.filter(**actor.owner, topic=topic).order_by("component", "pk")


def _compiled_cards(*, is_guest: bool) -> QuerySet[ReviewCard]:
    keys = [Parameter(f"key{place}", CharField()) for place in range(AT_ONCE)]
    cards = ReviewCard.objects.filter(**OWNED[is_guest], topic=TOPIC, component__in=keys)
    return cards.order_by("component", "pk").select_for_update()


LOCKED_CARDS = {guest: CompiledQuery(partial(_compiled_cards, is_guest=guest)) for guest in (False, True)}


def locked_cards(actor: Actor, keys: Iterable[str], *, topic: Topic) -> dict[str, ReviewCard]:
    """Cards by component, locked in one order until the transaction ends."""
    found = {}
    for named in _at_once(sorted(keys), name="key", blank=""):
        rows = LOCKED_CARDS[actor.is_guest].rows(**actor.owner, topic=topic.pk, **named)
        found.update({row.component: row for row in rows})
    return found


def _at_once(values: Sequence[Any], *, name: str, blank: Any) -> Iterator[dict[str, Any]]:
    """The values as parameters name0, name1 ... of a statement that takes AT_ONCE of them, `blank` for the rest."""
    for start in range(0, len(values), AT_ONCE):
        some = values[start : start + AT_ONCE]
        yield {f"{name}{place}": some[place] if place < len(some) else blank for place in range(AT_ONCE)}


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


# --- What cards take in ---------------------------------------------------------------------------


class Answered(NamedTuple):
    """A question of an attempt with an answer, as its current mark counts it."""

    item: int
    position: int
    is_right: bool
    certainty: int | None
    question: Question


def _compiled_lines() -> QuerySet[MarkLine, tuple[Any, ...]]:
    current = Mark.objects.filter(attempt=Parameter("attempt", UUIDField())).order_by("-scoring_version")
    faulty = Regrade.objects.filter(snapshot=OuterRef("item__snapshot"))
    lines = MarkLine.objects.filter(~Exists(faulty), mark=Subquery(current.values("pk")[:1]), option_id__isnull=False)
    columns = ("item", "item__position", "points", "certainty")
    asked = [f"item__snapshot__{name}" for name in ("item_model", "signature", "method", "dimension")]
    return lines.order_by("item__position").values_list(*columns, *asked)


LINES = CompiledQuery(_compiled_lines)


def answered_questions(attempt: Attempt) -> tuple[Answered, ...]:
    """In their order, those that the student had not met before; of a review all, for it asks what is due.

    A question that was regraded was at fault itself, and tells nothing of what the student remembers.
    """
    rows = LINES.rows(attempt=attempt.pk)
    found = tuple(Answered(item, place, points == 1, sure, Question(*of)) for item, place, points, sure, *of in rows)
    if attempt.mode == Attempt.Mode.REVIEW:
        return found
    met = _met_before(attempt)
    return tuple(one for one in found if one.question.signature not in met)


def _compiled_met_before(*, is_guest: bool) -> QuerySet[AttemptItem, tuple[str]]:
    asked = AttemptItem.objects.filter(attempt=Parameter("attempt", UUIDField())).values("snapshot__signature")
    shown = AttemptItem.objects.filter(**OWNED_ATTEMPT[is_guest], attempt__topic=TOPIC, snapshot__signature__in=asked)
    earlier = shown.filter(attempt__started_at__lt=Parameter("started_at", DateTimeField()))
    return earlier.values_list("snapshot__signature")


MET_BEFORE = {guest: CompiledQuery(partial(_compiled_met_before, is_guest=guest)) for guest in (False, True)}


def _met_before(attempt: Attempt) -> frozenset[str]:
    """Those signatures of an attempt that one begun earlier has shown to the same person."""
    owner = {"user_id": attempt.user_id, "guest_key": attempt.guest_key}
    of = {"attempt": attempt.pk, "topic": attempt.topic_id, "started_at": attempt.started_at}
    return frozenset(signature for (signature,) in MET_BEFORE[attempt.user_id is None].rows(**owner, **of))


def _compiled_last_answers() -> QuerySet[ReviewCard, tuple[int, bool]]:
    logs = ReviewLog.objects.filter(card=OuterRef("pk")).order_by("-reviewed_at", "-pk")
    keys: Any = [Parameter(f"card{place}", BigIntegerField()) for place in range(AT_ONCE)]
    return ReviewCard.objects.filter(pk__in=keys, reps__gt=0).values_list("pk", Subquery(logs.values("is_right")[:1]))


LAST_ANSWERS = CompiledQuery(_compiled_last_answers)


def last_answers(cards: Iterable[ReviewCard]) -> dict[int, bool]:
    """Whether the last review was right, by the key of the card; of those that had one."""
    found: dict[int, bool] = {}
    for named in _at_once([card.pk for card in cards], name="card", blank=0):
        found.update(LAST_ANSWERS.rows(**named))
    return found


TOPIC_OF = CompiledQuery(
    lambda: Topic.objects.defer("loaded").filter(attempts=Parameter("attempt", UUIDField())).order_by()
)


def topic_of_attempt(attempt_id: UUID) -> Topic:
    """Published or not. Raises Topic.DoesNotExist."""
    topic = TOPIC_OF.row(attempt=attempt_id)
    if topic is None:
        raise Topic.DoesNotExist
    return topic


def unreviewed_attempts(*, now: datetime) -> QuerySet[Attempt]:
    """Scored a while ago, and the cards have not taken in their answers, though these may be told."""
    waiting = Attempt.objects.filter(state=State.SCORED, reviewed_at__isnull=True, scored_at__lte=now - SWEEP_AFTER)
    told = ~Q(feedback_rule=FeedbackRule.AT_DATE) | Q(feedback_at__lte=now)
    return waiting.filter(told).order_by("scored_at", "pk")


# --- What became of it ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ComesBack:
    """What was reviewed, and when it is due again, in words."""

    name: str
    words: str


def comes_back(attempt: Attempt, *, facts: FactBase, now: datetime) -> tuple[ComesBack, ...]:
    """When what a review asked is due again, the soonest first; nothing for other quizzes."""
    if attempt.mode != Attempt.Mode.REVIEW or attempt.reviewed_at is None:
        return ()
    zone, level = timezone.get_current_timezone(), facts_for(facts, attempt.level)
    cards = ReviewCard.objects.filter(logs__item__attempt=attempt).order_by("due_at", "pk")
    return tuple(
        ComesBack(name_of(level, component_from(component)), due_words(due_at, now=now, zone=zone))
        for component, due_at in cards.values_list("component", "due_at").distinct()
    )


def recall_outcomes(*, since: datetime | None) -> Iterable[Outcome]:
    """Every review that was foretold, from then on or from the first."""
    foretold = ReviewLog.objects.filter(predicted__isnull=False)
    if since is not None:
        foretold = foretold.filter(reviewed_at__gte=since)
    rows = foretold.values_list("predicted", "is_right").iterator()
    return (Outcome(predicted, is_right=is_right) for predicted, is_right in rows if predicted is not None)
