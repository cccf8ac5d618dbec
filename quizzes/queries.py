from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import (
    BigIntegerField,
    CharField,
    Count,
    DecimalField,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    UUIDField,
)

from accounts.compiled import CompiledQuery, Parameter
from accounts.domain.actor import Actor
from accounts.domain.policy import closes_at, counts
from accounts.models import FeedbackRule
from opsmethods.domain.facts import FactBase
from opsmethods.models import Topic
from opsmethods.queries import fact_base
from quizzes.domain.answer import standing
from quizzes.domain.pattern import MarkedLine, Pattern, pattern_of
from quizzes.domain.question import Choice, Feedback, Stem, explained_choices, feedback_on, laid_out, plain_choices
from quizzes.domain.scoring import likely_counts
from quizzes.models import AnswerEvent, Attempt, AttemptItem, ItemSnapshot, JobState, Mark, MarkLine

SWEEP_AFTER = timedelta(seconds=30)
RECENT = 60  # questions of late that a new quiz tries not to ask again
SHOWN = (
    "attempt__topic__slug",
    "attempt__topic__version",
    "attempt__mode",
    "attempt__state",
    "attempt__window",
    "attempt__item_count",
    "attempt__feedback_rule",
    "snapshot__body",
)

LINE = (
    "item__position",
    "item__option_order",
    "item__snapshot__body",
    "item__snapshot__method",
    "item__snapshot__dimension",
)


# --- Rows this person may touch -------------------------------------------------------------------


def owns_nothing(actor: Actor) -> bool:
    return actor.is_guest and not actor.guest_key


def attempts_of(actor: Actor) -> QuerySet[Attempt]:
    """Attempts of a user or guest; a guest who has started nothing has none."""
    if owns_nothing(actor):
        return Attempt.objects.none()
    return Attempt.objects.filter(**actor.owner)


# Taking a quiz is most of what this site does, so its queries are compiled once: one for users, one for guests.
OWNED: dict[bool, dict[str, Any]] = {
    False: {"user": Parameter("user_id", BigIntegerField()), "guest_key": ""},
    True: {"user": None, "guest_key": Parameter("guest_key", CharField())},
}
OWNED_ATTEMPT = {guest: {f"attempt__{name}": value for name, value in owner.items()} for guest, owner in OWNED.items()}
AT = {"attempt": Parameter("attempt", UUIDField()), "position": Parameter("position", IntegerField())}


def _compiled_items(*, is_guest: bool) -> QuerySet[AttemptItem]:
    return AttemptItem.objects.filter(**AT, **OWNED_ATTEMPT[is_guest])


def _compiled_shown_items(*, is_guest: bool) -> QuerySet[AttemptItem]:
    items = _compiled_items(is_guest=is_guest).select_related("attempt__topic", "snapshot")
    return items.only("position", "option_order", *SHOWN)


def _compiled_answered_items(*, is_guest: bool) -> QuerySet[AttemptItem]:
    return _compiled_items(is_guest=is_guest).select_related("attempt")


def _compiled_locked_items(*, is_guest: bool) -> QuerySet[AttemptItem]:
    return _compiled_answered_items(is_guest=is_guest).select_for_update(no_key=True, of=("attempt",))


def _compiled_attempts(*, is_guest: bool) -> QuerySet[Attempt]:
    return Attempt.objects.filter(pk=Parameter("attempt", UUIDField()), **OWNED[is_guest]).select_related("topic")


ATTEMPT = {guest: CompiledQuery(partial(_compiled_attempts, is_guest=guest)) for guest in (False, True)}
SHOWN_ITEM = {guest: CompiledQuery(partial(_compiled_shown_items, is_guest=guest)) for guest in (False, True)}
ANSWERED_ITEM = {guest: CompiledQuery(partial(_compiled_answered_items, is_guest=guest)) for guest in (False, True)}
LOCKED_ITEM = {guest: CompiledQuery(partial(_compiled_locked_items, is_guest=guest)) for guest in (False, True)}


def attempt_of(actor: Actor, *, attempt_id: UUID) -> Attempt | None:
    """An attempt of this person, with its topic."""
    if owns_nothing(actor):
        return None
    return ATTEMPT[actor.is_guest].row(**actor.owner, attempt=attempt_id)


def shown_item(actor: Actor, *, attempt_id: UUID, position: int) -> AttemptItem | None:
    """A question of this person with its attempt, topic and snapshot, as far as the page shows them."""
    return _item(SHOWN_ITEM, actor, attempt_id=attempt_id, position=position)


def answered_item(actor: Actor, *, attempt_id: UUID, position: int) -> AttemptItem | None:
    """A question of this person with its attempt."""
    return _item(ANSWERED_ITEM, actor, attempt_id=attempt_id, position=position)


def locked_item(actor: Actor, *, attempt_id: UUID, position: int) -> AttemptItem | None:
    """The same, and the attempt is locked until the transaction ends."""
    return _item(LOCKED_ITEM, actor, attempt_id=attempt_id, position=position)


