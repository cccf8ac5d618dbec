from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import DateTimeField, UUIDField

from accounts.compiled import CompiledChange, CompiledRows, Parameter
from accounts.domain.policy import closes_at, counts
from quizzes.domain.receipts import Sent, Tally
from quizzes.models import Attempt, JobState, Receipt
from quizzes.queries import forgotten_attempts, kept_tally, receipts_to_compare, timed_attempts

HANDED_IN = CompiledChange(
    lambda: Attempt.objects.filter(pk=Parameter("pk", UUIDField()), state=Attempt.State.IN_PROGRESS),
    state=Attempt.State.SUBMITTED,
    submitted_at=Parameter("now", DateTimeField()),
    scoring_state=JobState.QUEUED,
)
RECEIPTS = CompiledRows(Receipt)


class AttemptAlreadySubmitted(Exception):
    """Handed in before: nothing changes."""


class WindowNeverOpened(Exception):
    """Handed in from a window that nobody has opened: nothing changes."""


@transaction.atomic
def submit_attempt(attempt: Attempt, *, now: datetime, sent: Sent | None = None) -> Attempt:
    """Hand in, and keep a receipt.

    Raises AttemptAlreadySubmitted, which a double click may ignore, and WindowNeverOpened.
    """
    if sent is not None and sent.window > attempt.window:
        raise WindowNeverOpened("This quiz was never opened that often. Load the page again.")
    if not HANDED_IN.change(pk=attempt.pk, now=now):
        raise AttemptAlreadySubmitted("This quiz was handed in before.")
    attempt.state, attempt.submitted_at, attempt.scoring_state = Attempt.State.SUBMITTED, now, JobState.QUEUED
    _write_receipt(attempt, sent=sent, now=now)
    return attempt


def _write_receipt(attempt: Attempt, *, sent: Sent | None, now: datetime) -> Receipt:
    window = sent.window if sent else attempt.window
    kept = kept_tally(attempt.pk, window=window)
    receipt = Receipt(
        attempt=attempt,
        window=window,
        sent_count=sent.tally.count if sent else None,
        sent_digest=sent.tally.digest if sent else "",
        kept_count=kept.count,
        kept_digest=kept.digest,
        created_at=now,
    )
    RECEIPTS.enter([receipt])
    return receipt


# --- What nobody handed in ------------------------------------------------------------------------


def hand_in_overdue(*, now: datetime) -> list[Attempt]:
    """Hand in the quizzes whose time is over and for which no later answer would count, as of their end."""
    over = (row for row in timed_attempts() if not counts(row, started_at=row.started_at, at=now))
    return [attempt for attempt in over if _hand_in_late(attempt)]


def _hand_in_late(attempt: Attempt) -> bool:
    end = closes_at(attempt, started_at=attempt.started_at)
    try:
        submit_attempt(attempt, now=end or attempt.started_at)
    except AttemptAlreadySubmitted:
        return False
    return True


def abandon_forgotten(*, now: datetime) -> int:
    """Close the quizzes without a time limit that nobody has touched for long. Their answers stay. How many."""
    return forgotten_attempts(now=now).update(state=Attempt.State.ABANDONED)


# --- Comparing ------------------------------------------------------------------------------------


def compare_receipts(*, now: datetime) -> list[Receipt]:
    """Hold receipts against the rows there are; those that do not agree any more."""
    return [receipt for receipt in _compared(receipts_to_compare(now=now), now=now) if not receipt.agrees]


def _compared(receipts: Iterable[Receipt], *, now: datetime) -> Iterable[Receipt]:
    for receipt in receipts:
        kept = kept_tally(receipt.attempt_id, window=receipt.window, first=receipt.kept_count)
        receipt.agrees = kept == Tally(receipt.kept_count, receipt.kept_digest)
        receipt.compared_at = now
        receipt.save(update_fields=["agrees", "compared_at"])
        yield receipt
