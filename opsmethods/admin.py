"""The notes in admin, in the order an editor works: topic, dimensions, methods, statements, wordings.

Whatever is added, changed or deleted raises the version of its topic in the same transaction.
"""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib import admin
from django.db import transaction
from django.db.models import Model, QuerySet
from django.forms import BaseFormSet, ModelForm
from django.http import HttpRequest

from opsmethods.domain.impact import impact_of
from opsmethods.forms import editing as forms
from opsmethods.models import (
    Cell,
    Contrast,
    CostScale,
    Dimension,
    Example,
    Method,
    Phrase,
    Statement,
    StatementTruth,
    Topic,
    Wording,
)
from opsmethods.operations import raise_version


class ContentAdmin(admin.ModelAdmin):
    """A row of the notes. `topic_path` leads from the row to its topic; its `parents` are settled when it is made."""

    topic_path = "topic"
    parents: tuple[str, ...] = ("topic",)

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        fixed = (*self.parents, "touches") if obj else ()
        return (*super().get_readonly_fields(request, obj), *fixed)

    def get_inlines(self, request: HttpRequest, obj: Model | None) -> list[Any]:
        """A row is saved once before others are hung on it: their rules need to know its topic."""
        return [*super().get_inlines(request, obj)] if obj else []

    @admin.display(description="A change touches")
    def touches(self, obj: Model) -> str:
        impacts = (impact for topic in self.topics_of([obj]) for impact in impact_of(topic.pk))
        return ", ".join(f"{impact.count} {impact.what}" for impact in impacts) or "nothing but these notes"

    def topics_of(self, rows: Iterable[Model]) -> list[Topic]:
        ids = self.model._default_manager.filter(pk__in=[row.pk for row in rows]).values(self.topic_path)
        return list(Topic.objects.filter(pk__in=ids))

    def save_related(
        self,
        request: HttpRequest,
        form: ModelForm,
        formsets: Iterable[BaseFormSet],
        change: bool,  # noqa: FBT001
    ) -> None:
        super().save_related(request, form, formsets, change)
        self.raise_versions(self.topics_of([form.instance]))

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        topics = self.topics_of([obj])
        super().delete_model(request, obj)
        self.raise_versions(topics)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        with transaction.atomic():
            topics = self.topics_of(queryset)
            super().delete_queryset(request, queryset)
            self.raise_versions(topics)

    def raise_versions(self, topics: Iterable[Topic]) -> None:
        for topic in topics:
            raise_version(topic)


@admin.register(Topic)
class TopicAdmin(ContentAdmin):
    topic_path = "pk"
    parents = ()
    list_display = ("title", "noun", "published", "position", "version")
    prepopulated_fields = {"slug": ("title",)}


@admin.register(Dimension)
class DimensionAdmin(ContentAdmin):
    form = forms.DimensionForm
    list_display = ("code", "label", "topic", "scale_low", "scale_high", "position")
    list_filter = ("topic",)
    list_select_related = ("topic",)
    ordering = ("topic", "position", "code")


class CellInline(admin.TabularInline):
    model = Cell
    form = forms.CellForm
    extra = 0


class ExampleInline(admin.StackedInline):
    model = Example
    form = forms.ExampleForm
    extra = 0


class PhraseInline(admin.TabularInline):
    model = Phrase
    form = forms.PhraseForm
    extra = 0


class ContrastInline(admin.TabularInline):
    model = Contrast
    form = forms.ContrastForm
    fk_name = "right"
    extra = 0


class CostScaleInline(admin.StackedInline):
    model = CostScale
    extra = 0


@admin.register(Method)
class MethodAdmin(ContentAdmin):
    list_display = ("name", "topic", "slot", "tagline")
    list_filter = ("topic",)
    list_select_related = ("topic",)
    ordering = ("topic", "slot")
    prepopulated_fields = {"slug": ("name",)}
    inlines = (CellInline, ExampleInline, PhraseInline, ContrastInline, CostScaleInline)


class MethodRowAdmin(ContentAdmin):
    """A row that belongs to a method."""

    topic_path = "method__topic"
    parents: tuple[str, ...] = ("method",)
    list_filter: ClassVar[tuple[str, ...]] = ("method__topic", "method")
    list_select_related: ClassVar[tuple[str, ...]] = ("method",)


@admin.register(Cell)
class CellAdmin(MethodRowAdmin):
    form = forms.CellForm
    parents = ("method", "dimension")
    list_display = ("method", "dimension", "level", "low", "high", "sentence")
    list_select_related = ("method", "dimension")
    ordering = ("dimension__position", "dimension__code", "method__slot")


@admin.register(Example)
class ExampleAdmin(MethodRowAdmin):
    form = forms.ExampleForm
    list_display = ("code", "text", "method")
    search_fields = ("code", "text", "leak_free")
    ordering = ("method__slot", "position", "code")


class TruthInline(admin.TabularInline):
    model = StatementTruth
    formset = forms.TruthFormSet
    extra = 0


@admin.register(Statement)
class StatementAdmin(MethodRowAdmin):
    list_display = ("code", "text", "kind", "view", "method")
    list_filter = (*MethodRowAdmin.list_filter, "kind", "view")
    search_fields = ("code", "text")
    ordering = ("method__slot", "kind", "position", "code")
    inlines = (TruthInline,)


@admin.register(Phrase)
class PhraseAdmin(MethodRowAdmin):
    form = forms.PhraseForm
    list_display = ("code", "text", "kind", "method")
    list_filter = (*MethodRowAdmin.list_filter, "kind")
    search_fields = ("code", "text")
    ordering = ("method__slot", "kind", "code")


@admin.register(Contrast)
class ContrastAdmin(ContentAdmin):
    form = forms.ContrastForm
    topic_path = "right__topic"
    parents = ("right", "wrong")
    list_display = ("right", "wrong", "text")
    list_filter = ("right__topic", "right")
    list_select_related = ("right", "wrong")
    ordering = ("right__slot", "wrong__slot")


@admin.register(CostScale)
class CostScaleAdmin(MethodRowAdmin):
    list_display = ("method", "fixed_min", "fixed_max", "variable_min", "variable_max", "output_min", "output_max")
    ordering = ("method__slot",)


@admin.register(Wording)
class WordingAdmin(ContentAdmin):
    form = forms.WordingForm
    list_display = ("model", "code", "text", "topic")
    list_filter = ("topic", "model")
    list_select_related = ("topic",)
    ordering = ("topic", "model", "code")
