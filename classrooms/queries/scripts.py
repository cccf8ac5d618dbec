"""Essays handed in for work of a class, as its teachers read and mark them."""

from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from accounts.models import User
from classrooms.models import Assignment, Membership
from classrooms.queries.classes import STUDENT, taught_by
from classrooms.queries.work import assignments_by
from essays.domain.sheet import CriterionSheet, MarkingSheet
from essays.domain.text import paragraphs
from essays.models import Marking, Submission
from essays.queries import finished_marking, marking_sheet, rubric_spec

MARKED_BY_A_TEACHER = Marking.objects.filter(
    submission=OuterRef("pk"), role=Marking.Role.TEACHER, finished_at__isnull=False
)


def submissions_taught_by(user: User) -> QuerySet[Submission]:
    """Essays handed in for work of the user's classes, by people who are still in them."""
    present = Membership.objects.filter(
        classroom=OuterRef("draft__hand_in__assignment__classroom"), user=OuterRef("draft__user"), role=STUDENT
    )
    mine = Submission.objects.filter(Exists(present), draft__hand_in__assignment__classroom__in=taught_by(user))
    return mine.select_related("draft__user", "draft__rubric", "draft__prompt", "draft__hand_in__assignment__classroom")


def essays_to_mark(user: User) -> QuerySet[Assignment]:
    """Set essays that wait for a teacher's mark in the user's classes, with how many."""
    waiting = submissions_taught_by(user).exclude(Exists(MARKED_BY_A_TEACHER)).values("pk")
    to_mark = Count("hand_ins", filter=Q(hand_ins__draft__submissions__in=waiting), distinct=True)
    return assignments_by(user).annotate(to_mark_count=to_mark).filter(to_mark_count__gt=0)


def next_blind(assignment: Assignment, *, user: User, now: datetime) -> Submission | None:
    """The next script of the work without a teacher's mark, by its random key: an order that tells no name.

    Of each essay the last version; what another teacher has open is left out.
    """
    newer = Submission.objects.filter(draft=OuterRef("draft"), round__gt=OuterRef("round"))
    free = Q(leased_by=None) | Q(leased_by=user) | Q(leased_until__lte=now)
    scripts = submissions_taught_by(user).filter(free, draft__hand_in__assignment=assignment)
    return scripts.exclude(Exists(newer)).exclude(Exists(MARKED_BY_A_TEACHER)).order_by("pk").first()


def moderation_sheet(submission: Submission) -> MarkingSheet:
    """Every criterion of the rubric the essay was written under, nothing chosen yet, and the text by sentence."""
    criteria = rubric_spec(submission.draft.rubric).criteria
    return MarkingSheet(
        tuple(CriterionSheet(criterion) for criterion in criteria), paragraphs(submission.text), submission.text_hash
    )


def self_sheet(submission: Submission) -> MarkingSheet | None:
    """What the student said on each criterion; None until they have finished marking."""
    own = finished_marking(submission, role=Marking.Role.SELF)
    return marking_sheet(own) if own else None


def sheet_to_settle(submission: Submission) -> MarkingSheet | None:
    """The teacher's marks, from which an agreed mark starts; None unless both have marked and nothing is agreed."""
    newest = {role: finished_marking(submission, role=role) for role in Marking.Role.values}
    teacher = newest[Marking.Role.TEACHER]
    if teacher is None or newest[Marking.Role.SELF] is None or newest[Marking.Role.AGREED] is not None:
        return None
    return marking_sheet(teacher)
