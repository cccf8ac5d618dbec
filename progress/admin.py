"""Reports, to see which failed and why."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from progress.models import Report


@admin.register(Report)
class ReportAdmin(admin.ModelAdmin):
    list_display = ("user", "state", "requested_at", "built_at")
    list_filter = ("state",)
    list_select_related = ("user",)
    search_fields = ("user__username",)
    fields = ("user", "state", "error", "requested_at", "built_at", "fingerprint", "data")
    ordering = ("-requested_at", "pk")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("pdf")

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 - nobody may, whoever asks
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return False
