from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import IntegerField, UUIDField

from accounts.compiled import CompiledInsert, Parameter
from accounts.domain.actor import Actor
from accounts.domain.policy import Policy, is_late
from accounts.models import FeedbackRule
from opsmethods.domain.facts import FactBase
from opsmethods.models import Topic
from quizzes.domain.answer import Answer
from quizzes.domain.generator import GENERATOR_VERSION, generate_form
from quizzes.domain.item import Item
from quizzes.domain.levels import facts_for
from quizzes.domain.scoring import mark_response, total
from quizzes.domain.snapshot import Snapshot, snapshot_of
from quizzes.models import AnswerEvent, Attempt, AttemptItem, ItemSnapshot, JobState, Mark, MarkLine
from quizzes.queries import (
    KeptAnswer,
    answered_item,
    counted_answers,
    items_with_bodies,
    locked_attempt,
    locked_item,
    signatures_met,
)

AUTOMATIC = "scored"


class AttemptAlreadySubmitted(Exception):
    """Handed in before: nothing changes."""


class AttemptNotSubmitted(Exception):
    """Not handed in yet, so there is nothing to score."""


class ScoringFailed(Exception):
    """The attempt could not be scored; its row says why."""


class NoSuchQuestion(Exception):
    """The actor has no such question in front of them."""


class UnknownOption(Exception):
    """The option is none of this question's."""


class AnswerConflict(Exception):
    """The same client UUID came before with another answer."""


class AnswerNotCounted(Exception):
    """The answer was kept, labelled, and does not count; the message says why."""


class StaleWindow(AnswerNotCounted):
    """The quiz was opened again somewhere else since."""


class AttemptClosed(AnswerNotCounted):
    """The quiz was handed in before the answer came."""


class QuestionClosed(AnswerNotCounted):
    """Feedback on the question was given, so its first answer stands."""


# --- Starting -------------------------------------------------------------------------------------


def policy_of(mode: str) -> Policy:
    """The rules of a quiz that someone starts alone: no clock; practice tells after each question."""
    is_practice = mode == Attempt.Mode.PRACTICE
    return Policy(mode=mode, feedback_rule=(FeedbackRule.EACH_QUESTION if is_practice else FeedbackRule.AT_END).value)


@transaction.atomic
def start_attempt(  # noqa: PLR0913 - each argument is a decision of whoever starts the quiz
    actor: Actor, *, topic: Topic, facts: FactBase, count: int, level: str, policy: Policy, seed: int, now: datetime
) -> Attempt:
    """Generate the questions and freeze them. Raises InfeasibleForm when the notes cannot feed so many."""
    met = signatures_met(actor, topic=topic)
    form = generate_form(facts_for(facts, level), count=count, seed=seed, avoid=met, level=level)
    attempt = Attempt.objects.create(
        **actor.owner,
        **asdict(policy),
        topic=topic,
        topic_version=facts.version,
        level=level,
        seed=seed,
        item_count=len(form),
        started_at=now,
    )
    snapshots = [snapshot_of(item) for item in form]
    ItemSnapshot.objects.bulk_create(
        [_row_of(shot, item=item, attempt=attempt) for shot, item in zip(snapshots, form, strict=True)],
        ignore_conflicts=True,  # the same body was frozen before: the row there is this row
    )
    AttemptItem.objects.bulk_create(
        AttemptItem(attempt=attempt, snapshot_id=shot.id, position=place, option_order=list(shot.option_order))
        for place, shot in enumerate(snapshots, start=1)
    )
    return attempt


def _row_of(snapshot: Snapshot, *, item: Item, attempt: Attempt) -> ItemSnapshot:
    return ItemSnapshot(
        id=snapshot.id,
        body=snapshot.body,
        topic_id=attempt.topic_id,
        topic_version=attempt.topic_version,
        generator_version=GENERATOR_VERSION,
        item_model=item.model,
        signature=item.signature,
        method=item.method,
        dimension=item.dimension,
        created_at=attempt.started_at,
    )


