from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import IntegerField, UUIDField

from accounts.compiled import CompiledInsert, Parameter
from accounts.domain.actor import Actor
from accounts.domain.policy import is_late
from quizzes.domain.answer import Answer
from quizzes.models import AnswerEvent, Attempt, AttemptItem
from quizzes.queries import answered_item, locked_item


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


def record_answer(actor: Actor, *, attempt_id: UUID, position: int, answer: Answer, now: datetime) -> AnswerEvent:
    """Keep a choice for ever. The same answer again returns the event there is.

    Raises NoSuchQuestion, UnknownOption and AnswerConflict, with nothing kept; StaleWindow,
    AttemptClosed and QuestionClosed after keeping the answer as superseded.
    """
    item = _item(actor, attempt_id=attempt_id, position=position)
    if str(answer.option_id) not in item.option_order:
        raise UnknownOption("That option does not belong to this question.")
    event = _event(item, answer=answer, now=now)
    if item.attempt.takes_any(window=answer.window) and ENTERED.enter(event):
        return event
    return _kept_with_care(actor, attempt_id=attempt_id, position=position, answer=answer, now=now)


def flag_question(actor: Actor, *, attempt_id: UUID, position: int, flagged: bool) -> None:
    """Note that the student wants to come back to a question, or no longer. Raises NoSuchQuestion."""
    item = _item(actor, attempt_id=attempt_id, position=position)
    AttemptItem.objects.filter(pk=item.pk).update(flagged=flagged)


def _item(actor: Actor, *, attempt_id: UUID, position: int) -> AttemptItem:
    found = answered_item(actor, attempt_id=attempt_id, position=position)
    if found is None:
        raise NoSuchQuestion
    return found


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
