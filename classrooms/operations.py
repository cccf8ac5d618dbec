"""Writes of the class: who is in it, what is set, what is started, what the teacher thinks of it."""

import random
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from accounts.domain.actor import Actor
from accounts.domain.policy import Policy
from accounts.models import FeedbackRule, User
from accounts.operations import notify
from classrooms.domain.joincodes import make_code
from classrooms.domain.plan import Plan
from classrooms.models import Assignment, Classroom, HandIn, Membership
from classrooms.permissions import may_leave
from classrooms.queries import classroom_by_code, students_of
from essays import operations as essays
from essays.domain.moderation import Verdict
from essays.domain.sheet import Choice, Passage
from essays.models import Marking, Submission
from essays.operations import give_marking, release_lease, start_draft
from opsmethods.queries import fact_base
from quizzes.operations import start_attempt


class LastTeacher(Exception):
    """The only teacher of a class wants to leave it."""


class NotOpenYet(Exception):
    """The work opens later."""


class AlreadyDue(Exception):
    """Work was to be set with a due time that has passed."""


@transaction.atomic
def create_classroom(user: User, *, name: str, rng: random.Random, now: datetime) -> Classroom:
    """A new class, taught by whoever opens it."""
    classroom = Classroom.objects.create(name=name, code=_free_code(rng), created_at=now)
    Membership.objects.create(classroom=classroom, user=user, role=Membership.Role.TEACHER, joined_at=now)
    return classroom


@transaction.atomic
def join_classroom(user: User, *, code: str, now: datetime) -> Membership:
    """The membership of the user in the class with that code; joining twice, or one's own class, changes nothing.

    Raises UnknownCode.
    """
    membership, _ = Membership.objects.get_or_create(
        classroom=classroom_by_code(code),
        user=user,
        defaults={"role": Membership.Role.STUDENT, "joined_at": now},
    )
    return membership


@transaction.atomic
def leave_classroom(membership: Membership) -> None:
    """Takes the user out. Their work stays theirs and the teacher no longer sees it. Raises LastTeacher."""
    Classroom.objects.select_for_update().get(pk=membership.classroom_id)
    if not may_leave(membership):
        raise LastTeacher("You are the only teacher of this class, so you cannot leave it.")
    membership.delete()


@transaction.atomic
def rotate_code(classroom: Classroom, *, rng: random.Random) -> Classroom:
    """A new join code. The old one stops working at once; who is in stays in."""
    classroom.code = _free_code(rng)
    classroom.save(update_fields=["code"])
    return classroom


@transaction.atomic
def set_extra_time(membership: Membership, *, percent: int) -> Membership:
    """Extra time for work started from now on: started work keeps the rules it began under (V10)."""
    membership.extra_time_percent = percent
    membership.save(update_fields=["extra_time_percent"])
    return membership


@transaction.atomic
def set_assignment(classroom: Classroom, *, plan: Plan, created_by: User, now: datetime) -> Assignment:
    """Work set for everyone who is, or comes to be, a student of the class; each present one gets a notice.

    Raises AlreadyDue.
    """
    if plan.due_at <= now:
        raise AlreadyDue("This time has passed. Choose a later one.")
    kind = Assignment.Kind.ESSAY if plan.prompt_id else Assignment.Kind.QUIZ
    assignment = Assignment.objects.create(
        classroom=classroom, kind=kind, created_by=created_by, created_at=now, **asdict(plan)
    )
    for membership in students_of(classroom):
        notify(membership.user, text=_news_of(assignment), url=classroom.get_absolute_url(), now=now)
    return assignment


def start_assigned(assignment: Assignment, *, user: User, seed: int, now: datetime) -> HandIn:
    """The one hand-in of this student for this work, started now if it was not: a double click finds the first.

    Raises NotOpenYet.
    """
    if now < assignment.opens_at:
        raise NotOpenYet("This work is not open yet.")
    own = HandIn.objects.filter(assignment=assignment, user=user).select_related("attempt", "draft")
    try:
        with transaction.atomic():
            return own.first() or _start(assignment, user=user, seed=seed, now=now)
    except IntegrityError:  # the other click of two came first
        return own.get()


