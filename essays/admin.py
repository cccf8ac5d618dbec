"""Editors keep prompts and rubrics here; students' work is read and never changed."""

from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from essays import operations, tasks
from essays.domain.rubric import RubricError
from essays.models import (
    Cap,
    CapAnswer,
    Criterion,
    CriterionChoice,
    Draft,
    DraftVersion,
    Evidence,
    LevelDescriptor,
    Mark,
    Marking,
    MarkLine,
    Prompt,
    PromptVariant,
    Rubric,
    Submission,
)
from essays.operations import RubricAlreadyPublished, RubricUnchanged


class ReadOnly:
    """Nothing is added, changed or deleted: the rows are what happened."""

    def has_add_permission(self, *_: object, **__: object) -> bool:
        return False

    def has_change_permission(self, *_: object, **__: object) -> bool:
        return False

    def has_delete_permission(self, *_: object, **__: object) -> bool:
        return False


class FrozenOncePublished:
    """What belongs to a published rubric is shown and not changed (V7)."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not _is_published(obj) and super().has_add_permission(request, *((obj,) if obj else ()))  # type: ignore[misc]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not _is_published(obj) and super().has_change_permission(request, obj)  # type: ignore[misc]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not _is_published(obj) and super().has_delete_permission(request, obj)  # type: ignore[misc]


def _is_published(row: Rubric | Criterion | None) -> bool:
    rubric = row.rubric if isinstance(row, Criterion) else row
    return rubric is not None and rubric.is_published


# --- What editors keep ----------------------------------------------------------------------------


class PromptVariantInline(admin.StackedInline):
    model = PromptVariant
    extra = 0


@admin.register(Prompt)
class PromptAdmin(admin.ModelAdmin):
    list_display = ("title", "number", "topic")
    list_filter = ("topic",)
    list_select_related = ("topic",)
    ordering = ("topic", "number", "pk")
    inlines = (PromptVariantInline,)


class CriterionInline(FrozenOncePublished, admin.StackedInline):
    model = Criterion
    extra = 0
    ordering = ("position", "pk")
    show_change_link = True


class LevelDescriptorInline(FrozenOncePublished, admin.StackedInline):
    model = LevelDescriptor
    extra = 0
    ordering = ("number",)


class CapInline(FrozenOncePublished, admin.StackedInline):
    model = Cap
    extra = 0
    ordering = ("position", "pk")


@admin.register(Rubric)
class RubricAdmin(FrozenOncePublished, admin.ModelAdmin):
    list_display = ("__str__", "topic", "prompt", "version", "published_at")
    list_filter = ("topic", ("published_at", admin.EmptyFieldListFilter))
    list_select_related = ("topic", "prompt")
    ordering = ("topic", "prompt", "-version", "pk")
    readonly_fields = ("published_at", "content_hash", "structure_hash")
    inlines = (CriterionInline,)
    actions = ("copy_to_new_version", "publish")

    @admin.action(description="Copy to a new version", permissions=["change"])
    def copy_to_new_version(self, request: HttpRequest, queryset: QuerySet[Rubric]) -> None:
        for rubric in queryset:
            try:
                copy = operations.copy_rubric(rubric)
            except RubricError as error:
                messages.error(request, f"{rubric}: {error}")
            else:
                messages.success(request, f"{copy} is ready to be edited.")

    @admin.action(
        description="Publish: new essays are marked by it, and it never changes again", permissions=["change"]
    )
    def publish(self, request: HttpRequest, queryset: QuerySet[Rubric]) -> None:
        for rubric in queryset:
            try:
                operations.publish_rubric(rubric, now=timezone.now())
            except (RubricError, RubricAlreadyPublished, RubricUnchanged) as error:
                messages.error(request, f"{rubric}: {error}")
            else:
                messages.success(request, f"{rubric} is published.")


@admin.register(Criterion)
class CriterionAdmin(FrozenOncePublished, admin.ModelAdmin):
    list_display = ("__str__", "rubric", "maximum")
    list_select_related = ("rubric",)
    ordering = ("rubric", "position", "pk")
    inlines = (LevelDescriptorInline, CapInline)


# --- What students and teachers did ---------------------------------------------------------------


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
