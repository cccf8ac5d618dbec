from django.contrib import admin

from opsmethods.admin.base import ContentAdmin, MethodRowAdmin, PartAdmin, RowInline
from opsmethods.forms import editing as forms
from opsmethods.models import Cell, Dimension, Trait, TraitCell


@admin.register(Dimension)
class DimensionAdmin(ContentAdmin):
    place = 4
    form = forms.DimensionForm
    list_display = ("code", "label", "group", "topic", "scale_low", "scale_high", "position")
    list_filter = ("topic", "group")
    list_select_related = ("topic",)
    ordering = ("topic", "position", "code")


@admin.register(Cell)
class CellAdmin(MethodRowAdmin):
    place = 7
    form = forms.CellForm
    parents = ("method", "dimension")
    list_display = ("method", "dimension", "level", "low", "high", "sentence")
    list_select_related = ("method", "dimension")
    ordering = ("dimension__position", "dimension__code", "method__slot")


class TraitCellInline(RowInline):
    model = TraitCell
    form = forms.TraitCellForm


@admin.register(Trait)
class TraitAdmin(ContentAdmin):
    place = 5
    list_display = ("code", "label", "question", "topic", "position")
    list_filter = ("topic",)
    list_select_related = ("topic",)
    ordering = ("topic", "position", "code")
    inlines = (TraitCellInline,)


@admin.register(TraitCell)
class TraitCellAdmin(PartAdmin):
    form = forms.TraitCellForm
    topic_path = "trait__topic"
    parents = ("trait", "method")
    list_display = ("trait", "method", "text")
    list_select_related = ("trait", "method")
    ordering = ("trait__position", "method__slot", "pk")
