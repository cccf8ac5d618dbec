"""The page of one question of the bank: what the guards say, what editors decide, and its stem in other words."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import model_to_dict, modelform_factory
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from opsmethods.domain import facts as known
from opsmethods.forms.editing import WordingForm
from opsmethods.models import Wording
from opsmethods.operations import change_wording
from opsmethods.queries import fact_base
from quizzes.domain.guards import WARNING
from quizzes.domain.looking import Effect, effect_on, with_wording
from quizzes.models import BankItem
from quizzes.operations import accept, mute
from quizzes.queries.bank_page import bank_page, wordings_for
from quizzes.queries.bank_review import looked_at

if TYPE_CHECKING:
    from accounts.models import User

SEEN, RULES, REWORDS = "quizzes.view_bankitem", "quizzes.add_ruling", "opsmethods.change_wording"
Form = modelform_factory(Wording, form=WordingForm, fields=("model", "code", "text", "published"))


def need(request: HttpRequest, *permissions: str) -> None:
    if not request.user.has_perms([SEEN, *permissions]):
        raise PermissionDenied


def item_at(pk: int | str) -> BankItem:
    """A question of a last finished look; there is no other."""
    return get_object_or_404(looked_at().select_related("check_made__topic"), pk=pk)


def question_page(request: HttpRequest, object_id: str) -> HttpResponse:
    """As the notes make it now; with `?wording=` in these words only, as it was just saved."""
    need(request)
    item = item_at(object_id)
    chosen = wordings_for(item).filter(code=request.GET.get("wording", ""), published=True).first()
    return _page(request, item, chosen=chosen)


def warning_in(request: HttpRequest) -> str:
    """The code of a guard that warns, as it was sent."""
    guard = request.POST.get("guard", "")
    if guard not in {one.code for one in WARNING}:
        raise Http404
    return guard


@require_POST
def question_mute(request: HttpRequest, object_id: int) -> HttpResponse:
    need(request, RULES)
    item = item_at(object_id)
    mute(
        item.check_made.topic,
        item_model=item.item_model,
        signature=item.signature,
        author=cast("User", request.user),
        now=timezone.now(),
    )
    messages.success(request, "This question is never asked again.")
    return redirect("admin:quizzes_bankitem_change", object_id)


@require_POST
def question_accept(request: HttpRequest, object_id: int) -> HttpResponse:
    """The warning of a guard, of this question or of every question of its item model."""
    need(request, RULES)
    item = item_at(object_id)
    guard, is_for_all = warning_in(request), "all" in request.POST
    accept(
        item.check_made.topic,
        item_model=item.item_model,
        signature="" if is_for_all else item.signature,
        guard=guard,
        author=cast("User", request.user),
        now=timezone.now(),
    )
    scope = f"all questions of {item.item_model}" if is_for_all else "this question"
    messages.success(request, f"The warning {guard} is accepted for {scope}.")
    return redirect("admin:quizzes_bankitem_change", object_id)


@require_POST
@transaction.atomic
def wording_try(request: HttpRequest, object_id: int, wording_id: int) -> HttpResponse:
    """Show the question in other words, or save them, by the rules of a wording's own page."""
    need(request, REWORDS)
    item = item_at(object_id)
    row = get_object_or_404(wordings_for(item).select_for_update(), pk=wording_id)
    text = request.POST.get("text", "")
    form = Form(model_to_dict(row) | {"text": text, "seen": request.POST.get("seen")}, instance=row)
    if not form.is_valid():
        return _page(request, item, chosen=row, problems=tuple(_problems(form)), typed=text)
    if "save" not in request.POST:
        return _page(request, item, chosen=row)
    change_wording(row, text=row.text, author=cast("User", request.user))
    messages.success(request, f"Saved. Questions of {row.model} are asked in these words too from now on.")
    return redirect(reverse("admin:quizzes_bankitem_change", args=[item.pk], query={"wording": row.code}))


def _problems(form: Any) -> Iterator[str]:
    return (said for found in form.errors.values() for said in found)


def _page(
    request: HttpRequest,
    item: BankItem,
    *,
    chosen: Wording | None = None,
    problems: tuple[str, ...] = (),
    typed: str = "",
) -> HttpResponse:
    """`chosen` is a wording to be shown, in the words it has; with `problems`, what was typed is shown beside them."""
    facts = fact_base(item.check_made.topic)
    tried = None if problems or not chosen else with_wording(facts, said_by(chosen))
    context = {
        "title": "A question of the bank",
        "opts": BankItem._meta,
        "page": bank_page(item, facts=tried or facts),
        "chosen": chosen,
        "text": typed or (chosen.text if chosen else ""),
        "problems": problems,
        "effects": _effects(item.item_model, facts, tried),
        "may_rule": request.user.has_perm(RULES),
        "may_take_back": request.user.has_perm("quizzes.delete_ruling"),
        "may_reword": request.user.has_perm(REWORDS),
    }
    return TemplateResponse(
        request,
        "admin/quizzes/question.html",
        admin.site.each_context(request) | context,
        status=422 if problems else 200,
    )


def said_by(row: Wording) -> known.Wording:
    return known.Wording(row.model, row.code, row.text)


def _effects(model: str, facts: known.FactBase, tried: known.FactBase | None) -> dict[str, Effect]:
    """What the guards say of the item model's questions: as they are asked, and in the words just tried."""
    if tried is None:
        return {}
    return {"now": effect_on(facts, model=model), "tried": effect_on(tried, model=model)}
