"""The question bank in admin: what the notes can ask, what is refused and by which guard."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path

from opsmethods.editing import ReadOnly
from opsmethods.models import ContentRow
from opsmethods.queries import content_row, key_for, row_at
from quizzes.admin import bank_review, question
from quizzes.domain.item_models import ITEM_MODELS
from quizzes.models import BankItem, Ruling
from quizzes.queries.bank_review import bank_states, flawed_by, flaws_found, items_on, looked_at

if TYPE_CHECKING:
    from collections.abc import Callable


class AskedFilter(admin.SimpleListFilter):
    title = "whether it is asked"
    parameter_name = "asked"

    def lookups(self, *_: Any) -> list[tuple[str, str]]:
        return [("yes", "Asked"), ("doubtful", "Asked, with a warning"), ("refused", "Refused"), ("muted", "Muted")]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[BankItem]) -> QuerySet[BankItem]:
        muted = Ruling.objects.filter(
            topic=OuterRef("check_made__topic"), signature=OuterRef("signature"), decision=Ruling.Decision.MUTED
        )
        asked = queryset.filter(~Exists(muted), refused=False)
        chosen = {
            "yes": asked,
            "doubtful": asked.exclude(flaws=""),
            "refused": queryset.filter(refused=True),
            "muted": queryset.filter(Exists(muted)),
        }
        return chosen.get(self.value() or "", queryset)


class ModelFilter(admin.SimpleListFilter):
    title = "item model"
    parameter_name = "model"

    def lookups(self, *_: Any) -> list[tuple[str, str]]:
        return [(model.code, f"{model.code} {model.title}") for model in ITEM_MODELS.values()]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[BankItem]) -> QuerySet[BankItem]:
        return queryset.filter(item_model=self.value()) if self.value() else queryset


class GuardFilter(admin.SimpleListFilter):
    title = "guard"
    parameter_name = "guard"

    def lookups(self, *_: Any) -> list[tuple[str, str]]:
        return [(guard, f"{guard}: {words}" if words else guard) for guard, words in flaws_found().items()]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[BankItem]) -> QuerySet[BankItem]:
        return queryset.filter(flawed_by(self.value() or "")) if self.value() else queryset


class FactFilter(admin.SimpleListFilter):
    """Those that rest on a row of the notes, named by its table and id: "example-12". Its page leads here."""

    title = "fact"
    parameter_name = "fact"

    def __init__(self, request: HttpRequest, params: dict[str, Any], *rest: Any) -> None:
        self.row = fact_at((params.get(self.parameter_name) or [""])[-1])
        super().__init__(request, params, *rest)

    def lookups(self, *_: Any) -> list[tuple[str, str]]:
        return [(self.value() or "", f"Rests on {key_for(self.row)}")] if self.row else []

    def has_output(self) -> bool:
        """Also with one choice: that it is chosen is to be seen, and can be taken back."""
        return self.row is not None

    def queryset(self, _request: HttpRequest, queryset: QuerySet[BankItem]) -> QuerySet[BankItem]:
        return queryset.filter(pk__in=items_on(content_row(self.row)).values("pk")) if self.row else queryset


def fact_at(name: str) -> ContentRow | None:
    table, _, pk = name.partition("-")
    return row_at(table, int(pk)) if pk.isdecimal() else None


@admin.register(BankItem)
class BankItemAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("stem", "verdict", "says", "item_model", "method", "dimension")
    list_per_page = 50
    list_filter = (FactFilter, "check_made__topic", AskedFilter, ModelFilter, GuardFilter)
    search_fields = ("signature", "body__stem")
    search_help_text = "A signature, or words of the question."
    ordering = ("check_made__topic", "item_model", "pk")
    change_list_template = "admin/quizzes/bank_list.html"

    def get_queryset(self, _request: HttpRequest) -> QuerySet[BankItem]:
        return looked_at()

    def get_urls(self) -> list[URLPattern]:
        protect = self.admin_site.admin_view
        pages: dict[str, Callable[..., HttpResponse]] = {
            "review/": bank_review.bank_review,
            "review/accept/": bank_review.kind_accept,
            "rulings/<int:ruling_id>/take-back/": bank_review.ruling_take_back,
            "<int:object_id>/mute/": question.question_mute,
            "<int:object_id>/accept/": question.question_accept,
            "<int:object_id>/wordings/<int:wording_id>/": question.wording_try,
        }
        own = [path(route, protect(view), name=f"quizzes_{view.__name__}") for route, view in pages.items()]
        return [*own, *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if not self.has_view_permission(request):
            return super().changelist_view(request, extra_context)
        more = {
            "states": bank_states(),
            "fact": key_for(row) if (row := fact_at(request.GET.get("fact", ""))) else "",
            "title": "The question bank",
        }
        return super().changelist_view(request, (extra_context or {}) | more)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",  # noqa: ARG002 - as Django calls it
        extra_context: dict[str, Any] | None = None,  # noqa: ARG002
    ) -> HttpResponse:
        found = looked_at().filter(pk=object_id).exists() if object_id.isdecimal() else False
        if found or not self.has_view_permission(request):
            return question.question_page(request, object_id)
        messages.warning(request, "The bank has been looked through again since. Find the question by its signature.")
        return redirect("admin:quizzes_bankitem_changelist")

    @admin.display(description="question")
    def stem(self, item: BankItem) -> str:
        return item.body["stem"] or item.signature

    @admin.display(description="asked", boolean=True)
    def verdict(self, item: BankItem) -> bool:
        return not item.refused

    @admin.display(description="what the guards say")
    def says(self, item: BankItem) -> str:
        return item.flaws
