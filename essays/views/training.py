from random import Random
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.permissions import ActorRequest
from essays import operations, queries
from essays.forms import TrialForm

if TYPE_CHECKING:
    from essays.models import Submission


@login_not_required
@require_http_methods(["GET", "POST"])
def training_edit(request: ActorRequest, pk: UUID, code: str) -> HttpResponse:
    """Mark a sample on one criterion. The page tells the marks of those that are marked, and shows the next."""
    submission = get_object_or_404(queries.submissions_of(request.actor), pk=pk)
    if request.method == "POST":
        return _mark_sample(request, submission, code)
    return _training_page(request, submission, code)


def _mark_sample(request: ActorRequest, submission: "Submission", code: str) -> HttpResponse:
    samples = queries.samples_for_training(submission.draft.prompt)
    key = request.POST.get("exemplar", "")
    sample = get_object_or_404(samples, pk=key if key.isdecimal() else 0)
    criterion = queries.exemplar_rubric(sample).criterion(code)
    if criterion is None:
        raise Http404
    form = TrialForm(request.POST, criterion=criterion)
    if not form.is_valid():
        return _training_page(request, submission, code, form=form)
    mark = form.cleaned_data["mark"]
    operations.record_trial(request.actor, exemplar=sample, criterion=code, mark=mark, now=timezone.now())
    return redirect("essays:training_edit", pk=submission.pk, code=code)


def _training_page(
    request: ActorRequest, submission: "Submission", code: str, *, form: TrialForm | None = None
) -> HttpResponse:
    seed = f"{submission.pk} {code}"  # the same sample when the page is opened again
    more = "more" in request.GET
    page = queries.training_page(request.actor, submission=submission, code=code, more=more, rng=Random(seed))
    if page.own is None:
        raise Http404
    if form is None and page.sample and page.criterion:
        form = TrialForm(criterion=page.criterion, initial={"exemplar": page.sample.pk})
    context = {"section": "essays", "submission": submission, "criterion": page.own, "page": page, "form": form}
    status = 400 if form is not None and form.is_bound else 200
    return render(request, "essays/training_edit.html", context, status=status)
