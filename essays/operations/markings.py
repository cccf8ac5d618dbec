"""Marking: criterion by criterion, finished once, totalled by rule onto the ledger."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from essays.domain.marking import Judgement, Limit, Total, total
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


class MarkOutsideLevel(Exception):
    """The mark does not belong to the level chosen, or the level not to the criterion."""


class UnknownSentence(Exception):
    """The essay has no sentence of that number."""


class MarkingFinished(Exception):
    """A finished marking does not change."""


class MarkingUnfinished(Exception):
    """Something is still to be answered; the message says what."""


def start_marking(submission: Submission, *, role: str, author: User | None, now: datetime) -> Marking:
    """Open the marking of this role, or go on with the one already begun (V8)."""
    marking, _ = Marking.objects.get_or_create(
        submission=submission, role=role, round=1, defaults={"author": author, "started_at": now}
    )
    return marking


@transaction.atomic
def save_choice(
    marking: Marking,
    *,
    criterion: str,
    level: int,
    mark: int,
    sentences: Sequence[int],
    cap_answers: Mapping[str, bool],
) -> CriterionChoice:
    """Keep what the marker said on the criterion with this code; saying it again replaces it.

    A cap left out of `cap_answers` keeps its answer. Raises MarkingFinished, MarkOutsideLevel, UnknownSentence.
    """
    locked = _open_marking(marking)
    row = Criterion.objects.get(rubric=locked.submission.draft.rubric_id, code=criterion)
    if not row.levels.filter(number=level, lowest__lte=mark, highest__gte=mark).exists():
        raise MarkOutsideLevel(f"Level {level} of {row} does not hold a mark of {mark}.")
    choice, _ = CriterionChoice.objects.update_or_create(
        marking=locked, criterion=row, defaults={"level": level, "mark": mark, "maximum": row.maximum}
    )
    _keep_evidence(choice, sentences, text=locked.submission.text)
    _keep_cap_answers(locked, row, cap_answers)
    return choice


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
    Evidence.objects.bulk_create(
        Evidence(choice=choice, sentence=number, text=known[number]) for number in sorted(set(numbers))
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
