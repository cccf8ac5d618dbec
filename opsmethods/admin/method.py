from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from opsmethods.admin.base import ContentAdmin, MethodRowAdmin, PartAdmin, RowInline, TallInline
from opsmethods.forms import editing as forms
from opsmethods.models import (
    Cell,
    Confusion,
    Contrast,
    CostScale,
    Example,
    Method,
    Misconception,
    Phrase,
    Statement,
    StatementTruth,
    Step,
)


class CellInline(RowInline):
    model = Cell
    form = forms.CellForm

    def get_queryset(self, request: HttpRequest) -> QuerySet[Cell]:
        """With what each row is named after."""
        cells: QuerySet[Cell] = super().get_queryset(request)
        return cells.select_related("method", "dimension")


class ExampleInline(TallInline):
    model = Example
    form = forms.ExampleForm


class MisconceptionInline(TallInline):
    model = Misconception


class StepInline(RowInline):
    model = Step
    formset = forms.StepFormSet


class PhraseInline(RowInline):
    model = Phrase
    form = forms.PhraseForm


class ContrastInline(RowInline):
    model = Contrast
    form = forms.ContrastForm
    fk_name = "right"


class CostScaleInline(TallInline):
    model = CostScale


@admin.register(Method)
class MethodAdmin(ContentAdmin):
    place = 6
    markdown = ("idea", "process")
    list_display = ("name", "topic", "slot", "tagline")
    list_filter = ("topic",)
    list_select_related = ("topic",)
    ordering = ("topic", "slot")
    prepopulated_fields = {"slug": ("name",)}
    inlines = (
        CellInline,
        ExampleInline,
        MisconceptionInline,
        StepInline,
        PhraseInline,
        ContrastInline,
        CostScaleInline,
    )


@admin.register(Example)
class ExampleAdmin(MethodRowAdmin):
    place = 8
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
    place = 9
    list_display = ("code", "text", "kind", "view", "method")
    list_filter = (*MethodRowAdmin.list_filter, "kind", "view")
    search_fields = ("code", "text")
    ordering = ("method__slot", "kind", "position", "code")
    inlines = (TruthInline,)


@admin.register(Misconception)
class MisconceptionAdmin(MethodRowAdmin):
    place = 10
    list_display = ("code", "belief", "correction", "method")
    search_fields = ("code", "belief", "correction")
    ordering = ("method__slot", "position", "code")


@admin.register(Phrase)
class PhraseAdmin(MethodRowAdmin):
    place = 11
    form = forms.PhraseForm
    list_display = ("code", "text", "kind", "method")
    list_filter = (*MethodRowAdmin.list_filter, "kind")
    search_fields = ("code", "text")
    ordering = ("method__slot", "kind", "code")


@admin.register(Contrast)
class ContrastAdmin(ContentAdmin):
    place = 12
    form = forms.ContrastForm
    topic_path = "right__topic"
    parents = ("right", "wrong")
    list_display = ("right", "wrong", "text")
    list_filter = ("right__topic", "right")
    list_select_related = ("right", "wrong")
    ordering = ("right__slot", "wrong__slot")


@admin.register(Confusion)
class ConfusionAdmin(ContentAdmin):
    place = 13
    form = forms.ConfusionForm
    topic_path = "first__topic"
    parents = ("first", "second")
    list_display = ("first", "second", "tell")
    list_filter = ("first__topic",)
    list_select_related = ("first", "second")
    ordering = ("first__topic", "position", "pk")


@admin.register(CostScale)
class CostScaleAdmin(MethodRowAdmin):
    place = 14
    list_display = ("method", "fixed_min", "fixed_max", "variable_min", "variable_max", "output_min", "output_max")
    ordering = ("method__slot",)


@admin.register(Step)
class StepAdmin(PartAdmin):
    topic_path = "method__topic"
    parents = ("method",)
    list_display = ("code", "text", "kind", "method")
    list_select_related = ("method",)
    ordering = ("method__slot", "position", "code")
