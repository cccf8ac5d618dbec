"""What item models ask beyond the notes: cases, puzzles, and the parts of scenarios."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from opsmethods.admin.base import ContentAdmin, PartAdmin, TallInline
from opsmethods.domain.bank_rules import clash_problem
from opsmethods.forms import editing as forms
from opsmethods.models import Case, Cue, Family, Filler, Group, Puzzle, Reply, lines_of
from opsmethods.queries import clashes_beside


class CaseInline(TallInline):
    model = Case


@admin.register(Group)
class GroupAdmin(ContentAdmin):
    place = 24
    form = forms.GroupForm
    list_display = ("label", "model", "meaning", "topic")
    list_filter = ("topic", "model")
    list_select_related = ("topic",)
    search_fields = ("code", "label", "meaning")
    ordering = ("topic", "model", "position", "code")
    inlines = (CaseInline,)


class ReplyInline(TallInline):
    model = Reply
    formset = forms.ReplyFormSet


@admin.register(Puzzle)
class PuzzleAdmin(ContentAdmin):
    place = 25
    form = forms.PuzzleForm
    parents = ("topic", "method")
    list_display = ("prompt", "model", "code", "method", "topic")
    list_filter = ("topic", "model", "method")
    list_select_related = ("topic", "method")
    search_fields = ("code", "prompt")
    ordering = ("topic", "model", "position", "code")
    inlines = (ReplyInline,)


@admin.register(Cue)
class CueAdmin(ContentAdmin):
    place = 26
    form = forms.CueForm
    parents = ("topic", "answer", "own")
    list_display = ("code", "texts", "answer", "own", "topic")
    list_filter = ("topic", "own")
    list_select_related = ("topic", "answer", "own")
    search_fields = ("code", "texts", "reason")
    ordering = ("topic", "position", "code")

    @admin.action(description="Publish: students see it", permissions=["change"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """A draft may name a clue that does not name it; what is published may not."""
        rows = list(queryset.select_related("topic"))
        if problems := [problem for row in rows if (problem := _one_sided(row, rows))]:
            self.message_user(request, " ".join(problems), messages.ERROR)
        else:
            super().publish(request, queryset)


def _one_sided(row: Cue, rows: list[Cue]) -> str:
    """`rows` are about to be published with it."""
    beside = {one.code: lines_of(one.clashes) for one in rows if one.topic_id == row.topic_id and one != row}
    return clash_problem(row.code, lines_of(row.clashes), clashes_beside(row.topic, pk=row.pk) | beside)


@admin.register(Family)
class FamilyAdmin(ContentAdmin):
    place = 27
    form = forms.FamilyForm
    list_display = ("goods", "one", "many", "some", "topic")
    list_filter = ("topic",)
    list_select_related = ("topic",)
    search_fields = ("code", "goods", "one")
    ordering = ("topic", "position", "code")


@admin.register(Filler)
class FillerAdmin(ContentAdmin):
    place = 28
    form = forms.FillerForm
    list_display = ("text", "kind", "code", "topic")
    list_filter = ("topic", "kind")
    list_select_related = ("topic",)
    search_fields = ("code", "text")
    ordering = ("topic", "kind", "position", "code")


@admin.register(Case)
class CaseAdmin(PartAdmin):
    topic_path = "group__topic"
    parents = ("group",)
    list_display = ("code", "text", "group")
    list_select_related = ("group",)
    ordering = ("group__topic", "group__model", "group__position", "position", "pk")


@admin.register(Reply)
class ReplyAdmin(PartAdmin):
    form = forms.ReplyForm
    topic_path = "puzzle__topic"
    parents = ("puzzle",)
    list_display = ("code", "text", "role", "puzzle")
    list_select_related = ("puzzle",)
    ordering = ("puzzle__topic", "puzzle__model", "puzzle__position", "position", "pk")