@transaction.atomic
def open_window(attempt: Attempt) -> Attempt:
    """Open an attempt again, here: what other places still send counts no more (V13)."""
    locked = Attempt.objects.select_for_update().get(pk=attempt.pk)
    locked.window += 1
    locked.save(update_fields=["window"])
    attempt.window = locked.window
    return attempt


# --- Answering ------------------------------------------------------------------------------------


def record_answer(actor: Actor, *, attempt_id: UUID, position: int, answer: Answer, now: datetime) -> AnswerEvent:
    """Keep a choice for ever. The same answer again returns the event there is.

    Raises NoSuchQuestion, UnknownOption and AnswerConflict, with nothing kept; StaleWindow,
    AttemptClosed and QuestionClosed after keeping the answer as superseded.
    """
    item = answered_item(actor, attempt_id=attempt_id, position=position)
    if item is None:
        raise NoSuchQuestion
    if str(answer.option_id) not in item.option_order:
        raise UnknownOption("That option does not belong to this question.")
    event = _event(item, answer=answer, now=now)
    if item.attempt.takes_any(window=answer.window) and ENTERED.enter(event):
        return event
    return _kept_with_care(actor, attempt_id=attempt_id, position=position, answer=answer, now=now)


# The usual answer takes one statement. As under `_keep_answer`, the lock puts it before or after a hand-in.
ENTERED = CompiledInsert(
    AnswerEvent,
    lambda: Attempt.objects.filter(
        pk=Parameter("attempt_id", UUIDField()),
        state=Attempt.State.IN_PROGRESS,
        window=Parameter("window", IntegerField()),
    ).select_for_update(no_key=True),
)


def _event(item: AttemptItem, *, answer: Answer, now: datetime) -> AnswerEvent:
    attempt = item.attempt
    late = not attempt.is_open or is_late(attempt, started_at=attempt.started_at, at=now)
    return AnswerEvent(**asdict(answer), attempt=attempt, item=item, server_time=now, late=late)


def _kept_with_care(actor: Actor, *, attempt_id: UUID, position: int, answer: Answer, now: datetime) -> AnswerEvent:
    """An answer that may not count, or that came before."""
    try:
        event, refusal = _keep_answer(actor, attempt_id=attempt_id, position=position, answer=answer, now=now)
    except IntegrityError:
        if (before := _kept_before(answer, attempt_id=attempt_id)) is None:
            raise
        return _acknowledged(before, position=position, answer=answer)
    if refusal is not None:
        raise refusal
    return event


@transaction.atomic
def _keep_answer(
    actor: Actor, *, attempt_id: UUID, position: int, answer: Answer, now: datetime
) -> tuple[AnswerEvent, AnswerNotCounted | None]:
    # The lock on the attempt puts this answer before or after a hand-in, a reopening or another answer.
    item = locked_item(actor, attempt_id=attempt_id, position=position)
    if item is None:
        raise NoSuchQuestion
    if answer.window > item.attempt.window:
        raise AnswerConflict("This quiz was never opened that often. Load the page again.")
    event = _event(item, answer=answer, now=now)
    refusal = _refusal(item.attempt, item=item, answer=answer)
    event.superseded = refusal is not None
    event.save(force_insert=True)
    return event, refusal


def _refusal(attempt: Attempt, *, item: AttemptItem, answer: Answer) -> AnswerNotCounted | None:
    if not attempt.is_open:
        return AttemptClosed(
            "This quiz was handed in before the answer arrived. The answer is kept, but does not count."
        )
    if answer.window < attempt.window:
        return StaleWindow(
            "This quiz was opened again somewhere else. The answer is kept, but does not count: "
            "load the page again to go on here."
        )
    if attempt.tells_at_once and _is_told(item, answer=answer):
        return QuestionClosed("You have seen the answer to this question, so your first choice stands.")
    return None


def _is_told(item: AttemptItem, *, answer: Answer) -> bool:
    return item.events.filter(superseded=False).exclude(client_uuid=answer.client_uuid).exists()


