"""What teachers do with an essay that was handed in: one at a time, and never over the student's own marks."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.formats import time_format
from django.utils.timezone import localtime

from accounts.models import User
from essays.domain.moderation import Verdict, agreed_choice
from essays.domain.selection import NotASelection, select, sentence_selection
from essays.domain.sheet import Choice, Passage
from essays.models import Marking, PassageComment, SavedComment, Submission
from essays.operations.markings import (
    MarkingFinished,
    MarkingUnfinished,
    UnknownSentence,
    finish_marking,
    save_choice,
    save_comment,
    start_marking,
)
from essays.queries import finished_marking, marking_sheet

LEASE = timedelta(minutes=30)


class LeasedToOther(Exception):
    """Another teacher has the script open; the message says who, and until when."""


def take_lease(submission: Submission, *, holder: User, now: datetime) -> datetime:
    """Keep the script for this teacher; until when. Whoever has it renews it, a lease that has run out is taken over.

    One statement decides, so that of two teachers at once one gets it. Raises LeasedToOther.
    """
    until = now + LEASE
    free = Q(leased_by=None) | Q(leased_by=holder) | Q(leased_until__lte=now)
    if Submission.objects.filter(free, pk=submission.pk).update(leased_by=holder, leased_until=until):
        return until
    held = Submission.objects.select_related("leased_by").get(pk=submission.pk)
    name = held.leased_by.display_name if held.leased_by else "Another teacher"
    until = held.leased_until or now
    raise LeasedToOther(f"{name} has this script open to mark it, until {time_format(localtime(until), 'H:i')}.")


def release_lease(submission: Submission, *, holder: User) -> None:
    """Give the script back; somebody else's lease stays."""
    Submission.objects.filter(pk=submission.pk, leased_by=holder).update(leased_by=None, leased_until=None)


@transaction.atomic
def give_marking(submission: Submission, *, role: str, author: User, verdict: Verdict, now: datetime) -> Marking:
    """A marking whole or not at all, left to be totalled.

    Raises what `save_choice` raises, MarkingUnfinished and, when there is a finished one of this role, MarkingFinished.
    """
    marking = start_marking(submission, role=role, author=author, now=now)
    for choice in verdict.choices:
        save_choice(marking, choice=choice)
    save_comment(marking, comment=verdict.comment)
    for passage in verdict.passages:
        comment_on_passage(marking, passage=passage, now=now)
        if passage.keep:
            keep_comment(author, criterion=passage.criterion, text=passage.text, now=now)
    return finish_marking(marking, now=now)


def agree(
    submission: Submission, *, teacher: User, comment: str = "", passages: Iterable[Passage] = (), now: datetime
) -> Marking:
    """A teacher's marking with the marks that the self-mark counts for and its cap answers, left to be totalled.

    Raises MarkingUnfinished when there is no finished self-mark, MarkingFinished when a teacher has marked already.
    """
    own = finished_marking(submission, role=Marking.Role.SELF)
    if own is None:
        raise MarkingUnfinished("There is no self-mark to agree with: the student has not finished marking.")
    choices = tuple(agreed_choice(sheet) for sheet in marking_sheet(own).criteria)
    verdict = Verdict(choices=choices, comment=comment, passages=tuple(passages))
    return give_marking(submission, role=Marking.Role.TEACHER, author=teacher, verdict=verdict, now=now)


def settle(submission: Submission, *, teacher: User, choices: Iterable[Choice], reason: str, now: datetime) -> Marking:
    """The mark that student and teacher agree on, a row of its own beside theirs, left to be totalled.

    Raises MarkingUnfinished until both have finished theirs, MarkingFinished when something is agreed already.
    """
    if any(finished_marking(submission, role=role) is None for role in (Marking.Role.SELF, Marking.Role.TEACHER)):
        raise MarkingUnfinished("A mark is agreed once both the student and a teacher have marked this essay.")
    verdict = Verdict(choices=tuple(choices), comment=reason)
    return give_marking(submission, role=Marking.Role.AGREED, author=teacher, verdict=verdict, now=now)


@transaction.atomic
def comment_on_passage(marking: Marking, *, passage: Passage, now: datetime) -> PassageComment:
    """Keep words about a passage, with the place where it stands. Raises MarkingFinished, UnknownSentence."""
    locked = Marking.objects.select_for_update(of=("self",)).select_related("submission").get(pk=marking.pk)
    if locked.finished_at is not None:
        raise MarkingFinished("This marking is finished.")
    text = locked.submission.text
    try:
        start, end = sentence_selection(text, passage.first).start, sentence_selection(text, passage.last).end
        place = select(text, start=start, end=end)
    except NotASelection as error:
        raise UnknownSentence(f"The essay has no passage {passage.first} to {passage.last}.") from error
    said = {"text": passage.text, "criterion": passage.criterion, "created_at": now}
    return PassageComment.objects.create(marking=locked, start=place.start, end=place.end, quote=place.quote, **said)


def keep_comment(author: User, *, criterion: str, text: str, now: datetime) -> SavedComment:
    """Put words into a teacher's comment bank. What is there already counts as used now."""
    saved, _ = SavedComment.objects.update_or_create(
        author=author, criterion=criterion, text=text, defaults={"used_at": now}
    )
    return saved


def drop_comment(author: User, *, pk: int) -> bool:
    """Take an entry out of the teacher's own bank; False if it is none. Scripts have the words for themselves."""
    dropped, _ = SavedComment.objects.filter(author=author, pk=pk).delete()
    return bool(dropped)


def use_comment(author: User, *, key: str, now: datetime) -> SavedComment | None:
    """An entry of the teacher's own bank by its key as it was typed, which counts as used now; else None."""
    saved = SavedComment.objects.filter(author=author, pk=int(key)).first() if key.isdecimal() else None
    if saved is not None:
        saved.used_at = now
        saved.save(update_fields=["used_at"])
    return saved
