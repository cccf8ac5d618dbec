"""What a student does with an essay that is marked: points, samples, comparisons, versions side by side."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.permissions import ActorRequest
from essays import operations, queries
from essays.forms import ComparisonForm, PointsForm
from essays.operations import DraftClosed
from essays.views.answers import saved_now, wants_json

if TYPE_CHECKING:
    from essays.models import Submission


@login_not_required
@require_POST
def draft_reopen(request: ActorRequest, pk: UUID) -> HttpResponse:
    draft = get_object_or_404(queries.drafts_of(request.actor), pk=pk)
    try:
        operations.reopen_draft(draft)
    except DraftClosed as refusal:
        messages.error(request, str(refusal))
        return redirect("essays:submission_detail", pk=queries.submission_of(draft).pk)
    return redirect("essays:draft_edit", pk=draft.pk)


@login_not_required
@require_POST
def draft_close(request: ActorRequest, pk: UUID) -> HttpResponse:
    draft = get_object_or_404(queries.drafts_of(request.actor).filter(submissions__isnull=False).distinct(), pk=pk)
    submission = queries.submission_of(draft)
    try:
        operations.close_draft(draft, now=timezone.now())
    except DraftClosed as refusal:
        messages.error(request, str(refusal))
        return redirect("essays:submission_detail", pk=submission.pk)
    return redirect("essays:submission_samples", pk=submission.pk)


@login_not_required
@require_http_methods(["GET", "POST"])
def submission_points(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The points of the prompt as a checklist against one's own text, once it is marked."""
    submission = get_object_or_404(queries.submissions_of(request.actor), pk=pk)
    if not queries.is_self_marked(submission):
        return _first_mark_it(request, submission)
    suggest = "suggest" in request.GET
    rows = queries.point_rows(submission, suggest=suggest)
    if request.method == "POST":
        return _tick(request, submission, form=PointsForm(request.POST, keys=[row.point.pk for row in rows]))
    context = {"section": "essays", "submission": submission, "rows": rows, "suggest": suggest}
    return render(request, "essays/submission_points.html", context)


def _tick(request: ActorRequest, submission: "Submission", *, form: PointsForm) -> HttpResponse:
    if not form.is_valid():
        if wants_json(request):
            return JsonResponse({"error": "There is no such point."}, status=400)
        raise BadRequest("There is no such point.")
    operations.tick_points(submission, points=form.cleaned_data["points"], now=timezone.now())
    if wants_json(request):
        return JsonResponse({"status": saved_now()})
    messages.success(request, saved_now())
    return redirect("essays:submission_points", pk=submission.pk)


def _first_mark_it(request: ActorRequest, submission: "Submission") -> HttpResponse:
    messages.info(request, "Mark your essay first: then the points and the samples are worth most.")
    return redirect("essays:submission_detail", pk=submission.pk)


@login_not_required
@require_GET
def submission_samples(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The samples of this prompt with their marks; before the essay is final, what it takes to see them."""
    submission = get_object_or_404(queries.submissions_of(request.actor), pk=pk)
    draft = submission.draft
    pages = queries.sample_pages(draft.prompt) if draft.closed_at else ()
    marked = queries.is_self_marked(queries.submission_of(draft))
    context = {"section": "essays", "submission": submission, "draft": draft, "pages": pages, "self_marked": marked}
    return render(request, "essays/submission_samples.html", context)


@login_not_required
@require_http_methods(["GET", "POST"])
def submission_compare(request: ActorRequest, pk: UUID) -> HttpResponse:
    """One's own essay beside one sample after the other: which is better?"""
    submission = get_object_or_404(queries.submissions_of(request.actor), pk=pk)
    if not submission.draft.closed_at:
        return redirect("essays:submission_samples", pk=submission.pk)
    if request.method == "POST":
        return _compare(request, submission)
    page = queries.comparison_page(submission)
    context = {"section": "essays", "submission": submission, "page": page}
    return render(request, "essays/submission_compare.html", context)


def _compare(request: ActorRequest, submission: "Submission") -> HttpResponse:
    form = ComparisonForm(request.POST)
    if not form.is_valid():
        raise BadRequest("Choose one of the two.")
    samples = queries.samples_to_compare(submission)
    sample = get_object_or_404(samples, pk=form.cleaned_data["exemplar"])
    better = form.cleaned_data["own_is_better"]
    operations.compare(submission, exemplar=sample, own_is_better=better, now=timezone.now())
    return redirect("essays:submission_compare", pk=submission.pk)


@login_not_required
@require_GET
def submission_changes(request: ActorRequest, pk: UUID) -> HttpResponse:
    """A redraft beside the version before it."""
    submission = get_object_or_404(queries.submissions_of(request.actor), pk=pk)
    before = queries.version_before(submission)
    if before is None:
        raise Http404
    changes = queries.changes(before, submission)
    context = {"section": "essays", "submission": submission, "changes": changes}
    return render(request, "essays/submission_changes.html", context)
