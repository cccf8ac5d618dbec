"""What students and teachers did: read and never changed."""

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from essays import tasks
from essays.models import (
    CapAnswer,
    CriterionChoice,
    Draft,
    DraftVersion,
    Evidence,
    Mark,
    Marking,
    MarkLine,
    Submission,
)
from opsmethods.editing import ReadOnly


class DraftVersionInline(ReadOnly, admin.TabularInline):
    model = DraftVersion
    fields = ("window", "sequence", "words", "cause", "server_time", "superseded")
    ordering = ("-server_time", "-pk")


@admin.register(Draft)
class DraftAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("id", "prompt", "level", "user", "state", "started_at")
    list_filter = ("state", "level", "prompt__topic")
    list_select_related = ("prompt", "user")
    search_fields = ("id", "user__username")
    ordering = ("-started_at", "pk")
    inlines = (DraftVersionInline,)


@admin.register(Submission)
class SubmissionAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("id", "draft", "round", "words", "late", "handed_in_at")
    list_filter = ("late",)
    list_select_related = ("draft",)
    search_fields = ("id", "draft__user__username")
    ordering = ("-handed_in_at", "pk")


class CriterionChoiceInline(ReadOnly, admin.TabularInline):
    model = CriterionChoice
    fields = ("criterion", "level", "mark", "maximum", "sentences")
    readonly_fields = ("sentences",)
    ordering = ("criterion__position",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[CriterionChoice]:
        return super().get_queryset(request).select_related("criterion").prefetch_related("evidence")

    @admin.display(description="Evidence")
    def sentences(self, choice: CriterionChoice) -> str:
        evidence: list[Evidence] = sorted(choice.evidence.all(), key=lambda row: row.sentence)
        return "\n".join(f"{row.sentence}. {row.text}" for row in evidence)


class CapAnswerInline(ReadOnly, admin.TabularInline):
    model = CapAnswer
    ordering = ("cap__position", "pk")


class MarkInline(ReadOnly, admin.TabularInline):
    model = Mark
    ordering = ("-scoring_version",)
    show_change_link = True


@admin.register(Marking)
class MarkingAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("id", "submission", "role", "author", "finished_at", "totalling_state")
    list_filter = ("role", "totalling_state")
    list_select_related = ("submission", "author")
    ordering = ("-started_at", "pk")
    inlines = (CriterionChoiceInline, CapAnswerInline, MarkInline)
    actions = ("total_again",)

    @admin.action(description="Total the chosen markings that are finished and have no total", permissions=["view"])
    def total_again(self, request: HttpRequest, queryset: QuerySet[Marking]) -> None:
        waiting = queryset.filter(finished_at__isnull=False, totalled_at=None)
        for key in [str(marking.pk) for marking in waiting]:
            _total_on_commit(key)
        messages.success(request, f"Markings sent to be totalled: {len(waiting)}.")


def _total_on_commit(key: str) -> None:
    transaction.on_commit(lambda: tasks.total_marking.delay(marking_id=key), robust=True)


class MarkLineInline(ReadOnly, admin.TabularInline):
    model = MarkLine
    ordering = ("criterion__position", "pk")


@admin.register(Mark)
class MarkAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("marking", "scoring_version", "points", "out_of", "cause", "author", "created_at")
    list_select_related = ("marking", "author")
    ordering = ("-created_at", "pk")
    inlines = (MarkLineInline,)
