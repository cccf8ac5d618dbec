"""The look through the bank, a slice at a time, and what editors decide about questions."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from opsmethods.domain.facts import FactBase
from opsmethods.models import Topic
from opsmethods.operations import raise_version
from quizzes.domain.inspection import FIRST, Inspected, Place, Whole, inspected, whole_bank
from quizzes.models import BankCheck, BankItem, JobState, Ruling
from quizzes.queries import bank_digest, same_words


class NotesMovedOn(Exception):
    """The notes are no longer those that this look was begun for; it was dropped."""


def begin_bank_check(topic: Topic, *, facts: FactBase, now: datetime) -> BankCheck | None:
    """The look to be made for these notes; None when it is made, or others are at it."""
    first = {"topic_version": facts.version, "started_at": now, "moved_at": now, "next_model": FIRST.model}
    check, created = BankCheck.objects.get_or_create(topic=topic, digest=bank_digest(facts), defaults=first)
    return check if created else None


def check_bank_further(check_id: int, *, facts: FactBase, now: datetime) -> bool:
    """Look through one slice more. True while there is more to do; a finished look stays as it is.

    Raises NotesMovedOn.
    """
    check = BankCheck.objects.select_related("topic").filter(pk=check_id).first()
    if check is None or check.state == JobState.DONE:
        return False
    if check.digest != bank_digest(facts):
        check.delete()
        raise NotesMovedOn
    # Looking takes half a second, so nothing is locked meanwhile.
    if not check.next_model:
        _finish(check, whole=whole_bank(facts), now=now)
        return False
    rows, following = inspected(facts, Place(check.next_model, check.next_candidate))
    _keep(check, rows=rows, following=following, now=now)
    return True


@transaction.atomic
def _keep(check: BankCheck, *, rows: list[Inspected], following: Place | None, now: datetime) -> None:
    """Keep a slice, unless another worker has kept it meanwhile."""
    place = {"next_model": check.next_model, "next_candidate": check.next_candidate}
    after = {"next_model": following.model, "next_candidate": following.candidate} if following else {"next_model": ""}
    if BankCheck.objects.filter(pk=check.pk, **place).update(**after, state=JobState.RUNNING, moved_at=now):
        BankItem.objects.bulk_create(_item(row, check=check) for row in rows)


def _item(row: Inspected, *, check: BankCheck) -> BankItem:
    return BankItem(
        check_made=check,
        signature=row.signature,
        item_model=row.model,
        method=row.method,
        dimension=row.dimension,
        refused=row.refused,
        flaws="\n".join(row.flaws),
        words=row.words,
        body=row.body,
    )


@transaction.atomic
def _finish(check: BankCheck, *, whole: Whole, now: datetime) -> None:
    """Judge the bank as a whole. Looks at older notes have served."""
    alike = dict(whole.alike) | {later: f"G26: the same words as {first}" for later, first in same_words(check)}
    for signature, flaw in alike.items():
        check.items.filter(signature=signature).update(refused=True, flaws=flaw)
    check.state, check.failings = JobState.DONE, "\n".join(whole.failings)
    check.moved_at = check.finished_at = now
    check.save(update_fields=["state", "failings", "moved_at", "finished_at"])
    BankCheck.objects.filter(topic=check.topic).exclude(pk=check.pk).delete()


# --- Decisions ------------------------------------------------------------------------------------


@transaction.atomic
def mute(topic: Topic, *, item_model: str, signature: str, author: User, now: datetime) -> Ruling:
    """Never ask this question. Muting it again changes nothing."""
    ruling, created = Ruling.objects.get_or_create(
        topic=topic,
        item_model=item_model,
        signature=signature,
        guard="",
        defaults={"decision": Ruling.Decision.MUTED, "author": author, "decided_at": now},
    )
    if created:
        raise_version(topic)
    return ruling


def accept(topic: Topic, *, item_model: str, guard: str, author: User, now: datetime, signature: str = "") -> Ruling:
    """The warning of a guard is no reason to look again; without a signature, for every question of the item model."""
    ruling, _ = Ruling.objects.get_or_create(
        topic=topic,
        item_model=item_model,
        signature=signature,
        guard=guard,
        defaults={"decision": Ruling.Decision.ACCEPTED, "author": author, "decided_at": now},
    )
    return ruling


@transaction.atomic
def take_back(ruling: Ruling) -> None:
    """As if it had never been decided."""
    ruling.delete()
    if ruling.decision == Ruling.Decision.MUTED:
        raise_version(ruling.topic)
