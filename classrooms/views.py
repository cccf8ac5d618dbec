"""Pages of the class. Who is not in it gets a 404: that a class exists is its members' business."""

import secrets
from contextlib import suppress
from random import SystemRandom
from typing import TYPE_CHECKING
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.permissions import MemberRequest
from classrooms import operations, queries
from classrooms.domain.joincodes import UnknownCode
from classrooms.domain.plan import USUAL_TIME
from classrooms.forms import ASSIGNMENT_FORMS, ClassroomForm, ExtraTimeForm, JoinForm, ModerationForm
from classrooms.permissions import may_leave
from essays.operations import MarkingFinished, MarkingUnfinished, NoPublishedRubric
from essays.queries import submission_view
from quizzes.domain.blueprint import InfeasibleForm

if TYPE_CHECKING:
    from classrooms.models import Classroom
    from essays.models import Submission


@require_GET
def classroom_list(request: MemberRequest) -> HttpResponse:
    context = {
        "section": "classes",
        "form": JoinForm(),
        "taught": queries.taught_by(request.user),
        "joined": queries.joined_by(request.user),
        "works": queries.assignments_open(request.user, now=timezone.now()),
    }
    return render(request, "classrooms/classroom_list.html", context)


@require_GET
def work_list(request: MemberRequest) -> HttpResponse:
    """A fragment: what is to do and to mark, for any page that wants to show it."""
    context = {
        "works": queries.assignments_open(request.user, now=timezone.now()),
        "to_mark": queries.essays_to_mark(request.user),
        "teaches": queries.taught_by(request.user).exists(),
    }
    return render(request, "classrooms/_work_list.html", context)


@require_http_methods(["GET", "POST"])
def classroom_create(request: MemberRequest) -> HttpResponse:
    form = ClassroomForm(_posted(request))
    if form.is_valid():
        name = form.cleaned_data["name"]
        classroom = operations.create_classroom(request.user, name=name, rng=SystemRandom(), now=timezone.now())
        return redirect(classroom)
    return _form_page(request, "classrooms/classroom_create.html", form)


@require_http_methods(["GET", "POST"])
def classroom_join(request: MemberRequest, code: str = "") -> HttpResponse:
    """A link with a code shows the class and one button: opening a link joins nothing."""
    form = JoinForm({"code": code} if code else _posted(request))
    classroom = None
    if form.is_valid():
        typed = form.cleaned_data["code"]
        try:
            if request.method == "POST":
                return redirect(operations.join_classroom(request.user, code=typed, now=timezone.now()).classroom)
            classroom = queries.classroom_by_code(typed)
        except UnknownCode as unknown:
            form.add_error("code", str(unknown))
    return _form_page(request, "classrooms/classroom_join.html", form, classroom=classroom)


@require_GET
def classroom_detail(request: MemberRequest, pk: int) -> HttpResponse:
    """One address for both sides of the desk; the role in the class decides what stands on it."""
    classroom = get_object_or_404(queries.classrooms_of(request.user), pk=pk)
    membership = queries.memberships_of(request.user).get(classroom=classroom)
    side = _teacher_side(request, classroom) if membership.is_teacher else _student_side(request, classroom)
    context = {"section": "classes", "classroom": classroom, "may_leave": may_leave(membership), **side}
    return render(request, "classrooms/classroom_detail.html", context)


@require_POST
def classroom_leave(request: MemberRequest, pk: int) -> HttpResponse:
    membership = get_object_or_404(queries.memberships_of(request.user), classroom=pk)
    try:
        operations.leave_classroom(membership)
    except operations.LastTeacher as refusal:
        messages.error(request, str(refusal))
        return redirect(membership.classroom)
    messages.success(request, f"You have left {membership.classroom}. Your work is still yours.")
    return redirect("classrooms:classroom_list")


@require_POST
def code_rotate(request: MemberRequest, pk: int) -> HttpResponse:
    classroom = get_object_or_404(queries.taught_by(request.user), pk=pk)
    operations.rotate_code(classroom, rng=SystemRandom())
    messages.success(request, "The class has a new join code. The old one no longer works.")
    return redirect(classroom)


