"""Sample answers with their marks, which are provisional until a teacher has confirmed them."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join

from essays.admin.base import ContentAdmin, RowInline
from essays.admin.forms import CapFormSet, ExemplarForm, MarkFormSet, NoteFormSet
from essays.admin.history import DocumentHistory
from essays.domain.rubric import RubricError, RubricSpec
from essays.models import Exemplar, ExemplarCap, ExemplarMark, ExemplarNote
from essays.queries import exemplar_rubric, rubrics_of, sample_total

Status = Exemplar.Status


class ExemplarMarkInline(RowInline):
    model = ExemplarMark
    formset = MarkFormSet
    verbose_name_plural = "marks, before caps"
    ordering = ("criterion", "pk")


class ExemplarCapInline(RowInline):
    model = ExemplarCap
    formset = CapFormSet
    ordering = ("criterion", "cap", "pk")


class ExemplarNoteInline(RowInline):
    model = ExemplarNote
    formset = NoteFormSet
    ordering = ("position", "pk")


@admin.register(Exemplar)
class ExemplarAdmin(DocumentHistory, ContentAdmin):
    form = ExemplarForm
    parents = ("prompt",)
    heights: ClassVar[dict[str, int]] = {"text": 20, "next_step": 2}
    list_display = ("code", "prompt", "band", "status", "total", "published")
    list_filter = ("prompt", "status", "band", "published")
    list_select_related = ("prompt",)
    search_fields = ("code", "text")
    ordering = ("prompt__topic", "prompt__number", "code", "pk")
    readonly_fields = ("lines",)
    fieldsets = (
        (None, {"fields": ("prompt", "code", "band", "text", "next_step", "published", "seen")}),
        ("Its marks", {"fields": ("status", "lines")}),
    )
    inlines = (ExemplarMarkInline, ExemplarCapInline, ExemplarNoteInline)
    actions = ("confirm", "take_back")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Exemplar]:
        return super().get_queryset(request).prefetch_related("marks", "caps")

    def has_delete_permission(self, request: HttpRequest, obj: Exemplar | None = None) -> bool:
        """What a student has marked or compared stays; as a draft it is met no more."""
        met = obj is not None and (obj.trials.exists() or obj.comparisons.exists())
        return not met and super().has_delete_permission(request, obj)

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """The rubrics of all rows are read at once."""
        changes = super().get_changelist_instance(request)
        rows: list[Any] = list(changes.result_list)
        specs = rubrics_of({row.prompt_id for row in rows})
        for row in rows:
            row.comes_to = _said(row, specs.get(row.prompt_id))
        changes.result_list = rows
        return changes

    @admin.display(description="Total")
    def total(self, exemplar: Any) -> str:
        return str(exemplar.comes_to)

    @admin.display(description="Total")
    def lines(self, exemplar: Exemplar) -> str:
        """What the stored marks and answers come to, as students see it, line by line."""
        if exemplar.pk is None:
            return "It comes once the sample is saved and has marks."
        try:
            rubric = exemplar_rubric(exemplar)
        except RubricError as error:
            return str(error)
        counted = sample_total(exemplar, rubric=rubric).lines
        rows = ((line.code, line.chosen, line.points, line.reason) for line in counted)
        items = format_html_join("", "<li>{}: chosen {}, counts {}. {}</li>", rows)
        return format_html("<strong>{}</strong><ul>{}</ul>", _said(exemplar, rubric), items)

    @admin.action(description="Confirm the marks", permissions=["change"])
    def confirm(self, request: HttpRequest, queryset: QuerySet[Exemplar]) -> None:
        self._set_status(request, queryset, Status.CONFIRMED)

    @admin.action(description="Take the marks back to provisional", permissions=["change"])
    def take_back(self, request: HttpRequest, queryset: QuerySet[Exemplar]) -> None:
        self._set_status(request, queryset, Status.PROVISIONAL)

    @transaction.atomic
    def _set_status(self, request: HttpRequest, queryset: QuerySet[Exemplar], status: Exemplar.Status) -> None:
        rows = list(queryset.select_for_update(of=("self",)).exclude(status=status))
        for row in rows:
            row.status, row.revision = status, row.revision + 1
            row.save(update_fields=["status", "revision"])
            self.keep_version(request, row)
            self.log_change(request, row, f"{status.label}.")
        self.message_user(request, f"Samples now marked “{status.label}”: {len(rows)}.")


def _said(exemplar: Exemplar, rubric: RubricSpec | None) -> str:
    """For example "12 of 20"; a criterion without a mark is named."""
    if rubric is None:
        return "No rubric is published"
    result = sample_total(exemplar, rubric=rubric)
    marked = {line.code for line in result.lines}
    missing = ", ".join(each.code for each in rubric.criteria if each.code not in marked)
    return f"{result.points} of {result.out_of}{f', without {missing}' if missing else ''}"
