"""Marking: criterion by criterion, finished once, totalled by rule onto the ledger."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from essays.domain.marking import Judgement, Limit, Total, total
from essays.domain.selection import sentence_selection
from essays.domain.sheet import Choice
from essays.domain.text import sentences as sentences_of
from essays.models import (
    Cap,
    CapAnswer,
    Criterion,
    CriterionChoice,
    Evidence,
    JobState,
    Mark,
    Marking,
    MarkLine,
    Submission,
)
from essays.queries import marking_sheet


class MarkOutsideRubric(Exception):
    """No level of the criterion holds this mark."""


class UnknownSentence(Exception):
    """The essay has no sentence of that number."""


class MarkingFinished(Exception):
    """A finished marking does not change."""


class MarkingUnfinished(Exception):
    """Something is still to be answered; the message says what."""


class OtherText(Exception):
    """The sentences were chosen on a text that is not the one handed in."""


def start_marking(submission: Submission, *, role: str, author: User | None, now: datetime) -> Marking:
    """Open the first marking of this role, or go on with the one already begun (V8): the newest of its rounds."""
    newest = submission.markings.filter(role=role).order_by("-round").first()
    if newest is not None:
        return newest
    marking, _ = Marking.objects.get_or_create(
        submission=submission, role=role, round=1, defaults={"author": author, "started_at": now}
    )
    return marking


@transaction.atomic
def mark_again(submission: Submission, *, role: str, author: User | None, reason: str, now: datetime) -> Marking:
    """Begin another round, which leaves those before it as they are, or go on with the one already begun.

    Raises MarkingUnfinished if there is nothing to mark again.
    """
    Submission.objects.select_for_update().get(pk=submission.pk)
    newest = submission.markings.filter(role=role).order_by("-round").first()
    if newest is None:
        raise MarkingUnfinished("This essay has not been marked yet.")
    if newest.finished_at is None:
        return newest
    return Marking.objects.create(
        submission=submission, role=role, round=newest.round + 1, author=author, reason=reason, started_at=now
    )


@transaction.atomic
def save_choice(marking: Marking, *, choice: Choice) -> CriterionChoice:
    """Keep what the marker said on a criterion; saying it again replaces it.

    Raises MarkingFinished, MarkOutsideRubric, UnknownSentence, and OtherText if the sentences were chosen on
    another text than the one handed in.
    """
    locked = _open_marking(marking)
    if choice.text_hash not in ("", locked.submission.text_hash):
        raise OtherText(
            "These sentences were chosen on another version of the essay. Open this page again and choose them here."
        )
    criterion = Criterion.objects.get(rubric=locked.submission.draft.rubric_id, code=choice.criterion)
    level = criterion.levels.filter(lowest__lte=choice.mark, highest__gte=choice.mark).first()
    if level is None:
        raise MarkOutsideRubric(f"No level of {criterion} holds a mark of {choice.mark}.")
    said = {"confidence": choice.confidence, "answer": choice.answer}
    row, _ = CriterionChoice.objects.update_or_create(
        marking=locked,
        criterion=criterion,
        defaults={"level": level.number, "mark": choice.mark, "maximum": criterion.maximum, **said},
    )
    _keep_evidence(row, choice.sentences, text=locked.submission.text)
    _keep_cap_answers(locked, criterion, dict(choice.cap_answers))
    return row


def save_comment(marking: Marking, *, comment: str) -> None:
    """Keep the marker's words to the student. Raises MarkingFinished."""
    if not Marking.objects.filter(pk=marking.pk, finished_at=None).update(comment=comment):
        raise MarkingFinished("This marking is finished.")


@transaction.atomic
def finish_marking(marking: Marking, *, now: datetime) -> Marking:
    """Close the marking and put it in the queue to be totalled. Raises MarkingUnfinished, MarkingFinished."""
    locked = _open_marking(marking)
    gaps = marking_sheet(locked).gaps
    if gaps:
        raise MarkingUnfinished(" ".join(gaps))
    locked.finished_at, locked.totalling_state = now, JobState.QUEUED
    locked.save(update_fields=["finished_at", "totalling_state"])
    return locked


