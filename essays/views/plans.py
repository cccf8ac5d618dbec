from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.permissions import ActorRequest
from essays import operations, queries
from essays.forms import PlanForm
from essays.operations import DraftHandedIn, PlanMovedOn
from essays.views.answers import saved_now, wants_json


@login_not_required
@require_http_methods(["GET", "POST"])
def draft_plan(request: ActorRequest, pk: UUID) -> HttpResponse:
    draft = get_object_or_404(queries.drafts_of(request.actor), pk=pk)
    if request.method == "GET" and not draft.is_open:
        return redirect("essays:submission_detail", pk=queries.submission_of(draft).pk)
    start = {"page": uuid4(), "seen": draft.plan_revision}
    form = PlanForm(request.POST or None, rows=queries.plan_of(draft), initial=start)
    if form.is_valid():
        try:
            operations.save_plan(
                draft, texts=form.texts, page=form.cleaned_data["page"], seen=form.cleaned_data["seen"]
            )
        except (PlanMovedOn, DraftHandedIn) as refusal:
            form.add_error(None, str(refusal))
        else:
            return _saved(request, pk)
    status = (409 if form.non_field_errors() else 400) if form.is_bound else 200
    if form.is_bound and wants_json(request):
        return JsonResponse({"error": form.reason}, status=status)
    context = {"section": "essays", "draft": draft, "form": form}
    return render(request, "essays/draft_plan.html", context, status=status)


def _saved(request: ActorRequest, pk: UUID) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"status": saved_now()})
    if "write" in request.POST:
        return redirect("essays:draft_edit", pk=pk)
    messages.success(request, saved_now())
    return redirect("essays:draft_plan", pk=pk)
