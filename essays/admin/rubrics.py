"""Rubrics: edited as a grid while unpublished, then published, shown and copied."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html

from essays import operations
from essays.admin import grid_pages
from essays.admin.base import Sized
from essays.domain.rubric import RubricError
from essays.models import Cap, Criterion, LevelDescriptor, Rubric
from essays.operations import RubricAlreadyPublished, RubricUnchanged


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


class CriterionInline(FrozenOncePublished, Sized, admin.StackedInline):
    model = Criterion
    extra = 0
    ordering = ("position", "pk")
    show_change_link = True


class LevelDescriptorInline(FrozenOncePublished, Sized, admin.StackedInline):
    model = LevelDescriptor
    extra = 0
    ordering = ("number",)


class CapInline(FrozenOncePublished, Sized, admin.StackedInline):
    model = Cap
    extra = 0
    ordering = ("position", "pk")


@admin.register(Rubric)
class RubricAdmin(FrozenOncePublished, admin.ModelAdmin):
    list_display = ("__str__", "topic", "prompt", "version", "published_at", "grid")
    list_filter = ("topic", ("published_at", admin.EmptyFieldListFilter))
    list_select_related = ("topic", "prompt")
    ordering = ("topic", "prompt", "-version", "pk")
    readonly_fields = ("published_at", "content_hash", "structure_hash")
    inlines = (CriterionInline,)
    actions = ("copy_to_new_version", "publish")
    change_form_template = "admin/essays/rubric_change_form.html"

    def get_urls(self) -> list[URLPattern]:
        protect = self.admin_site.admin_view
        own = [
            path("<int:object_id>/grid/", protect(grid_pages.rubric_grid), name="essays_rubric_grid"),
            path("<int:object_id>/copy/", protect(grid_pages.rubric_copy), name="essays_rubric_copy"),
        ]
        return [*own, *super().get_urls()]

    @admin.display(description="Grid")
    def grid(self, rubric: Rubric) -> str:
        page = reverse("admin:essays_rubric_grid", args=[rubric.pk])
        return format_html('<a href="{}">{}</a>', page, "Show" if rubric.is_published else "Edit")

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
class CriterionAdmin(FrozenOncePublished, Sized, admin.ModelAdmin):
    list_display = ("__str__", "rubric", "maximum")
    list_select_related = ("rubric",)
    ordering = ("rubric", "position", "pk")
    inlines = (LevelDescriptorInline, CapInline)
