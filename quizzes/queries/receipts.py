"""What a student was told at hand-in, and a code by which staff can check it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core import signing
from django.db.models import IntegerField, Q, QuerySet, UUIDField

from accounts.compiled import CompiledQuery, Parameter
from quizzes.domain.receipts import Tally, agree, line_of, tally_of
from quizzes.models import AnswerEvent, Attempt, Receipt

SALT = "quizzes.receipt"
COMPARED_FOR = timedelta(days=30)
COMPARED_EVERY = timedelta(hours=12)


def _compiled_lines() -> QuerySet[AnswerEvent, tuple[UUID, int, UUID]]:
    window = {"attempt": Parameter("attempt", UUIDField()), "window": Parameter("window", IntegerField())}
    events = AnswerEvent.objects.filter(**window).order_by("pk")
    return events.values_list("client_uuid", "sequence", "option_id")


LINES = CompiledQuery(_compiled_lines)
OWN = CompiledQuery(lambda: Receipt.objects.filter(attempt=Parameter("attempt", UUIDField())))


def kept_tally(attempt_id: UUID, *, window: int, first: int | None = None) -> Tally:
    """Of every answer stored from a window of an attempt, counted or not; of the `first` so many, as they came.

    The lock on the attempt puts rows in the order in which they were kept, so what comes after a hand-in is at the end.
    """
    rows = LINES.rows(attempt=attempt_id, window=window)
    return tally_of(line_of(*row) for row in rows[:first])


def receipts_to_compare(*, now: datetime) -> QuerySet[Receipt]:
    """Those never compared, and each night those of late once more."""
    of_late = Q(created_at__gte=now - COMPARED_FOR, compared_at__lt=now - COMPARED_EVERY)
    return Receipt.objects.filter(Q(compared_at__isnull=True) | of_late).order_by("created_at", "pk")


@dataclass(frozen=True, slots=True)
class ToldReceipt:
    """`missing`: the browser said it had sent more, or other, answers than there are."""

    kept_count: int
    created_at: datetime
    code: str
    missing: bool


def told_receipt(attempt: Attempt) -> ToldReceipt | None:
    """What the result page says about the hand-in; None for attempts from before receipts."""
    receipt = OWN.row(attempt=attempt.pk)
    if receipt is None:
        return None
    sent = Tally(receipt.sent_count or 0, receipt.sent_digest)
    kept = Tally(receipt.kept_count, receipt.kept_digest)
    # A browser that has forgotten some of what it sent says less: that is no loss.
    missing = sent.count > kept.count or (sent.count == kept.count and not agree(sent, kept))
    return ToldReceipt(receipt.kept_count, receipt.created_at, code_of(receipt), missing)


def code_of(receipt: Receipt) -> str:
    """The receipt as a signed text, which nobody but this site can make."""
    told = [str(receipt.attempt_id), receipt.window, receipt.kept_count, receipt.kept_digest]
    return signing.dumps(told, salt=SALT)


class ForgedReceipt(ValueError):
    """The code was not made by this site, or not whole."""


@dataclass(frozen=True, slots=True)
class CheckedReceipt:
    """What a code says, beside what is stored now. `attempt` is None when it is gone."""

    attempt: Attempt | None
    told: Tally
    stored: Tally

    @property
    def agrees(self) -> bool:
        return self.attempt is not None and self.told == self.stored


def checked_receipt(code: str) -> CheckedReceipt:
    """Raises ForgedReceipt."""
    try:
        attempt_id, window, count, digest = signing.loads(code.strip(), salt=SALT)
    except (signing.BadSignature, ValueError) as error:
        raise ForgedReceipt("This is no receipt of this site, or not all of it.") from error
    attempt = Attempt.objects.select_related("topic", "user").filter(pk=attempt_id).first()
    return CheckedReceipt(attempt, Tally(count, digest), kept_tally(UUID(attempt_id), window=window, first=count))
