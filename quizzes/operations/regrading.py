"""Regrades: decided once, then applied to the ledger a slice of attempts at a time (V6, V11)."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from accounts.models import User
from accounts.operations import notify
from quizzes.domain.regrading import Direction, Earned, Regrading, check_fit, earned, in_words, spoken, sum_of
from quizzes.models import Attempt, AttemptItem, ItemSnapshot, Mark, MarkLine, Regrade
from quizzes.operations.bank import mute
from quizzes.operations.reporting import answer_reports
from quizzes.queries import count_changes, is_result_told, lines_of_marks, open_reports_of, regradings_of

REGRADED = "regraded"
SLICE = 100


class RegradeUnderWay(Exception):
    """Another regrade of this question is still being applied."""


def confirm_regrade(
    snapshot: ItemSnapshot, *, regrade_id: UUID, regrading: Regrading, mutes: bool, author: User, now: datetime
) -> Regrade:
    """Decide it, and answer who reported the question. What is scored from now on follows it; what was scored waits
    for `apply_regrade`.

    The id is made by the page that asks, so that a double click is one decision. With `mutes`, and always when it is
    withdrawn, the question is never asked again. Raises UnfitRegrading and RegradeUnderWay.
    """
    if (made := _made(snapshot, regrade_id)) is not None:
        return made
    check_fit(snapshot.body, regrading, chain=regradings_of(snapshot))
    regrade = Regrade(
        pk=regrade_id, snapshot=snapshot, **asdict(regrading), author=author, created_at=now, moved_at=now
    )
    try:
        return _confirmed(regrade, mutes=mutes or regrading.cause == Regrade.Cause.WITHDRAWN, author=author)
    except IntegrityError:
        if (made := _made(snapshot, regrade_id)) is not None:
            return made
        if not Regrade.objects.filter(snapshot=snapshot, applied_at=None).exists():
            raise
    raise RegradeUnderWay("Another regrade of this question is still being applied. Try again in a moment.")


def _made(snapshot: ItemSnapshot, regrade_id: UUID) -> Regrade | None:
    return Regrade.objects.filter(pk=regrade_id, snapshot=snapshot).first()


@transaction.atomic
def _confirmed(regrade: Regrade, *, mutes: bool, author: User) -> Regrade:
    regrade.save(force_insert=True)
    if mutes:
        asked = regrade.snapshot
        mute(
            asked.topic,
            item_model=asked.item_model,
            signature=asked.signature,
            author=author,
            now=regrade.created_at,
        )
    answer = spoken(regrade.regrading)
    answer_reports(open_reports_of(regrade.snapshot), text=answer, author=author, now=regrade.created_at)
    return regrade


@transaction.atomic
def apply_regrade(regrade_id: UUID, *, now: datetime) -> bool:
    """Mark one slice of attempts anew and tell whose mark changed. True while there is more to do.

    Repeated, it changes nothing: a mark is entered only where it differs from the one that stands.
    """
    waiting = Regrade.objects.select_for_update(of=("self",)).filter(pk=regrade_id, applied_at=None)
    regrade = waiting.select_related("snapshot", "author").first()
    if regrade is None:
        return False
    attempts = _following(regrade)
    if not attempts:
        _finish(regrade, now=now)
        return False
    _enter_marks(regrade, attempts=attempts, now=now)
    regrade.next_attempt, regrade.moved_at = attempts[-1], now
    regrade.save(update_fields=["next_attempt", "moved_at"])
    return True


def _following(regrade: Regrade) -> list[UUID]:
    """The next attempts that hold the question, in the order of their ids."""
    items = AttemptItem.objects.filter(snapshot=regrade.snapshot_id)
    if regrade.next_attempt is not None:
        items = items.filter(attempt__gt=regrade.next_attempt)
    return list(items.order_by("attempt").values_list("attempt", flat=True)[:SLICE])


def _finish(regrade: Regrade, *, now: datetime) -> None:
    counts = count_changes(regrade)
    regrade.marks_up, regrade.marks_down = counts[Direction.UP], counts[Direction.DOWN]
    regrade.marks_same = counts[Direction.SAME]
    regrade.applied_at = regrade.moved_at = now
    regrade.save(update_fields=["marks_up", "marks_down", "marks_same", "applied_at", "moved_at"])


def _enter_marks(regrade: Regrade, *, attempts: Sequence[UUID], now: datetime) -> None:
    # The lock waits for a worker that scores one of them and may not have seen the regrade; whatever its state was.
    locked = Attempt.objects.select_for_update(of=("self",)).filter(pk__in=attempts).order_by("pk")
    by_id = {attempt.pk: attempt for attempt in locked.select_related("user")}
    chain = regradings_of(regrade.snapshot)
    changed: list[tuple[Mark, Mark, list[MarkLine]]] = []
    for before in lines_of_marks(attempts).values():
        lines = [_regraded(line, regrade=regrade, chain=chain) for line in before]
        new, old = sum_of(map(_earned_by, lines)), sum_of(map(_earned_by, before))
        if new != old:
            changed.append((before[0].mark, _following_mark(before[0].mark, new, regrade=regrade, now=now), lines))
    _append([(mark, lines) for _, mark, lines in changed])
    for old_mark, mark, _ in changed:
        _tell(by_id[mark.attempt_id], old=_sum(old_mark), new=_sum(mark), regrade=regrade, now=now)


def _regraded(line: MarkLine, *, regrade: Regrade, chain: Sequence[Regrading]) -> MarkLine:
    """The same line for the next mark, or what the question earns now."""
    now = _earned_by(line)
    if line.item.snapshot_id == regrade.snapshot_id:
        now = earned(regrade.snapshot.body, line.option_id, chain=chain)
    return MarkLine(
        item=line.item, option_id=line.option_id, certainty=line.certainty, points=now.points, out_of=now.out_of
    )


def _earned_by(line: MarkLine) -> Earned:
    return Earned(line.points, line.out_of)


def _sum(mark: Mark) -> Earned:
    return Earned(mark.points, int(mark.out_of))


def _following_mark(mark: Mark, total: Earned, *, regrade: Regrade, now: datetime) -> Mark:
    return Mark(
        attempt_id=mark.attempt_id,
        scoring_version=mark.scoring_version + 1,
        points=total.points,
        out_of=total.out_of,
        cause=REGRADED,
        regrade=regrade,
        author=regrade.author,
        created_at=now,
    )


def _append(marks: Sequence[tuple[Mark, Sequence[MarkLine]]]) -> None:
    Mark.objects.bulk_create(mark for mark, _ in marks)
    for mark, lines in marks:
        for line in lines:
            line.mark = mark
    MarkLine.objects.bulk_create(line for _, lines in marks for line in lines)
    attempts = Attempt.objects.filter(pk__in=[mark.attempt_id for mark, _ in marks])
    attempts.update(scoring_version=F("scoring_version") + 1)


def _tell(attempt: Attempt, *, old: Earned, new: Earned, regrade: Regrade, now: datetime) -> None:
    """Guests read it with their result. Why is not told before the answers may be."""
    if attempt.user is None or attempt.submitted_at is None:
        return
    day = date_format(localtime(attempt.submitted_at), "j F")
    why = regrade.note if is_result_told(attempt, now=now) else "You can read why when the answers may be seen."
    url = reverse("quizzes:attempt_result", args=[attempt.pk])
    notify(attempt.user, text=f"Your quiz of {day}: your mark changed {in_words(old, new)}. {why}", url=url, now=now)
