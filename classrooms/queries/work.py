"""Set work: for its students, and for its teacher."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.urls import reverse

from accounts.domain.policy import is_late
from accounts.models import User
from classrooms.domain.work import WorkState, essay_state, quiz_state
from classrooms.models import Assignment, Classroom, HandIn, Membership
from classrooms.queries.classes import STUDENT, students_of, taught_by
from essays.models import Mark as EssayMark
from essays.models import Marking, Prompt, Submission
from essays.queries import published_rubric
from quizzes.models import Mark as QuizMark

HANDED_IN = Q(hand_ins__attempt__submitted_at__isnull=False) | Q(hand_ins__draft__submissions__isnull=False)


@dataclass(frozen=True, slots=True)
class Work:
    """How far one person is with one piece of set work. Points are None until they are counted."""

    state: WorkState = WorkState.NOT_STARTED
    late: bool = False
    attempt_id: UUID | None = None
    draft_id: UUID | None = None
    submission_id: UUID | None = None
    out_of: int | None = None
    quiz_points: Decimal | None = None
    self_points: Decimal | None = None
    teacher_points: Decimal | None = None

    @property
    def url(self) -> str:
        """Where the student goes on; empty before the start."""
        if self.submission_id:
            return reverse("essays:submission_detail", args=[self.submission_id])
        if self.draft_id:
            return reverse("essays:draft_edit", args=[self.draft_id])
        if self.attempt_id and self.state.is_handed_in:
            return reverse("quizzes:attempt_result", args=[self.attempt_id])
        return reverse("quizzes:attempt_item", args=[self.attempt_id, 1]) if self.attempt_id else ""


@dataclass(frozen=True, slots=True)
class SetWork:
    """Set work as its student sees it."""

    assignment: Assignment
    work: Work
    overdue: bool


@dataclass(frozen=True, slots=True)
class StudentWork:
    student: str
    work: Work


@dataclass(frozen=True, slots=True)
class ClassWork:
    """Set work as its teacher sees it: a row for each present student, by name."""

    rows: tuple[StudentWork, ...]

    @property
    def not_started(self) -> int:
        return sum(row.work.state == WorkState.NOT_STARTED for row in self.rows)

    @property
    def handed_in(self) -> int:
        return sum(row.work.state.is_handed_in for row in self.rows)

    @property
    def working(self) -> int:
        return len(self.rows) - self.not_started - self.handed_in


def assignments_by(user: User) -> QuerySet[Assignment]:
    """Work set in the classes the user teaches."""
    return _in_order(Assignment.objects.filter(classroom__in=taught_by(user)))


def assignments_for(user: User, *, now: datetime) -> QuerySet[Assignment]:
    """Work the user has now, read from membership: whoever joined late has it too (V12)."""
    classes = Membership.objects.filter(user=user, role=STUDENT).values("classroom")
    return _in_order(Assignment.objects.filter(classroom__in=classes, opens_at__lte=now))


def assignments_in(classroom: Classroom) -> QuerySet[Assignment]:
    """For the teacher: everything set, with how many of the present students handed it in."""
    present = Membership.objects.filter(classroom=OuterRef("classroom"), role=STUDENT).values("user")
    handed_in = Count("hand_ins", filter=HANDED_IN & Q(hand_ins__user__in=present), distinct=True)
    return _in_order(Assignment.objects.filter(classroom=classroom)).annotate(handed_in_count=handed_in)


def set_work_in(classroom: Classroom, *, user: User, now: datetime) -> tuple[SetWork, ...]:
    return _set_work(assignments_for(user, now=now).filter(classroom=classroom), user=user, now=now)


def assignments_open(user: User, *, now: datetime) -> tuple[SetWork, ...]:
    """What the user still has to do, soonest due first: not handed in, or handed in and not yet self-marked."""
    everything = _set_work(assignments_for(user, now=now), user=user, now=now)
    return tuple(work for work in everything if _is_to_do(work))


def assignment_progress(assignment: Assignment) -> ClassWork:
    started = {row.user_id: _work_of(row) for row in _hand_ins().filter(assignment=assignment)}
    students = students_of(assignment.classroom)
    return ClassWork(tuple(StudentWork(m.user.display_name, started.get(m.user_id, Work())) for m in students))


def work_of(hand_in: HandIn) -> Work:
    return _work_of(_hand_ins().get(pk=hand_in.pk))


def can_be_started(prompt: Prompt, *, level: str) -> bool:
    """Whether a student can write on the prompt at this level: it has a wording and a published rubric."""
    return prompt.variants.filter(level=level).exists() and published_rubric(prompt, level=level) is not None


def _in_order(assignments: QuerySet[Assignment]) -> QuerySet[Assignment]:
    return assignments.select_related("classroom", "topic", "prompt").order_by("due_at", "pk")


def _is_to_do(work: SetWork) -> bool:
    if work.assignment.is_essay:
        return work.work.state in (WorkState.NOT_STARTED, WorkState.WRITING, WorkState.HANDED_IN)
    return not work.work.state.is_handed_in


def _set_work(assignments: QuerySet[Assignment], *, user: User, now: datetime) -> tuple[SetWork, ...]:
    own = Prefetch("hand_ins", _hand_ins().filter(user=user), to_attr="own_hand_ins")
    return tuple(_set_work_row(assignment, now=now) for assignment in assignments.prefetch_related(own))


def _set_work_row(assignment: Any, *, now: datetime) -> SetWork:
    work = _work_of(assignment.own_hand_ins[0]) if assignment.own_hand_ins else Work()
    overdue = assignment.due_at < now and not work.state.is_handed_in
    return SetWork(assignment=assignment, work=work, overdue=overdue)


def _hand_ins() -> QuerySet[HandIn]:
    """Hand-ins with everything a `Work` is read from, in one statement."""
    submissions = Submission.objects.filter(draft=OuterRef("draft")).order_by("-round")
    quiz_marks = QuizMark.objects.filter(attempt=OuterRef("attempt")).order_by("-scoring_version")
    return HandIn.objects.select_related("attempt", "draft").annotate(
        submission_id=Subquery(submissions.values("pk")[:1]),
        submission_late=Subquery(submissions.values("late")[:1]),
        quiz_points=Subquery(quiz_marks.values("points")[:1]),
        quiz_out_of=Subquery(quiz_marks.values("out_of")[:1]),
        self_marked=_marked(Marking.Role.SELF),
        self_points=_points(Marking.Role.SELF),
        teacher_marked=_marked(Marking.Role.TEACHER),
        teacher_points=_points(Marking.Role.TEACHER),
    )


def _marked(role: str) -> Exists:
    return Exists(Marking.objects.filter(submission__draft=OuterRef("draft"), role=role, finished_at__isnull=False))


def _points(role: str) -> Subquery:
    marks = EssayMark.objects.filter(marking__submission__draft=OuterRef("draft"), marking__role=role)
    latest = marks.order_by("-marking__submission__round", "-marking__round", "-scoring_version")
    return Subquery(latest.values("points")[:1])


def _work_of(row: Any) -> Work:
    return _quiz_work(row) if row.attempt_id else _essay_work(row)


def _quiz_work(row: Any) -> Work:
    attempt, handed_in_at = row.attempt, row.attempt.submitted_at
    return Work(
        state=quiz_state(handed_in=handed_in_at is not None, scored=row.quiz_points is not None),
        late=bool(handed_in_at and is_late(attempt, started_at=attempt.started_at, at=handed_in_at)),
        attempt_id=attempt.pk,
        out_of=attempt.item_count if row.quiz_out_of is None else int(row.quiz_out_of),
        quiz_points=row.quiz_points,
    )


def _essay_work(row: Any) -> Work:
    handed_in = row.submission_id is not None
    return Work(
        state=essay_state(handed_in=handed_in, self_marked=row.self_marked, teacher_marked=row.teacher_marked),
        late=bool(row.submission_late),
        draft_id=row.draft.pk,
        submission_id=row.submission_id,
        out_of=row.draft.marks,
        self_points=row.self_points,
        teacher_points=row.teacher_points,
    )
