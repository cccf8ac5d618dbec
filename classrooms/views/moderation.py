"""A teacher reads and marks an essay of their class: only a class says who marks whom.

`?blind=yes` leaves out the name, the student's own marks and evidence, and stays on through saving.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import MemberRequest
from classrooms import operations, queries
from classrooms.forms import ModerationForm
from classrooms.views.answers import posted
from essays.domain.moderation import blinded
from essays.forms import AgreedForm
from essays.operations import LeasedToOther, MarkingFinished, MarkingUnfinished, release_lease, take_lease, use_comment
from essays.queries import finished_marking, saved_comments, submission_view

if TYPE_CHECKING:
    from datetime import datetime

    from essays.models import Submission

ASKS = ("more", "use")  # buttons that bring the page back with what was typed


@require_http_methods(["GET", "POST"])
def moderation_edit(request: MemberRequest, pk: UUID) -> HttpResponse:
    """The essay with its marks. Until a teacher has marked it, with the form to do so, for one teacher at a time."""
    submission = get_object_or_404(queries.submissions_taught_by(request.user), pk=pk)
    return _give(request, submission, give=operations.moderate)


@require_POST
def moderation_agree(request: MemberRequest, pk: UUID) -> HttpResponse:
    """The self-mark taken over as the teacher's mark, with whatever else was written on the page."""
    submission = get_object_or_404(queries.submissions_taught_by(request.user), pk=pk)
    return _give(request, submission, give=operations.agree, asks_marks=False)


@require_POST
def moderation_settle(request: MemberRequest, pk: UUID) -> HttpResponse:
    """The mark that teacher and student agree on. A second click finds it there."""
    submission = get_object_or_404(queries.submissions_taught_by(request.user), pk=pk)
    sheet = queries.sheet_to_settle(submission)
    if sheet is None:
        return redirect(_address(request, submission))
    form = AgreedForm(request.POST, sheet=sheet)
    if not form.is_valid():
        return _marked_page(request, submission, form=form)
    with suppress(MarkingFinished):  # the other click of two came first
        operations.settle(submission, teacher=request.user, now=timezone.now(), **form.agreed)
    return redirect(_address(request, submission))


@require_POST
def moderation_release(request: MemberRequest, pk: UUID) -> HttpResponse:
    submission = get_object_or_404(queries.submissions_taught_by(request.user), pk=pk)
    release_lease(submission, holder=request.user)
    messages.success(request, "The script is free for another teacher of the class.")
    return redirect(submission.draft.hand_in.assignment)


def _give(
    request: MemberRequest, submission: "Submission", *, give: Callable[..., object], asks_marks: bool = True
) -> HttpResponse:
    """Keep the teacher's marking, if no teacher has marked the script and nobody else is about to."""
    marking = finished_marking(submission, role="teacher")
    if marking and (request.method == "GET" or marking.author_id == request.user.pk):
        return _marked_page(request, submission)
    form, now = _form(request, submission, asks_marks=asks_marks), timezone.now()
    if marking:
        held = "Another teacher has marked this script meanwhile, so that your marks were not kept."
        return _script_page(request, submission, form=form, status=409, held=held)
    try:
        until = take_lease(submission, holder=request.user, now=now)
    except LeasedToOther as refusal:
        typed, status = (form, 409) if request.method == "POST" else (None, 200)
        return _script_page(request, submission, form=typed, status=status, held=str(refusal))
    return _keep(
        request, submission, form=form, give=partial(give, submission, teacher=request.user, now=now), until=until
    )


def _keep(
    request: MemberRequest,
    submission: "Submission",
    *,
    form: ModerationForm,
    give: Callable[..., object],
    until: "datetime",
) -> HttpResponse:
    """Ask, ask again in words, or keep what was said."""
    if not form.is_bound:
        return _script_page(request, submission, form=form, until=until)
    if not form.is_valid():
        return _script_page(request, submission, form=form, status=422, until=until)
    try:
        with suppress(MarkingFinished):  # the other click of two came first
            give(**form.marking)
    except MarkingUnfinished as refusal:
        form.add_error(None, str(refusal))
        return _script_page(request, submission, form=form, status=422, until=until)
    return redirect(_address(request, submission))


def _form(request: MemberRequest, submission: "Submission", *, asks_marks: bool) -> ModerationForm:
    data = posted(request)
    whole: dict[str, Any] = {
        "sheet": queries.moderation_sheet(submission),
        "own": None if _is_blind(request) else queries.self_sheet(submission),
        "bank": tuple(saved_comments(request.user)),
    }
    if data is None or not any(ask in data for ask in ASKS):
        return ModerationForm(data, asks_marks=asks_marks, **whole)
    row = data.get("use", "")
    saved = use_comment(request.user, key=data.get(f"{row}-saved", ""), now=timezone.now())
    return ModerationForm.recalled(data, more="more" in data, used=(row, saved) if saved else None, **whole)


def _marked_page(request: MemberRequest, submission: "Submission", *, form: AgreedForm | None = None) -> HttpResponse:
    """The marks side by side. `form` is a refused one; else there is a fresh one while nothing is agreed."""
    if form is not None:
        return _script_page(request, submission, agreed=form, status=422)
    if _is_blind(request):
        assignment = submission.draft.hand_in.assignment
        following = queries.next_blind(assignment, user=request.user, now=timezone.now())
        return _script_page(request, submission, following=following)
    sheet = queries.sheet_to_settle(submission)
    return _script_page(request, submission, agreed=AgreedForm(sheet=sheet) if sheet else None)


def _script_page(
    request: MemberRequest,
    submission: "Submission",
    *,
    form: ModerationForm | None = None,
    status: int = 200,
    **context: object,
) -> HttpResponse:
    view, is_blind = submission_view(submission), _is_blind(request)
    context |= {
        "section": "classes",
        "submission": submission,
        "view": blinded(view) if is_blind else view,
        "form": form,
        "blind": is_blind,
    }
    return render(request, "classrooms/moderation_edit.html", context, status=status)


def _is_blind(request: MemberRequest) -> bool:
    return request.GET.get("blind") == "yes"


def _address(request: MemberRequest, submission: "Submission") -> str:
    query = {"blind": "yes"} if _is_blind(request) else None
    return reverse("classrooms:moderation_edit", args=[submission.pk], query=query)
