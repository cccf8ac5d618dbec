"""What members of a class do. Who is not in it gets a 404: that a class exists is its members' business."""

import secrets

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.permissions import MemberRequest
from classrooms import operations, queries
from classrooms.domain.joincodes import UnknownCode
from classrooms.forms import JoinForm
from classrooms.views.answers import form_page, posted
from essays.operations import NoPublishedRubric
from quizzes.domain.blueprint import InfeasibleForm


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
def classroom_join(request: MemberRequest, code: str = "") -> HttpResponse:
    """A link with a code shows the class and one button: opening a link joins nothing."""
    form = JoinForm({"code": code} if code else posted(request))
    classroom = None
    if form.is_valid():
        typed = form.cleaned_data["code"]
        try:
            if request.method == "POST":
                return redirect(operations.join_classroom(request.user, code=typed, now=timezone.now()).classroom)
            classroom = queries.classroom_by_code(typed)
        except UnknownCode as unknown:
            form.add_error("code", str(unknown))
    return form_page(request, "classrooms/classroom_join.html", form, classroom=classroom)


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
def assignment_start(request: MemberRequest, pk: int) -> HttpResponse:
    now = timezone.now()
    assignment = get_object_or_404(queries.assignments_for(request.user, now=now), pk=pk)
    try:
        hand_in = operations.start_assigned(assignment, user=request.user, seed=secrets.randbits(48), now=now)
    except (InfeasibleForm, NoPublishedRubric) as refusal:  # the notes or rubrics changed since the work was set
        messages.error(request, str(refusal))
        return redirect(assignment.classroom)
    return redirect(queries.work_of(hand_in).url)