@transaction.atomic
def moderate(
    submission: Submission,
    *,
    teacher: User,
    choices: Iterable[Choice],
    comment: str,
    passages: Iterable[Passage] = (),
    now: datetime,
) -> Marking:
    """A teacher's marking, whole or not at all. It is left to be totalled, and the student gets a notice.

    Raises what `essays.operations.give_marking` raises, MarkingFinished among it when a teacher has marked already.
    """
    verdict = Verdict(choices=tuple(choices), comment=comment, passages=tuple(passages))
    marking = give_marking(submission, role=Marking.Role.TEACHER, author=teacher, verdict=verdict, now=now)
    _marked(submission, teacher=teacher, now=now)
    return marking


@transaction.atomic
def agree(
    submission: Submission, *, teacher: User, comment: str = "", passages: Iterable[Passage] = (), now: datetime
) -> Marking:
    """A teacher's marking that takes over the self-mark; the student gets a notice. Raises as that of essays does."""
    marking = essays.agree(submission, teacher=teacher, comment=comment, passages=passages, now=now)
    _marked(submission, teacher=teacher, now=now)
    return marking


@transaction.atomic
def settle(submission: Submission, *, teacher: User, choices: Iterable[Choice], reason: str, now: datetime) -> Marking:
    """The mark that both agree on. The student gets a notice. Raises as that of essays does."""
    marking = essays.settle(submission, teacher=teacher, choices=choices, reason=reason, now=now)
    _tell(submission, text=f"{teacher.display_name} has entered the mark that you agreed on.", now=now)
    return marking


def _marked(submission: Submission, *, teacher: User, now: datetime) -> None:
    release_lease(submission, holder=teacher)
    _tell(submission, text=f"{teacher.display_name} has marked your essay.", now=now)


def _tell(submission: Submission, *, text: str, now: datetime) -> None:
    url = reverse("essays:submission_detail", args=[submission.pk])
    notify(submission.draft.hand_in.user, text=text, url=url, now=now)


def _start(assignment: Assignment, *, user: User, seed: int, now: datetime) -> HandIn:
    membership = Membership.objects.get(classroom=assignment.classroom_id, user=user)
    policy, actor = _policy_of(assignment, membership=membership), Actor(user_id=user.pk)
    if assignment.prompt is not None:
        draft = start_draft(actor, prompt=assignment.prompt, level=assignment.level, policy=policy, now=now)
        return HandIn.objects.create(assignment=assignment, user=user, draft=draft, started_at=now)
    assert assignment.item_count is not None  # the constraint: no prompt, so a number of questions
    attempt = start_attempt(
        actor,
        topic=assignment.topic,
        facts=fact_base(assignment.topic),
        count=assignment.item_count,
        level=assignment.level,
        policy=policy,
        seed=seed,
        now=now,
    )
    return HandIn.objects.create(assignment=assignment, user=user, attempt=attempt, started_at=now)


def _policy_of(assignment: Assignment, *, membership: Membership) -> Policy:
    """A quiz is a test, told when it closes or at hand-in."""
    waits = not assignment.is_essay and assignment.answers == Assignment.Answers.AT_CLOSE
    return Policy(
        mode=("timed" if assignment.minutes else "practice") if assignment.is_essay else "test",
        feedback_rule=FeedbackRule.AT_DATE if waits else FeedbackRule.AT_END,
        feedback_at=assignment.due_at if waits else None,
        opens_at=assignment.opens_at,
        deadline_at=assignment.due_at,
        time_limit_s=60 * assignment.minutes if assignment.minutes else None,
        extra_time_percent=membership.extra_time_percent,
        late_rule=assignment.late_rule,
        training_required=assignment.training_required,
    )


def _news_of(assignment: Assignment) -> str:
    what = assignment.prompt.title if assignment.prompt else f"a quiz of {assignment.item_count} questions"
    due = date_format(localtime(assignment.due_at), "l j F, H:i")
    return f"New work in {assignment.classroom.name}: {what}, due {due}."


def _free_code(rng: random.Random) -> str:
    """A code that no class has. The constraint decides if two classes draw the same one at once."""
    while Classroom.objects.filter(code=(code := make_code(rng))).exists():
        pass
    return code