def _item(
    queries: dict[bool, CompiledQuery[AttemptItem]], actor: Actor, *, attempt_id: UUID, position: int
) -> AttemptItem | None:
    if owns_nothing(actor):
        return None
    return queries[actor.is_guest].row(**actor.owner, attempt=attempt_id, position=position)


# --- Lists ----------------------------------------------------------------------------------------


def open_attempts_of(actor: Actor) -> QuerySet[Attempt]:
    """Attempts to go on with, newest first, each with `answered_count`."""
    answered = Count("events__item", filter=Q(events__superseded=False), distinct=True)
    started = attempts_of(actor).filter(state=Attempt.State.IN_PROGRESS).select_related("topic")
    return started.annotate(answered_count=answered).order_by("-started_at", "pk")


def finished_attempts_of(actor: Actor) -> QuerySet[Attempt]:
    """Attempts handed in, newest first, with the current mark as `points` of `out_of` once there is one."""
    current = Mark.objects.filter(attempt=OuterRef("pk")).order_by("-scoring_version")
    return (
        attempts_of(actor)
        .filter(submitted_at__isnull=False)
        .select_related("topic")
        .annotate(
            points=Subquery(current.values("points")[:1], output_field=DecimalField()),
            out_of=Subquery(current.values("out_of")[:1], output_field=DecimalField()),
        )
        .order_by("-submitted_at", "pk")
    )


def _compiled_signatures(*, is_guest: bool) -> QuerySet[AttemptItem, tuple[str]]:
    met = AttemptItem.objects.filter(attempt__topic=Parameter("topic", BigIntegerField()), **OWNED_ATTEMPT[is_guest])
    return met.order_by("-attempt__started_at", "-pk").values_list("snapshot__signature")[:RECENT]


MET = {guest: CompiledQuery(partial(_compiled_signatures, is_guest=guest)) for guest in (False, True)}


def signatures_met(actor: Actor, *, topic: Topic) -> frozenset[str]:
    """What this person was asked of late about a topic: the next quiz asks something else if it can."""
    if owns_nothing(actor):
        return frozenset()
    rows = MET[actor.is_guest].rows(**actor.owner, topic=topic.pk)
    return frozenset(signature for (signature,) in rows)


def unscored_attempts(*, now: datetime) -> QuerySet[Attempt]:
    """Handed in a while ago and still not scored; those that failed wait for a person."""
    waiting = Attempt.objects.filter(state=Attempt.State.SUBMITTED, submitted_at__lte=now - SWEEP_AFTER)
    return waiting.exclude(scoring_state=JobState.FAILED).order_by("submitted_at", "pk")


# --- Answers --------------------------------------------------------------------------------------


class KeptAnswer(NamedTuple):
    pk: int
    position: int
    window: int
    sequence: int
    option_id: UUID
    certainty: int | None
    server_time: datetime


KEPT = CompiledQuery(
    lambda: (
        AnswerEvent.objects.filter(attempt=Parameter("attempt", UUIDField()), superseded=False)
        .annotate(position=F("item__position"))
        .values_list(*KeptAnswer._fields)
    )
)


def kept_answers(attempt: Attempt) -> tuple[KeptAnswer, ...]:
    """Every answer that was not superseded, in no order."""
    return tuple(KeptAnswer(*row) for row in KEPT.rows(attempt=attempt.pk))


LOCKED = CompiledQuery(lambda: Attempt.objects.filter(pk=Parameter("attempt", UUIDField())).select_for_update())
ITEMS = CompiledQuery(
    lambda: (
        AttemptItem.objects.filter(attempt=Parameter("attempt", UUIDField()))
        .select_related("snapshot")
        .only("attempt", "position", "snapshot__body")
        .order_by("position")
    )
)


def locked_attempt(attempt_id: UUID) -> Attempt | None:
    """An attempt, whoever owns it, locked until the transaction ends."""
    return LOCKED.row(attempt=attempt_id)


def items_with_bodies(attempt: Attempt) -> list[AttemptItem]:
    """The questions of an attempt in their order, with what was shown."""
    return ITEMS.rows(attempt=attempt.pk)


def counted_answers(attempt: Attempt) -> dict[int, KeptAnswer]:
    """By position, the answers that the mark rests on: late ones only as far as the late rule lets them."""
    return standing(
        answer
        for answer in kept_answers(attempt)
        if counts(attempt, started_at=attempt.started_at, at=answer.server_time)
    )


# --- A question -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One question of an open attempt; `answered` and `open` share out the positions of all of them."""

    attempt: Attempt
    position: int
    stem: Stem
    choices: tuple[Choice, ...]
    answered: tuple[int, ...]
    open: tuple[int, ...]
    sequence: int
    feedback: Feedback | None

    @property
    def count(self) -> int:
        return self.attempt.item_count

    @property
    def is_answered(self) -> bool:
        return self.position in self.answered

    @property
    def previous(self) -> int | None:
        return self.position - 1 if self.position > 1 else None

    @property
    def following(self) -> int | None:
        return self.position + 1 if self.position < self.count else None


