"""Regrades: tried first, with the list of what would change, then confirmed. What was decided is only read."""

from functools import partial
from typing import Any
from uuid import uuid4

from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.permissions import MemberRequest
from opsmethods.editing import ReadOnly
from quizzes import operations, queries, tasks
from quizzes.admin.report import only_with
from quizzes.domain.regrading import Direction, UnfitRegrading
from quizzes.forms import ConfirmedRegradeForm, RegradeForm
from quizzes.models import ItemSnapshot, Regrade

SHOWN = 100
USUAL = {"never_lower": True, "mutes": True}


@admin.register(Regrade)
class RegradeAdmin(ReadOnly, admin.ModelAdmin):
    list_display = (
        "__str__",
        "snapshot",
        "policy",
        "never_lower",
        "author",
        "created_at",
        "applied_at",
        "marks_up",
        "marks_down",
        "marks_same",
    )
    list_filter = ("cause", "policy")
    list_select_related = ("snapshot", "author")
    ordering = ("-created_at", "pk")

    def get_urls(self) -> list[URLPattern]:
        new = path("of/<str:snapshot>/", self.admin_site.admin_view(regrade_new), name="quizzes_regrade_new")
        return [new, *super().get_urls()]


@require_http_methods(["GET", "POST"])
def regrade_new(request: MemberRequest, snapshot: str) -> HttpResponse:
    """A form; filled in, the list of what it would change; sent from there, the regrade."""
    only_with(request, "quizzes.add_regrade")
    row = get_object_or_404(ItemSnapshot, pk=snapshot)
    if request.method == "POST":
        return _confirm(request, row)
    form = (
        RegradeForm(request.GET, snapshot=row) if "policy" in request.GET else RegradeForm(initial=USUAL, snapshot=row)
    )
    return _page(request, row, form, status=422 if form.errors else 200)


def _confirm(request: MemberRequest, snapshot: ItemSnapshot) -> HttpResponse:
    form = ConfirmedRegradeForm(request.POST, snapshot=snapshot)
    if not form.is_valid():
        return _page(request, snapshot, form, status=422)
    if _has_moved_on(form, snapshot):
        form.add_error(None, "Marks have changed since you looked. Look at the list again, then confirm.")
        return _page(request, snapshot, form, status=409)
    try:
        regrade = _confirmed(request, form, snapshot)
    except (operations.RegradeUnderWay, UnfitRegrading) as refusal:
        form.add_error(None, str(refusal))
        return _page(request, snapshot, form, status=409)
    transaction.on_commit(partial(tasks.apply_regrade.delay, regrade_id=str(regrade.pk)), robust=True)
    messages.success(request, "The regrade holds from now on. Marks there were are changed in the background.")
    return redirect("admin:quizzes_regrade_change", regrade.pk)


def _has_moved_on(form: ConfirmedRegradeForm, snapshot: ItemSnapshot) -> bool:
    if Regrade.objects.filter(pk=form.cleaned_data["regrade_id"]).exists():
        return False
    return len(queries.dry_run(snapshot, form.regrading).changes) != form.cleaned_data["changes"]


def _confirmed(request: MemberRequest, form: ConfirmedRegradeForm, snapshot: ItemSnapshot) -> Regrade:
    return operations.confirm_regrade(
        snapshot,
        regrade_id=form.cleaned_data["regrade_id"],
        regrading=form.regrading,
        mutes=form.cleaned_data["mutes"],
        author=request.user,
        now=timezone.now(),
    )


def _page(request: MemberRequest, snapshot: ItemSnapshot, form: RegradeForm, *, status: int) -> HttpResponse:
    context = {"title": "Regrade a question", "question": queries.staff_question(snapshot), "form": form}
    if form.is_bound and not set(form.errors) - {"__all__"}:
        context |= _tried(request, snapshot, form)
    return TemplateResponse(
        request, "admin/quizzes/regrade_new.html", admin.site.each_context(request) | context, status=status
    )


def _tried(request: MemberRequest, snapshot: ItemSnapshot, form: RegradeForm) -> dict[str, Any]:
    """The dry run, and what its button sends: the same decision under a new id."""
    found = queries.dry_run(snapshot, form.regrading)
    sent = request.POST if request.method == "POST" else request.GET
    return {
        "counts": {way.value: found.count(way) for way in Direction},
        "page": Paginator(found.changes, SHOWN).get_page(request.GET.get("page")),
        "sent": [(name, value) for name in RegradeForm.base_fields for value in sent.getlist(name)],
        "regrade_id": uuid4(),
    }
