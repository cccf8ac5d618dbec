"""The review list: what guards warn of and nobody has ruled on yet, and what was decided."""

from typing import TYPE_CHECKING, cast

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from opsmethods.models import Topic
from quizzes.admin.question import RULES, need, warning_in
from quizzes.domain.item_models import ITEM_MODELS
from quizzes.models import BankItem, Ruling
from quizzes.operations import accept, take_back
from quizzes.queries.bank_review import bank_states, review, rulings

if TYPE_CHECKING:
    from accounts.models import User

UNRULES = "quizzes.delete_ruling"


@require_GET
def bank_review(request: HttpRequest) -> HttpResponse:
    need(request)
    context = {
        "title": "Review list",
        "opts": BankItem._meta,
        "review": review(),
        "states": bank_states(),
        "rulings": rulings(),
        "may_rule": request.user.has_perm(RULES),
        "may_take_back": request.user.has_perm(UNRULES),
    }
    return TemplateResponse(request, "admin/quizzes/bank_review.html", admin.site.each_context(request) | context)


@require_POST
def kind_accept(request: HttpRequest) -> HttpResponse:
    """The warning of a guard is no reason to look at any question of the item model."""
    need(request, RULES)
    guard, model, topic = warning_in(request), request.POST.get("model", ""), request.POST.get("topic", "")
    if model not in ITEM_MODELS or not topic.isdecimal():
        raise Http404
    row = get_object_or_404(Topic, pk=topic)
    accept(row, item_model=model, guard=guard, author=cast("User", request.user), now=timezone.now())
    messages.success(request, f"The warning {guard} is accepted for all questions of {model}.")
    return redirect("admin:quizzes_bank_review")


@require_POST
def ruling_take_back(request: HttpRequest, ruling_id: int) -> HttpResponse:
    """As if it had never been decided; somebody who came from a question goes back there."""
    need(request, UNRULES)
    ruling = get_object_or_404(Ruling.objects.select_related("topic"), pk=ruling_id)
    take_back(ruling)
    is_muted = ruling.decision == Ruling.Decision.MUTED
    messages.success(request, "The question is asked again." if is_muted else "The warning is to be looked at again.")
    item = request.POST.get("item", "")
    if item.isdecimal():
        return redirect("admin:quizzes_bankitem_change", item)
    return redirect("admin:quizzes_bank_review")