@require_http_methods(["GET", "POST"])
def membership_edit(request: MemberRequest, pk: int, member: int) -> HttpResponse:
    classroom = get_object_or_404(queries.taught_by(request.user), pk=pk)
    membership = get_object_or_404(queries.students_of(classroom), pk=member)
    form = ExtraTimeForm(_posted(request), initial={"percent": membership.extra_time_percent})
    if form.is_valid():
        operations.set_extra_time(membership, percent=form.cleaned_data["percent"])
        return redirect(classroom)
    return _form_page(request, "classrooms/membership_edit.html", form, classroom=classroom, membership=membership)


@require_http_methods(["GET", "POST"])
def assignment_create(request: MemberRequest, pk: int) -> HttpResponse:
    """`?kind=` chooses which of the two forms is shown; anything unknown shows the essay's."""
    classroom = get_object_or_404(queries.taught_by(request.user), pk=pk)
    kind, now = request.GET.get("kind", ""), timezone.now()
    usual = {"level": request.user.level, "opens_at": now, "due_at": now + USUAL_TIME}
    form = ASSIGNMENT_FORMS.get(kind, ASSIGNMENT_FORMS["essay"])(_posted(request), initial=usual)
    if form.is_valid():
        try:
            return redirect(operations.set_assignment(classroom, plan=form.plan, created_by=request.user, now=now))
        except operations.AlreadyDue as refusal:
            form.add_error("due_at", str(refusal))
    return _form_page(request, "classrooms/assignment_create.html", form, classroom=classroom, kind=kind)


@require_GET
def assignment_detail(request: MemberRequest, pk: int) -> HttpResponse:
    assignment = get_object_or_404(queries.assignments_by(request.user), pk=pk)
    context = {
        "section": "classes",
        "assignment": assignment,
        "progress": queries.assignment_progress(assignment),
    }
    return render(request, "classrooms/assignment_detail.html", context)


@require_POST
def assignment_start(request: MemberRequest, pk: int) -> HttpResponse:
    now = timezone.now()
    assignment = get_object_or_404(queries.assignments_for(request.user, now=now), pk=pk)
    try:
        hand_in = operations.start_assigned(assignment, user=request.user, seed=secrets.randbits(48), now=now)
    except (InfeasibleForm, NoPublishedRubric) as refusal:  # the notes or rubrics changed since the work was set
        messages.error(request, str(refusal))
        return redirect(assignment.classroom)
    return redirect(queries.work_of(hand_in).url)


@require_http_methods(["GET", "POST"])
def moderation_edit(request: MemberRequest, pk: UUID) -> HttpResponse:
    """The essay with its marks. Until a teacher has marked it, with the form to do so."""
    submission = get_object_or_404(queries.submissions_taught_by(request.user), pk=pk)
    if queries.is_moderated(submission):
        return _script_page(request, submission)
    form = ModerationForm(_posted(request), sheet=queries.moderation_sheet(submission))
    if not form.is_valid():
        return _script_page(request, submission, form=form)
    try:
        with suppress(MarkingFinished):  # the other click of two came first
            operations.moderate(submission, teacher=request.user, now=timezone.now(), **form.marking)
    except MarkingUnfinished as refusal:
        form.add_error(None, str(refusal))
        return _script_page(request, submission, form=form)
    return redirect("classrooms:moderation_edit", pk=submission.pk)


def _script_page(
    request: MemberRequest, submission: "Submission", *, form: ModerationForm | None = None
) -> HttpResponse:
    context = {"section": "classes", "submission": submission, "view": submission_view(submission), "form": form}
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "classrooms/moderation_edit.html", context, status=status)


def _teacher_side(request: MemberRequest, classroom: "Classroom") -> dict[str, object]:
    return {
        "is_teacher": True,
        "roster": queries.roster_of(classroom),
        "assignments": queries.assignments_in(classroom),
        "link": request.build_absolute_uri(classroom.get_join_url()),
    }


def _student_side(request: MemberRequest, classroom: "Classroom") -> dict[str, object]:
    return {"works": queries.set_work_in(classroom, user=request.user, now=timezone.now())}


def _posted(request: MemberRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _form_page(request: MemberRequest, template: str, form: forms.Form, **context: object) -> HttpResponse:
    """The page of a form; input that was refused comes back in it, with status 422."""
    status = 422 if form.errors else 200
    return render(request, template, {"section": "classes", "form": form, **context}, status=status)
