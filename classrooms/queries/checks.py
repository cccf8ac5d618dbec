"""How near self-marks come to the teacher's for one piece of set work, and which scripts to open first."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any

from django.db.models import Avg, Count, Exists, F, IntegerField, Max, OuterRef, QuerySet
from django.db.models.functions import Abs, Cast

from classrooms.domain.checks import AgreementRow, AgreementTable, ScriptToOpen
from classrooms.models import Assignment
from classrooms.queries.classes import STUDENT
from classrooms.queries.work import ClassWork
from essays.domain.agreement import KAPPA, RESAMPLES, Scope, agreement
from essays.domain.sampling import CriterionRecord, Moderated, Pick, Script, Training, open_first
from essays.models import CriterionChoice, Marking, MarkLine, Trial

SELF, TEACHER = Marking.Role.SELF, Marking.Role.TEACHER
SHARE = 0.3
NOTHING_SEEN = Training()
ON = "mark__marking__submission__draft__"


@dataclass(frozen=True, slots=True)
class Checks:
    """What a teacher sees of the self-marks of one essay that was set."""

    agreement: AgreementTable
    to_open: tuple[ScriptToOpen, ...]


@dataclass(frozen=True, slots=True)
class _Pair:
    """The marks of one criterion, once both have marked the same version of an essay."""

    code: str
    name: str
    maximum: int
    own: int
    teacher: int


@dataclass(frozen=True, slots=True)
class _Records:
    """What is known of the students of a class before anybody opens a script of this work."""

    training: Mapping[tuple[int, str], Training]
    moderated: Mapping[tuple[int, str], Moderated]
    marked_at: Mapping[int, datetime]


def self_mark_checks(assignment: Assignment, *, progress: ClassWork, rng: Random, now: datetime) -> Checks:
    """For a set essay, of the students who are still in the class. The same `rng` gives the same scripts to open,
    whichever of them the teacher has marked meanwhile.
    """
    lines = list(_lines(assignment))
    choices = list(_newest_choices(assignment))
    scripts = _scripts(choices, records=_records(assignment, lines), now=now)
    picks = open_first(scripts, share=SHARE, rng=rng)
    marked = {str(row.draft_id) for row in choices if row.teacher_marked}
    lot = {pick.key for pick in picks if pick.random}
    by_lot = any(script.key not in marked for script in scripts)
    pairs = _pairs(line for line in lines if line.assignment_id == assignment.pk)
    counted = [found for draft, found in pairs.items() if not by_lot or str(draft) in lot]
    table = AgreementTable(_rows(counted, rng=rng), n=len(counted), self_marked=len(scripts), by_lot=by_lot)
    return Checks(table, _to_open((pick for pick in picks if pick.key not in marked), choices, progress=progress))


def _lines(assignment: Assignment) -> QuerySet[MarkLine, Any]:
    """Each criterion as it counts, of every essay of the class: the newest rounds last."""
    present = {
        f"{ON}hand_in__assignment__classroom": assignment.classroom_id,
        f"{ON}user__memberships__classroom": assignment.classroom_id,
        f"{ON}user__memberships__role": STUDENT,
    }
    rows = MarkLine.objects.filter(**present, mark__marking__role__in=[SELF, TEACHER])
    order = ("mark__marking__round", "mark__scoring_version", "criterion__position", "pk")
    columns = {
        "assignment_id": F(f"{ON}hand_in__assignment"),
        "user_id": F(f"{ON}user"),
        "draft_id": F(f"{ON}pk"),
        "version": F("mark__marking__submission__round"),
        "role": F("mark__marking__role"),
        "finished_at": F("mark__marking__finished_at"),
        "code": F("criterion__code"),
        "name": F("criterion__name"),
        "maximum": F("criterion__maximum"),
    }
    ordered = rows.order_by("mark__marking__submission__round", *order)
    return ordered.annotate(**columns).values_list("points", *columns, named=True)


def _newest_choices(assignment: Assignment) -> Iterable[Any]:
    """What each writer chose when they last finished marking, and whether a teacher has marked that version."""
    teacher = Marking.objects.filter(
        submission=OuterRef("marking__submission"), role=TEACHER, finished_at__isnull=False
    )
    of_work = CriterionChoice.objects.filter(
        marking__role=SELF,
        marking__finished_at__isnull=False,
        marking__submission__draft__hand_in__assignment=assignment,
        marking__submission__draft__user__memberships__classroom=assignment.classroom_id,
        marking__submission__draft__user__memberships__role=STUDENT,
    )
    columns = {
        "user_id": F("marking__submission__draft__user"),
        "draft_id": F("marking__submission__draft"),
        "submission_id": F("marking__submission"),
        "code": F("criterion__code"),
        "unevidenced_maximum": F("criterion__unevidenced_maximum"),
        "sentences": Count("evidence", distinct=True),
        "levels": Max("criterion__levels__number"),
        "teacher_marked": Exists(teacher),
    }
    ordered = of_work.order_by("marking__submission__round", "marking__round", "criterion__position", "pk")
    rows = ordered.annotate(**columns).values_list("mark", "maximum", *columns, named=True)
    return {(row.draft_id, row.code): row for row in rows}.values()


def _records(assignment: Assignment, lines: Iterable[Any]) -> _Records:
    earlier = [line for line in lines if line.assignment_id != assignment.pk]
    differences: dict[tuple[int, str], list[int]] = defaultdict(list)
    users = {line.draft_id: line.user_id for line in earlier}
    for draft, found in _pairs(earlier).items():
        for pair in found:
            differences[users[draft], pair.code].append(pair.teacher - pair.own)
    marked_at: dict[int, datetime] = {}
    for line in earlier:
        if line.role == TEACHER:
            marked_at[line.user_id] = max(line.finished_at, marked_at.get(line.user_id, line.finished_at))
    moderated = {key: Moderated(len(found), sum(found) / len(found)) for key, found in differences.items()}
    return _Records(_training(assignment), moderated, marked_at)


def _training(assignment: Assignment) -> dict[tuple[int, str], Training]:
    """How far the students were from the sample marks."""
    trials = Trial.objects.filter(
        exemplar__prompt__topic=assignment.topic_id,
        user__memberships__classroom=assignment.classroom_id,
        user__memberships__role=STUDENT,
    )
    off = Cast("mark", IntegerField()) - Cast("sample_mark", IntegerField())
    rows = trials.values_list("user_id", "criterion").annotate(n=Count("pk"), signed=Avg(off), absolute=Avg(Abs(off)))
    return {(user, code): Training(n, signed, absolute) for user, code, n, signed, absolute in rows.order_by()}


def _scripts(choices: Iterable[Any], *, records: _Records, now: datetime) -> list[Script]:
    by_draft: dict[Any, list[Any]] = defaultdict(list)
    for row in choices:
        by_draft[row.draft_id].append(row)
    return [_script(str(draft), rows, records=records, now=now) for draft, rows in by_draft.items()]


def _script(key: str, rows: list[Any], *, records: _Records, now: datetime) -> Script:
    last = records.marked_at.get(rows[0].user_id)
    criteria = tuple(
        CriterionRecord(
            code=row.code,
            marks_per_level=row.maximum / row.levels,
            sentences=row.sentences,
            is_above_evidence=not row.sentences and row.mark > row.unevidenced_maximum,
            training=records.training.get((row.user_id, row.code), NOTHING_SEEN),
            moderated=records.moderated.get((row.user_id, row.code), Moderated()),
        )
        for row in rows
    )
    return Script(key, criteria, days=(now - last).days if last else None)


def _pairs(lines: Iterable[Any]) -> dict[Any, list[_Pair]]:
    """By draft: the newest version that both have marked, criterion by criterion."""
    versions: dict[tuple[Any, int], dict[str, dict[str, Any]]] = defaultdict(lambda: defaultdict(dict))
    for line in lines:
        versions[line.draft_id, line.version][line.code][line.role] = line
    found: dict[Any, list[_Pair]] = {}
    for (draft, _), criteria in versions.items():
        both = [marks for marks in criteria.values() if len(marks) == 2]
        if both:
            found[draft] = [_pair(marks[SELF], marks[TEACHER]) for marks in both]
    return found


def _pair(own: Any, teacher: Any) -> _Pair:
    return _Pair(own.code, own.name, own.maximum, own.points, teacher.points)


def _rows(scripts: list[list[_Pair]], *, rng: Random) -> tuple[AgreementRow, ...]:
    """A row for each criterion, then the total. There is no interval to find for a kappa that is not shown."""
    by_code: dict[str, list[_Pair]] = defaultdict(list)
    for pair in (pair for pairs in scripts for pair in pairs):
        by_code[pair.code].append(pair)
    rows = [(f"{code} {found[-1].name}", found) for code, found in sorted(by_code.items())]
    totals = [_total(pairs) for pairs in scripts]
    return tuple(_row(name, found, rng=rng) for name, found in [*rows, ("Total", totals)] if found)


def _row(name: str, found: list[_Pair], *, rng: Random) -> AgreementRow:
    maximum = max(pair.maximum for pair in found)
    marks = [(pair.own, pair.teacher) for pair in found]
    resamples = RESAMPLES if len(marks) >= KAPPA[Scope.GROUP] else 0
    return AgreementRow(
        name, maximum, agreement(marks, maximum=maximum, scope=Scope.GROUP, rng=rng, resamples=resamples)
    )


def _total(pairs: list[_Pair]) -> _Pair:
    sums = (sum(pair.maximum for pair in pairs), sum(pair.own for pair in pairs), sum(pair.teacher for pair in pairs))
    return _Pair("", "Total", *sums)


def _to_open(picks: Iterable[Pick], choices: Iterable[Any], *, progress: ClassWork) -> tuple[ScriptToOpen, ...]:
    submissions = {str(row.draft_id): row.submission_id for row in choices}
    students = {str(row.work.draft_id): row.student for row in progress.rows}
    return tuple(ScriptToOpen(students[pick.key], str(submissions[pick.key]), pick) for pick in picks)
