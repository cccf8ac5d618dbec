"""What the office may look up about quizzes. Students' work is read here and never changed."""

from django.contrib import admin

from opsmethods.editing import ReadOnly
from quizzes.models import Mark, MarkLine


class MarkLineInline(ReadOnly, admin.TabularInline):
    model = MarkLine
    fields = ("item", "option_id", "certainty", "points", "out_of")
    ordering = ("item__position",)


@admin.register(Mark)
class MarkAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("attempt", "scoring_version", "points", "out_of", "cause", "regrade", "author", "created_at")
    list_filter = ("cause",)
    list_select_related = ("attempt", "regrade", "author")
    ordering = ("-created_at", "pk")
    inlines = (MarkLineInline,)