def total_marking(marking_id: UUID | str, *, now: datetime) -> Mark:
    """Put the total of a finished marking on the ledger, once for each scoring version.

    Running it again, even at the same time, finds the entry and changes nothing. A marking with a gap is
    set aside as failed, with the gap in words, and raises MarkingUnfinished.
    """
    _untotalled(marking_id).update(totalling_state=JobState.RUNNING)
    try:
        return _total_once(marking_id, now=now)
    except MarkingUnfinished as error:
        _untotalled(marking_id).update(totalling_state=JobState.FAILED, totalling_error=str(error))
        raise


@transaction.atomic
def _total_once(marking_id: UUID | str, *, now: datetime) -> Mark:
    marking = _locked(marking_id)
    _check_finished(marking)
    mark = marking.marks.filter(scoring_version=marking.scoring_version).first() or _enter(marking, now=now)
    _untotalled(marking_id).update(totalled_at=now, totalling_state=JobState.DONE, totalling_error="")
    return mark


def _check_finished(marking: Marking) -> None:
    gaps = marking_sheet(marking).gaps
    if gaps:
        raise MarkingUnfinished(" ".join(gaps))
    if marking.finished_at is None:
        raise MarkingUnfinished("This marking is not finished, so it has no total.")


def _untotalled(marking_id: UUID | str) -> QuerySet[Marking]:
    return Marking.objects.filter(pk=marking_id, finished_at__isnull=False, totalled_at=None)


def _locked(marking_id: UUID | str) -> Marking:
    return Marking.objects.select_for_update(of=("self",)).select_related("submission__draft").get(pk=marking_id)


def _open_marking(marking: Marking) -> Marking:
    locked = _locked(marking.pk)
    if locked.finished_at is not None:
        raise MarkingFinished("This marking is finished.")
    return locked


def _keep_evidence(choice: CriterionChoice, numbers: Sequence[int], *, text: str) -> None:
    known = {sentence.number: sentence.text for sentence in sentences_of(text)}
    unknown = sorted(set(numbers) - set(known))
    if unknown:
        raise UnknownSentence(f"The essay has no sentence {unknown[0]}.")
    choice.evidence.all().delete()
    places = {number: sentence_selection(text, number) for number in sorted(set(numbers))}
    Evidence.objects.bulk_create(
        Evidence(choice=choice, sentence=number, text=place.quote, start=place.start, end=place.end)
        for number, place in places.items()
    )


def _keep_cap_answers(marking: Marking, criterion: Criterion, answers: Mapping[str, bool]) -> None:
    for cap in criterion.caps.filter(code__in=answers):
        CapAnswer.objects.update_or_create(marking=marking, cap=cap, defaults={"applies": answers[cap.code]})


def _enter(marking: Marking, *, now: datetime) -> Mark:
    criteria = {row.code: row for row in Criterion.objects.filter(rubric=marking.submission.draft.rubric_id)}
    result = _total(marking)
    mark = Mark.objects.create(
        marking=marking,
        scoring_version=marking.scoring_version,
        points=result.points,
        out_of=result.out_of,
        cause=f"{marking.role} marking",
        author=marking.author,
        created_at=now,
    )
    MarkLine.objects.bulk_create(
        MarkLine(mark=mark, criterion=criteria[line.code], chosen=line.chosen, points=line.points, reason=line.reason)
        for line in result.lines
    )
    return mark


def _total(marking: Marking) -> Total:
    choices = marking.choices.select_related("criterion").prefetch_related("evidence")
    holding = Cap.objects.filter(answers__marking=marking, answers__applies=True).order_by("position", "pk")
    limits: dict[int, list[Limit]] = {}
    for cap in holding:
        limits.setdefault(cap.criterion_id, []).append(Limit(cap.maximum, f"{cap.question} {cap.holds}."))
    return total(
        (
            Judgement(
                code=choice.criterion.code,
                chosen=choice.mark,
                maximum=choice.maximum,
                unevidenced_maximum=choice.criterion.unevidenced_maximum,
                evidenced=bool(choice.evidence.all()),
                caps=tuple(limits.get(choice.criterion_id, ())),
            )
            for choice in choices.order_by("criterion__position", "pk")
        ),
        evidence_binds=marking.role == Marking.Role.SELF,
    )
