"""Prompts with what hangs on them, and the questions that help to find evidence."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from essays.admin.base import ContentAdmin, RowInline, TallInline
from essays.admin.forms import ContentForm, HintForm, PointForm, PointFormSet, PromptForm
from essays.admin.history import DocumentHistory
from essays.models import EvidenceHint, IndicativePoint, Prompt, PromptVariant, ScaffoldRow
from opsmethods.queries import dimensions_of


class PromptVariantInline(TallInline):
    model = PromptVariant
    form = ContentForm
    heights: ClassVar[dict[str, int]] = {"text": 3, "depth": 2}
    ordering = ("pk",)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "level",
                    "text",
                    ("marks", "minutes", "words_low", "words_high"),
                    "depth",
                    "published",
                    "seen",
                )
            },
        ),
    )


class ScaffoldRowInline(RowInline):
    model = ScaffoldRow
    form = ContentForm
    verbose_name_plural = "rows of the plan"
    heights: ClassVar[dict[str, int]] = {"hint": 2}
    ordering = ("position", "pk")
    fields = ("position", "label", "hint", "published", "seen")


class IndicativePointInline(RowInline):
    model = IndicativePoint
    form = PointForm
    formset = PointFormSet
    heights: ClassVar[dict[str, int]] = {"text": 3}
    ordering = ("number", "pk")
    fields = ("number", "text", "objectives", "methods", "references", "leads_to", "published", "seen")
    readonly_fields = ("leads_to",)
    pages: Mapping[str, str] = {}

    def get_formset(self, request: HttpRequest, obj: Prompt | None = None, **kwargs: Any) -> Any:
        """Django makes an inline for each request, so that what it finds out here is of this prompt."""
        if obj:
            compare = reverse("opsmethods:method_compare", args=[obj.topic.slug])
            codes = dimensions_of(obj.topic, drafts=True).values_list("code", flat=True)
            self.pages = {code: f"{compare}?sort={code}" for code in codes}
        return super().get_formset(request, obj, **kwargs)

    @admin.display(description="Where the references lead")
    def leads_to(self, point: IndicativePoint) -> str:
        codes = point.references.split()
        links = format_html_join(", ", '<a href="{}">{}</a>', ((self.pages[c], c) for c in codes if c in self.pages))
        others = ", ".join(code for code in codes if code not in self.pages)
        return format_html("{}{}", links, f"{'; ' if links else ''}text only: {others}" if others else "")


@admin.register(Prompt)
class PromptAdmin(DocumentHistory, ContentAdmin):
    form = PromptForm
    parents = ("topic",)
    heights: ClassVar[dict[str, int]] = {"text": 4, "command": 4, "starters": 4, "firms": 4, "weaknesses": 8}
    list_display = ("title", "number", "topic", "published")
    list_filter = ("topic", "published")
    list_select_related = ("topic",)
    ordering = ("topic", "number", "pk")
    fieldsets = (
        (
            "The question",
            {"fields": ("topic", "number", "title", "text", "command", "weaknesses", "published", "seen")},
        ),
        ("While a student writes", {"fields": ("starters",)}),
        ("While a student looks for evidence", {"fields": ("firms",)}),
    )
    inlines = (PromptVariantInline, ScaffoldRowInline, IndicativePointInline)

    def view_on_site(self, obj: Prompt) -> str | None:
        return reverse("essays:prompt_detail", args=[obj.topic.slug, obj.number])


@admin.register(EvidenceHint)
class EvidenceHintAdmin(ContentAdmin):
    form = HintForm
    parents = ("topic",)
    heights: ClassVar[dict[str, int]] = {"question": 2}
    list_display = ("question", "criterion", "position", "topic", "published")
    list_filter = ("topic", "criterion", "published")
    list_select_related = ("topic",)
    search_fields = ("question",)
    ordering = ("topic", "criterion", "position", "pk")
    fields = ("topic", "criterion", "position", "question", "published", "seen")
