from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import time_format
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django.views.decorators.vary import vary_on_headers

from accounts.permissions import ActorRequest
from essays import operations, queries, tasks
from essays.forms import SelfMarkForm
from essays.operations import MarkingFinished, MarkingUnfinished

if TYPE_CHECKING:
    from essays.models import Marking


@login_not_required
@require_GET
@vary_on_headers("HX-Request")
def submission_detail(request: ActorRequest, pk: UUID) -> HttpResponse:
    submission = get_object_or_404(queries.submissions_of(request.actor), pk=pk)
    context = {"section": "essays", "submission": submission, "view": queries.submission_view(submission)}
    template = "essays/_marks.html" if request.htmx else "essays/submission_detail.html"
    return render(request, template, context)


@login_not_required
@require_POST
def marking_start(request: ActorRequest, pk: UUID) -> HttpResponse:
    submission = get_object_or_404(queries.submissions_of(request.actor), pk=pk)
    author = request.user if request.user.is_authenticated else None
    marking = operations.start_marking(submission, role="self", author=author, now=timezone.now())
    return redirect("essays:marking_edit", pk=marking.pk, code=queries.marking_sheet(marking).first_open)


@login_not_required
@require_http_methods(["GET", "POST"])
def marking_edit(request: ActorRequest, pk: UUID, code: str) -> HttpResponse:
    marking = get_object_or_404(queries.markings_of(request.actor), pk=pk)
    if marking.finished_at:
        return redirect("essays:submission_detail", pk=marking.submission_id)
    sheet = queries.marking_sheet(marking)
    current = sheet.sheet(code)
    if current is None:
        raise Http404
    form = SelfMarkForm(request.POST or None, sheet=current, paragraphs=sheet.paragraphs)
    if form.is_valid():
        return _save(request, marking, form=form, next_code=sheet.after(code))
    if form.is_bound and _wants_json(request):
        return JsonResponse({"error": form.reason}, status=400)
    context = {"section": "essays", "marking": marking, "sheet": sheet, "current": current, "form": form}
    return render(request, "essays/marking_edit.html", context, status=400 if form.is_bound else 200)


def _save(request: ActorRequest, marking: "Marking", *, form: SelfMarkForm, next_code: str) -> HttpResponse:
    try:
        operations.save_choice(marking, **form.choice)
    except MarkingFinished as error:
        if _wants_json(request):
            return JsonResponse({"error": str(error)}, status=409)
        return redirect("essays:submission_detail", pk=marking.submission_id)
    if _wants_json(request):
        return JsonResponse({"status": f"Saved {time_format(timezone.localtime(), 'H:i')}"})
    return redirect("essays:marking_edit", pk=marking.pk, code=next_code)


def _wants_json(request: ActorRequest) -> bool:
    return not request.accepts("text/html")


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