def question_page(item: AttemptItem) -> QuestionPage:
    """`item` comes from `shown_item`."""
    answers = kept_answers(item.attempt)
    current = standing(answers)
    given = current.get(item.position)
    chosen = str(given.option_id) if given else None
    is_told = given is not None and item.attempt.tells_at_once
    show = explained_choices if is_told else plain_choices
    positions = range(1, item.attempt.item_count + 1)
    return QuestionPage(
        attempt=item.attempt,
        position=item.position,
        stem=laid_out(item.snapshot.body["stem"]),
        choices=show(item.snapshot.body, order=item.option_order, chosen=chosen),
        answered=tuple(position for position in positions if position in current),
        open=tuple(position for position in positions if position not in current),
        sequence=max((answer.sequence for answer in answers), default=0) + 1,
        feedback=_feedback(item, chosen=chosen) if is_told else None,
    )


def _feedback(item: AttemptItem, *, chosen: str | None) -> Feedback:
    return feedback_on(item.snapshot.body, chosen=chosen, facts=fact_base(item.attempt.topic))


# --- A result -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReviewedQuestion:
    position: int
    stem: Stem
    choices: tuple[Choice, ...]
    feedback: Feedback
    is_answered: bool
    late_answer: str


@dataclass(frozen=True, slots=True)
class AttemptResult:
    """`right` of `out_of`, and between `low` and `high` on similar questions.

    `questions` and `pattern` are empty until the feedback rule lets them be seen.
    """

    noun: str
    right: int
    out_of: int
    low: int
    high: int
    questions: tuple[ReviewedQuestion, ...]
    pattern: Pattern | None


def attempt_result(attempt: Attempt, *, facts: FactBase, now: datetime) -> AttemptResult | None:
    """What a scored attempt came to, from the ledger; None while it has no mark."""
    lines = _lines_of(attempt)
    if not lines:
        return None
    right = sum(line.points == 1 for line in lines)
    low, high = likely_counts(right, len(lines))
    is_told = is_result_told(attempt, now=now)
    return AttemptResult(
        noun=facts.noun,
        right=right,
        out_of=len(lines),
        low=low,
        high=high,
        questions=_reviewed_questions(attempt, lines=lines, facts=facts) if is_told else (),
        pattern=pattern_of((_marked(line) for line in lines), facts=facts) if is_told else None,
    )


def is_result_told(attempt: Attempt, *, now: datetime) -> bool:
    """Whether keys and explanations of an attempt handed in may be seen yet (V14)."""
    if attempt.is_open:
        return False
    if attempt.feedback_rule != FeedbackRule.AT_DATE:
        return True
    return attempt.feedback_at is not None and now >= attempt.feedback_at


def _compiled_lines() -> QuerySet[MarkLine]:
    marks = Mark.objects.filter(attempt=Parameter("attempt", UUIDField())).order_by("-scoring_version")
    lines = MarkLine.objects.filter(mark=Subquery(marks.values("pk")[:1])).select_related("item__snapshot")
    return lines.only("option_id", "points", *LINE).order_by("item__position")


LINES = CompiledQuery(_compiled_lines)


def _lines_of(attempt: Attempt) -> list[MarkLine]:
    return LINES.rows(attempt=attempt.pk)


def _reviewed_questions(attempt: Attempt, *, lines: list[MarkLine], facts: FactBase) -> tuple[ReviewedQuestion, ...]:
    is_timed = closes_at(attempt, started_at=attempt.started_at) is not None
    last = standing(kept_answers(attempt)) if is_timed else {}
    return tuple(_reviewed(line, last=last.get(line.item.position), facts=facts) for line in lines)


def _reviewed(line: MarkLine, *, last: KeptAnswer | None, facts: FactBase) -> ReviewedQuestion:
    body = line.item.snapshot.body
    chosen = str(line.option_id) if line.option_id else None
    choices = explained_choices(body, order=line.item.option_order, chosen=chosen)
    return ReviewedQuestion(
        position=line.item.position,
        stem=laid_out(body["stem"]),
        choices=choices,
        feedback=feedback_on(body, chosen=chosen, facts=facts),
        is_answered=chosen is not None,
        late_answer=_text_of(last, choices=choices) if last and last.option_id != line.option_id else "",
    )


def _text_of(answer: KeptAnswer, *, choices: tuple[Choice, ...]) -> str:
    return next(choice.text for choice in choices if choice.id == str(answer.option_id))


def _marked(line: MarkLine) -> MarkedLine:
    snapshot: ItemSnapshot = line.item.snapshot
    return MarkedLine(method=snapshot.method, dimension=snapshot.dimension, points=line.points)
