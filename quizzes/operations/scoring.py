from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import DateTimeField, UUIDField

from accounts.compiled import CompiledChange, CompiledRows, Parameter
from quizzes.domain.regrading import Earned, Regrading, earned, sum_of
from quizzes.models import Attempt, JobState, Mark, MarkLine
from quizzes.queries import (
    KeptAnswer,
    MarkedItem,
    counted_answers,
    locked_attempt,
    marked_items,
    regradings_on,
)

AUTOMATIC = "scored"

PK = {"pk": Parameter("pk", UUIDField())}
SCORED = CompiledChange(
    lambda: Attempt.objects.filter(**PK),
    state=Attempt.State.SCORED,
    scored_at=Parameter("now", DateTimeField()),
    scoring_state=JobState.DONE,
    scoring_error="",
)
MARKS, MARK_LINES = CompiledRows(Mark), CompiledRows(MarkLine)


class AttemptNotSubmitted(Exception):
    """Not handed in yet, so there is nothing to score."""


class ScoringFailed(Exception):
    """The attempt could not be scored; its row says why."""


def score_attempt(attempt_id: UUID, *, now: datetime) -> Attempt:
    """Recompute the mark of an attempt from its rows and enter it in the ledger, once (V5, V6).

    A second run changes nothing. Raises AttemptNotSubmitted, and ScoringFailed after writing why
    on the attempt.
    """
    try:
        return _score(attempt_id, now=now)
    except (LookupError, TypeError, ValueError) as error:
        reason = f"{type(error).__name__}: {error}"
        waiting = Attempt.objects.filter(pk=attempt_id, state=Attempt.State.SUBMITTED)
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
    SCORED.change(pk=attempt_id, now=now)
    return attempt


def _lines(attempt: Attempt) -> list[MarkLine]:
    answers, items = counted_answers(attempt), marked_items(attempt)
    chains = regradings_on(attempt) if any(item.is_regraded for item in items) else {}
    return [_line(item, given=answers.get(item.position), chain=chains.get(item.snapshot_id, ())) for item in items]


def _line(item: MarkedItem, *, given: KeptAnswer | None, chain: Sequence[Regrading]) -> MarkLine:
    option_id, certainty = (given.option_id, given.certainty) if given else (None, None)
    by = earned(item.body, option_id, chain=chain)
    return MarkLine(item_id=item.pk, option_id=option_id, certainty=certainty, points=by.points, out_of=by.out_of)


def _enter_mark(attempt: Attempt, *, lines: list[MarkLine], now: datetime) -> Mark:
    whole = sum_of(Earned(line.points, line.out_of) for line in lines)
    mark = Mark(
        attempt=attempt,
        scoring_version=attempt.scoring_version,
        points=whole.points,
        out_of=whole.out_of,
        cause=AUTOMATIC,
        created_at=now,
    )
    MARKS.enter([mark])
    for line in lines:
        line.mark = mark
    MARK_LINES.enter(lines)
    return mark
