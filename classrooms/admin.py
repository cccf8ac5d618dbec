"""Classes, for whoever helps a teacher. Classes are opened and work is set in the site itself."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from classrooms.models import Assignment, Classroom, HandIn, Membership


class MembershipInline(admin.TabularInline):
    model = Membership
    fields = ("user", "role", "extra_time_percent", "joined_at")
    autocomplete_fields = ("user",)
    ordering = ("-role", "user__username", "pk")
    extra = 0


@admin.register(Classroom)
class ClassroomAdmin(admin.ModelAdmin):
    list_display = ("name", "code", "created_at")
    search_fields = ("name", "code", "memberships__user__username")
    readonly_fields = ("created_at",)
    ordering = ("name", "pk")
    inlines = (MembershipInline,)

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 - nobody may, whoever asks
        return False


@admin.register(Assignment)
class AssignmentAdmin(admin.ModelAdmin):
    """Dates may be moved, and when answers show, for whoever has not started; what was set stays what it was."""

    list_display = ("classroom", "kind", "topic", "prompt", "level", "opens_at", "due_at")
    list_filter = ("kind", "level")
    list_select_related = ("classroom", "topic", "prompt")
    fields = (
        *list_display,
        "item_count",
        "minutes",
        "training_required",
        "answers",
        "late_rule",
        "created_by",
        "created_at",
    )
    readonly_fields = (
        "classroom",
        "kind",
        "topic",
        "prompt",
        "level",
        "item_count",
        "minutes",
        "created_by",
        "created_at",
    )
    ordering = ("-due_at", "pk")

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False


@admin.register(HandIn)
class HandInAdmin(admin.ModelAdmin):
    """What was handed in is read here and never changed."""

    list_display = ("user", "assignment", "started_at")
    list_select_related = ("user", "assignment")
    search_fields = ("user__username",)
    ordering = ("-started_at", "pk")

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return False
