"""Spaced review: cards take in the answers of scored attempts, and reviews ask what is due."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import DateTimeField, UUIDField

from accounts.compiled import CompiledChange, CompiledRows, CompiledSaves, Parameter
from accounts.domain.actor import Actor
from accounts.models import User
from opsmethods.domain.facts import FactBase
from opsmethods.models import Topic
from quizzes.domain.item import Item
from quizzes.domain.levels import facts_for
from quizzes.domain.reviewing import (
    Card,
    Component,
    Plan,
    Rating,
    UnknownComponent,
    component_of,
    foretold,
    new_card,
    rating_of,
    replayed,
    scheduled,
    unseen_item,
)
from quizzes.models import Attempt, ReviewCard, ReviewLog, ReviewPlan
from quizzes.operations.starting import freeze, policy_of
from quizzes.queries import (
    all_signatures_met,
    answered_questions,
    cards_of,
    certainty_default,
    counted_answers,
    is_result_told,
    last_answers,
    locked_attempt,
    locked_cards,
    plan_of,
    to_review,
    unread_review,
    withheld,
)

REVIEWED = CompiledChange(
    lambda: Attempt.objects.filter(pk=Parameter("pk", UUIDField())), reviewed_at=Parameter("now", DateTimeField())
)
LOGS, MEMORIES = CompiledRows(ReviewLog), CompiledSaves(ReviewCard, ReviewCard.MEMORY)
PUT_OFF = timedelta(days=7)  # what the notes cannot ask now


class AttemptNotScored(Exception):
    """Not scored yet, so there is nothing for the cards to take in."""


class NothingDue(Exception):
    """No question is due, or not one more today."""


class ReviewUnderWay(Exception):
    """A review of the topic, its argument, is open or being marked: what it asks is still due."""


# --- Taking in answers ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tested:
    """What an answer says, and of which component."""

    component: Component
    item_id: int
    is_right: bool
    certainty: int | None
    at: datetime


@transaction.atomic
def review_attempt(attempt_id: UUID, *, topic: Topic, facts: FactBase, now: datetime) -> Attempt:
    """Let the cards take in the answers of a scored attempt, once.

    A second run changes nothing; neither does one before the result may be told, for what is due tells right from
    wrong. Raises AttemptNotScored.
    """
    attempt = locked_attempt(attempt_id)  # the lock also puts this before or after a claim of a guest's work
    if attempt is None or attempt.state != Attempt.State.SCORED:
        raise AttemptNotScored("This quiz is not scored yet.")
    if attempt.reviewed_at is None and is_result_told(attempt, now=now):
        _take_in(attempt, list(_tested(attempt, facts=facts_for(facts, attempt.level))), topic=topic)
        attempt.reviewed_at = now
        REVIEWED.change(pk=attempt_id, now=now)
    return attempt


def _tested(attempt: Attempt, *, facts: FactBase) -> Iterator[Tested]:
    given = counted_answers(attempt)
    for one in answered_questions(attempt):
        component = component_of(facts, one.question)
        if component is not None:
            at = given[one.position].server_time
            yield Tested(component, one.item, is_right=one.is_right, certainty=one.certainty, at=at)


def _take_in(attempt: Attempt, tested: list[Tested], *, topic: Topic) -> None:
    if not tested:
        return
    actor = Actor(user_id=attempt.user_id, guest_key=attempt.guest_key)
    rows = _locked_cards(actor, tested=tested, topic=topic)
    was_right, plan = last_answers(rows.values()), plan_of(actor, topic=topic)
    logs = []
    for one in sorted(tested, key=lambda one: one.at):
        row = rows[one.component.key]
        logs.append(_reviewed(row, one, plan=plan, was_right_before=was_right.get(row.pk, False)))
        was_right[row.pk] = one.is_right
    LOGS.enter(logs)
    MEMORIES.save(list(rows.values()))


def _locked_cards(actor: Actor, *, tested: Iterable[Tested], topic: Topic) -> dict[str, ReviewCard]:
    """The cards of what was tested by component, new ones made; in one order, so that no two tasks wait crosswise."""
    first = {one.component.key: one.at for one in reversed(list(tested))}
    found = locked_cards(actor, first, topic=topic)
    missing = first.keys() - found.keys()
    if not missing:
        return found
    ReviewCard.objects.bulk_create(
        (_row(actor, key, topic=topic, card=new_card(now=first[key])) for key in sorted(missing)),
        ignore_conflicts=True,  # another task was quicker: the row there is this row
    )
    return locked_cards(actor, first, topic=topic)


def _row(actor: Actor, key: str, *, topic: Topic, card: Card) -> ReviewCard:
    return ReviewCard(**actor.owner, **asdict(card), topic=topic, component=key)


def _reviewed(row: ReviewCard, one: Tested, *, plan: Plan, was_right_before: bool) -> ReviewLog:
    """Move the card on. An answer given before its last review, and told late, counts as given at that time."""
    before, at = row.memory, max(one.at, row.last_review_at or one.at)
    rating = rating_of(is_right=one.is_right, certainty=one.certainty, was_right_before=was_right_before)
    after = scheduled(before, rating, now=at, plan=plan, seed=row.component)
    _set_memory(row, after)
    return ReviewLog(
        card=row,
        item_id=one.item_id,
        rating=rating,
        is_right=one.is_right,
        certainty=one.certainty,
        predicted=foretold(before, at=at),
        reviewed_at=at,
        due_before=before.due_at,
        due_after=after.due_at,
    )


def _set_memory(row: ReviewCard, card: Card) -> None:
    for name in ReviewCard.MEMORY:
        setattr(row, name, getattr(card, name))


# --- Rebuilding and wishes ------------------------------------------------------------------------


@transaction.atomic
def rebuild_cards(actor: Actor, *, topic: Topic) -> int:
    """Make each card of a topic anew from its logs, under the plan there is. How many."""
    rows = list(cards_of(actor, topic=topic).select_for_update())
    plan, reviews = plan_of(actor, topic=topic), _reviews_of(rows)
    known = [row for row in rows if row.pk in reviews]
    for row in known:
        _set_memory(row, replayed(reviews[row.pk], plan=plan, seed=row.component))
    ReviewCard.objects.bulk_update(known, ReviewCard.MEMORY)
    return len(known)


def _reviews_of(rows: Iterable[ReviewCard]) -> Mapping[int, list[tuple[Rating, datetime]]]:
    found: dict[int, list[tuple[Rating, datetime]]] = {}
    logs = ReviewLog.objects.filter(card__in=rows).order_by("reviewed_at", "pk")
    for card, rating, at in logs.values_list("card", "rating", "reviewed_at"):
        found.setdefault(card, []).append((Rating(rating), at))
    return found


@transaction.atomic
def set_plan(
    actor: Actor, *, topic: Topic, recall: float, a_day: int, exam_on: date | None, now: datetime
) -> ReviewPlan:
    """Note what a student wishes for a topic, and plan what is known by it at once."""
    whose: dict[str, Any] = {**actor.owner, "topic": topic}
    wishes = {"recall": recall, "a_day": a_day, "exam_on": exam_on, "set_at": now}
    row, _ = ReviewPlan.objects.update_or_create(**whose, defaults=wishes)
    rebuild_cards(actor, topic=topic)
    return row


@transaction.atomic
def claim_plans(user: User, *, guest_key: str) -> int:
    """A guest's wishes become the user's, where the user has none for the topic. How many rows there were."""
    theirs = ReviewPlan.objects.filter(user=None, guest_key=guest_key)
    count = theirs.count()
    theirs.filter(topic__in=ReviewPlan.objects.filter(user=user).values("topic")).delete()
    theirs.update(user=user, guest_key="")
    return count


@transaction.atomic
def claim_cards(user: User, *, guest_key: str) -> int:
    """A guest's cards become the user's; two of one component become one with the logs of both. How many there were."""
    theirs = list(ReviewCard.objects.filter(user=None, guest_key=guest_key).select_related("topic"))
    own = {(row.topic_id, row.component): row for row in ReviewCard.objects.filter(user=user).select_for_update()}
    for row in theirs:
        twin = own.get((row.topic_id, row.component))
        if twin is not None:
            ReviewLog.objects.filter(card=row).update(card=twin)
            row.delete()
    ReviewCard.objects.filter(user=None, guest_key=guest_key).update(user=user, guest_key="")
    for topic in {row.topic for row in theirs}:
        rebuild_cards(Actor(user_id=user.pk), topic=topic)
    return len(theirs)


# --- Reviewing ------------------------------------------------------------------------------------


def start_review(actor: Actor, *, topic: Topic, facts: FactBase, level: str, seed: int, now: datetime) -> Attempt:
    """A quiz of what is due, each component by a question not met before. Raises NothingDue and ReviewUnderWay.

    What the notes cannot ask at this level is put off, so that it is not counted as due for ever.
    """
    _refuse_another(actor, topic=topic)
    components = to_review(actor, topic=topic, now=now).asked
    avoid = all_signatures_met(actor, topic=topic)
    never = withheld(topic, facts=facts)
    found = _questions(facts_for(facts, level), components, avoid=avoid, never=never, seed=seed)
    if lost := [one.key for one in components if one not in found]:
        cards_of(actor, topic=topic).filter(component__in=lost).update(due_at=now + PUT_OFF)
    if not found:
        raise NothingDue
    attempt = Attempt(
        **actor.owner,
        **asdict(policy_of(Attempt.Mode.REVIEW)),
        topic=topic,
        topic_version=facts.version,
        level=level,
        seed=seed,
        item_count=len(found),
        asks_certainty=bool(certainty_default(actor)),
        started_at=now,
    )
    return _begun(attempt, actor=actor, items=list(found.values()), facts=facts)


@transaction.atomic
def _begun(attempt: Attempt, *, actor: Actor, items: Sequence[Item], facts: FactBase) -> Attempt:
    """Of two clicks the later waits here for the other's review, and finds it. Raises ReviewUnderWay."""
    list(cards_of(actor, topic=attempt.topic).select_for_update().values_list("pk"))
    _refuse_another(actor, topic=attempt.topic)
    return freeze(attempt, items=items, facts=facts)


def _refuse_another(actor: Actor, *, topic: Topic) -> None:
    """Raises ReviewUnderWay."""
    if (unread := unread_review(actor, topic=topic)) is not None:
        raise ReviewUnderWay(unread)


def _questions(
    facts: FactBase, components: Iterable[Component], *, avoid: Collection[str], never: Collection[str], seed: int
) -> dict[Component, Item]:
    """A question for each component that has one."""
    found = {}
    for component in components:
        with suppress(UnknownComponent):
            item = unseen_item(facts, component, avoid=avoid, never=never, seed=seed)
            if item is not None:
                found[component] = item
    return found