def _kept_before(answer: Answer, *, attempt_id: UUID) -> AnswerEvent | None:
    return (
        AnswerEvent.objects.select_related("attempt", "item")
        .filter(attempt=attempt_id, client_uuid=answer.client_uuid)
        .first()
    )


def _acknowledged(event: AnswerEvent, *, position: int, answer: Answer) -> AnswerEvent:
    """The event there is, if this is the same answer sent again."""
    if event.item.position != position or any(getattr(event, name) != value for name, value in asdict(answer).items()):
        raise AnswerConflict("Another answer was saved under this number. Load the page again and choose once more.")
    if event.superseded:
        raise AnswerNotCounted("This answer arrived before and is kept, but does not count.")
    return event


# --- Handing in and scoring -----------------------------------------------------------------------


def submit_attempt(attempt: Attempt, *, now: datetime) -> Attempt:
    """Hand in. Raises AttemptAlreadySubmitted, which a double click may ignore."""
    changed = Attempt.objects.filter(pk=attempt.pk, state=Attempt.State.IN_PROGRESS).update(
        state=Attempt.State.SUBMITTED, submitted_at=now, scoring_state=JobState.QUEUED
    )
    if not changed:
        raise AttemptAlreadySubmitted("This quiz was handed in before.")
    attempt.state, attempt.submitted_at, attempt.scoring_state = Attempt.State.SUBMITTED, now, JobState.QUEUED
    return attempt


def score_attempt(attempt_id: UUID, *, now: datetime) -> Attempt:
    """Recompute the mark of an attempt from its rows and enter it in the ledger, once (V5, V6).

    A second run changes nothing. Raises AttemptNotSubmitted, and ScoringFailed after writing why
    on the attempt.
    """
    waiting = Attempt.objects.filter(pk=attempt_id, state=Attempt.State.SUBMITTED)
    waiting.update(scoring_state=JobState.RUNNING)
    try:
        return _score(attempt_id, now=now)
    except (LookupError, TypeError, ValueError) as error:
        reason = f"{type(error).__name__}: {error}"
        waiting.update(scoring_state=JobState.FAILED, scoring_error=reason)
        raise ScoringFailed(f"Attempt {attempt_id}: {reason}") from error


@transaction.atomic
def _score(attempt_id: UUID, *, now: datetime) -> Attempt:
    # The lock makes a second worker wait, and then find the work done.
    attempt = locked_attempt(attempt_id)
    if attempt is None:
        raise Attempt.DoesNotExist
    if attempt.state == Attempt.State.SCORED:
        return attempt
    if attempt.state != Attempt.State.SUBMITTED:
        raise AttemptNotSubmitted("This quiz is not handed in yet.")
    _enter_mark(attempt, lines=_lines(attempt), now=now)
    attempt.state, attempt.scored_at = Attempt.State.SCORED, now
    attempt.scoring_state, attempt.scoring_error = JobState.DONE, ""
    attempt.save(update_fields=["state", "scored_at", "scoring_state", "scoring_error"])
    return attempt


def _lines(attempt: Attempt) -> list[MarkLine]:
    answers = counted_answers(attempt)
    return [_line(item, given=answers.get(item.position)) for item in items_with_bodies(attempt)]


def _line(item: AttemptItem, *, given: KeptAnswer | None) -> MarkLine:
    option_id, certainty = (given.option_id, given.certainty) if given else (None, None)
    points = mark_response(item.snapshot.body, option_id)
    return MarkLine(item=item, option_id=option_id, certainty=certainty, points=points)


def _enter_mark(attempt: Attempt, *, lines: list[MarkLine], now: datetime) -> Mark:
    mark = Mark.objects.create(
        attempt=attempt,
        scoring_version=attempt.scoring_version,
        points=total(line.points for line in lines),
        out_of=len(lines),
        cause=AUTOMATIC,
        created_at=now,
    )
    for line in lines:
        line.mark = mark
    MarkLine.objects.bulk_create(lines)
    return mark
