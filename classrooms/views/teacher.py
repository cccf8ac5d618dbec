"""What teachers do with their class. The page of a class is here too: most of what stands on it is theirs."""

from random import Random, SystemRandom
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.permissions import MemberRequest
from classrooms import operations, queries
from classrooms.domain.plan import USUAL_TIME
from classrooms.forms import ASSIGNMENT_FORMS, ClassroomForm, ExtraTimeForm
from classrooms.permissions import may_leave
from classrooms.views.answers import form_page, posted

if TYPE_CHECKING:
    from classrooms.models import Classroom


@require_http_methods(["GET", "POST"])
def classroom_create(request: MemberRequest) -> HttpResponse:
    form = ClassroomForm(posted(request))
    if form.is_valid():
        name = form.cleaned_data["name"]
        classroom = operations.create_classroom(request.user, name=name, rng=SystemRandom(), now=timezone.now())
        return redirect(classroom)
    return form_page(request, "classrooms/classroom_create.html", form)


@require_GET
def classroom_detail(request: MemberRequest, pk: int) -> HttpResponse:
    """One address for both sides of the desk; the role in the class decides what stands on it."""
    classroom = get_object_or_404(queries.classrooms_of(request.user), pk=pk)
    membership = queries.memberships_of(request.user).get(classroom=classroom)
    side = _teacher_side(request, classroom) if membership.is_teacher else _student_side(request, classroom)
    context = {"section": "classes", "classroom": classroom, "may_leave": may_leave(membership), **side}
    return render(request, "classrooms/classroom_detail.html", context)


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
    form = ExtraTimeForm(posted(request), initial={"percent": membership.extra_time_percent})
    if form.is_valid():
        operations.set_extra_time(membership, percent=form.cleaned_data["percent"])
        return redirect(classroom)
    return form_page(request, "classrooms/membership_edit.html", form, classroom=classroom, membership=membership)


@require_http_methods(["GET", "POST"])
def assignment_create(request: MemberRequest, pk: int) -> HttpResponse:
    """`?kind=` chooses which of the two forms is shown; anything unknown shows the essay's."""
    classroom = get_object_or_404(queries.taught_by(request.user), pk=pk)
    kind, now = request.GET.get("kind", ""), timezone.now()
    usual = {"level": request.user.level, "opens_at": now, "due_at": now + USUAL_TIME}
    form = ASSIGNMENT_FORMS.get(kind, ASSIGNMENT_FORMS["essay"])(posted(request), initial=usual)
    if form.is_valid():
        try:
            return redirect(operations.set_assignment(classroom, plan=form.plan, created_by=request.user, now=now))
        except operations.AlreadyDue as refusal:
            form.add_error("due_at", str(refusal))
    return form_page(request, "classrooms/assignment_create.html", form, classroom=classroom, kind=kind)


@require_GET
def assignment_detail(request: MemberRequest, pk: int) -> HttpResponse:
    assignment = get_object_or_404(queries.assignments_by(request.user), pk=pk)
    progress = queries.assignment_progress(assignment)
    context = {"section": "classes", "assignment": assignment, "progress": progress}
    if assignment.is_essay:
        now, rng = timezone.now(), Random(assignment.pk)  # the same scripts to open first, however often it is asked
        context |= {
            "checks": queries.self_mark_checks(assignment, progress=progress, rng=rng, now=now),
            "next_blind": queries.next_blind(assignment, user=request.user, now=now),
        }
    return render(request, "classrooms/assignment_detail.html", context)


def _teacher_side(request: MemberRequest, classroom: "Classroom") -> dict[str, object]:
    return {
        "is_teacher": True,
        "now": timezone.now(),
        "roster": queries.roster_of(classroom),
        "assignments": queries.assignments_in(classroom),
        "link": request.build_absolute_uri(classroom.get_join_url()),
    }


def _student_side(request: MemberRequest, classroom: "Classroom") -> dict[str, object]:
    works = queries.set_work_in(classroom, user=request.user, now=timezone.now())
    return {"works": works, "teachers": queries.teachers_of(classroom)}
