from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django.views.decorators.vary import vary_on_headers

from accounts.permissions import ActorRequest
from essays import operations, queries, tasks
from essays.forms import AgainForm, SelfMarkForm
from essays.operations import MarkingFinished, MarkingUnfinished, OtherText
from essays.views.answers import saved_now, wants_json

if TYPE_CHECKING:
    from essays.domain.sheet import MarkingSheet
    from essays.models import Marking
    from essays.queries import TrainingStep


@login_not_required
@require_GET
@vary_on_headers("HX-Request")
def submission_detail(request: ActorRequest, pk: UUID) -> HttpResponse:
    submission = get_object_or_404(queries.submissions_of(request.actor), pk=pk)
    view = queries.submission_view(submission)
    context = {
        "section": "essays",
        "submission": submission,
        "view": view,
        "outcome": queries.outcome(view, submission),
        "training": queries.training_of(request.actor, submission=submission),
        "versions": queries.versions_handed_in(submission.draft),
    }
    template = "essays/_marks.html" if request.htmx else "essays/submission_detail.html"
    return render(request, template, context)


@login_not_required
@require_POST
def marking_start(request: ActorRequest, pk: UUID) -> HttpResponse:
    submission = get_object_or_404(queries.submissions_of(request.actor), pk=pk)
    author = request.user if request.user.is_authenticated else None
    marking = operations.start_marking(submission, role="self", author=author, now=timezone.now())
    sheet = queries.marking_sheet(marking)
    asked = request.POST.get("code", "")
    return redirect("essays:marking_edit", pk=marking.pk, code=asked if sheet.sheet(asked) else sheet.first_open)


@login_not_required
@require_POST
def marking_again(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Another round of one's own marking, with the reason for it; the rounds before it stay."""
    submission = get_object_or_404(queries.submissions_of(request.actor), pk=pk)
    form = AgainForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Say in a few words, at most 200 characters, why you mark it again.")
        return redirect("essays:submission_detail", pk=submission.pk)
    author = request.user if request.user.is_authenticated else None
    try:
        marking = operations.mark_again(
            submission, role="self", author=author, reason=form.cleaned_data["reason"], now=timezone.now()
        )
    except MarkingUnfinished as refusal:
        messages.error(request, str(refusal))
        return redirect("essays:submission_detail", pk=submission.pk)
    return redirect("essays:marking_edit", pk=marking.pk, code=queries.marking_sheet(marking).first_open)


@login_not_required
@require_http_methods(["GET", "POST"])
def marking_edit(request: ActorRequest, pk: UUID, code: str) -> HttpResponse:
    marking = get_object_or_404(queries.markings_of(request.actor), pk=pk)
    if marking.finished_at:
        return redirect("essays:submission_detail", pk=marking.submission_id)
    step = queries.training_of(request.actor, submission=marking.submission).step(code)
    if step and step.binds:
        messages.info(request, f"Your teacher asks you to train first: {step.gate.words}.")
        return redirect("essays:training_edit", pk=marking.submission_id, code=code)
    sheet = queries.marking_sheet(marking)
    current = sheet.sheet(code)
    if current is None:
        raise Http404
    tints = queries.tints_for(marking.submission, code=code) if "look" in request.GET else {}
    form = SelfMarkForm(request.POST if request.method == "POST" else None, sheet=current, whole=sheet, tints=tints)
    if form.is_valid():
        return _save(request, marking, form=form, next_code=sheet.after(code))
    return _marking_page(request, marking, form=form, sheet=sheet, step=step)


def _marking_page(
    request: ActorRequest,
    marking: "Marking",
    *,
    form: SelfMarkForm,
    sheet: "MarkingSheet",
    step: "TrainingStep | None",
) -> HttpResponse:
    if form.is_bound and wants_json(request):
        return JsonResponse({"error": form.reason}, status=400)
    context = {
        "section": "essays",
        "marking": marking,
        "sheet": sheet,
        "current": form.sheet,
        "form": form,
        "step": step,
        "hints": queries.hints_for(marking.submission.draft.prompt, code=form.sheet.criterion.code),
        "looking": "look" in request.GET,
    }
    return render(request, "essays/marking_edit.html", context, status=400 if form.is_bound else 200)


def _save(request: ActorRequest, marking: "Marking", *, form: SelfMarkForm, next_code: str) -> HttpResponse:
    try:
        operations.save_choice(marking, choice=form.choice)
    except (MarkingFinished, OtherText) as error:
        if wants_json(request):
            return JsonResponse({"error": str(error)}, status=409)
        messages.error(request, str(error))
        return redirect("essays:submission_detail", pk=marking.submission_id)
    if wants_json(request):
        return JsonResponse({"status": saved_now()})
    return redirect("essays:marking_edit", pk=marking.pk, code=next_code)


@login_not_required
@require_POST
def marking_finish(request: ActorRequest, pk: UUID) -> HttpResponse:
    marking = get_object_or_404(queries.markings_of(request.actor), pk=pk)
    try:
        operations.finish_marking(marking, now=timezone.now())
    except MarkingUnfinished as error:
        messages.error(request, str(error))
        return redirect("essays:marking_edit", pk=marking.pk, code=queries.marking_sheet(marking).first_open)
    except MarkingFinished:  # a second click is not an error
        pass
    transaction.on_commit(lambda: tasks.total_marking.delay(marking_id=str(marking.pk)), robust=True)
    return redirect("essays:submission_detail", pk=marking.submission_id)
