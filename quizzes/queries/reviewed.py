"""Spaced review after it was scored: what cards have not yet taken in, and what became of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import (
    BigIntegerField,
    CharField,
    DateTimeField,
    Exists,
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
from quizzes.domain.reviewing import Outcome, Question, component_from, due_words, name_of
from quizzes.models import Attempt, AttemptItem, Mark, MarkLine, Regrade, ReviewCard, ReviewLog
from quizzes.queries.due import TOPIC
from quizzes.queries.lists import SWEEP_AFTER
from quizzes.queries.owned import OWNED_ATTEMPT

AT_ONCE = 30  # components that one statement asks for: the questions of the longest quiz
State = Attempt.State


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


# --- The cards that take it in --------------------------------------------------------------------


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
