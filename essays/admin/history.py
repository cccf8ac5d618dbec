"""What a prompt or a sample said before, and how it comes back (docs/decisions/0010-versions-of-rows.md)."""

from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from essays import operations, queries
from opsmethods.models import RowVersion

if TYPE_CHECKING:
    from accounts.models import User


class DocumentHistory(admin.ModelAdmin):
    """The page "History" of a row with all that hangs on it, and a button for each version."""

    def save_related(self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool) -> None:  # noqa: FBT001
        super().save_related(request, form, formsets, change)
        self.keep_version(request, form.instance)

    def keep_version(self, request: HttpRequest, row: Any) -> None:
        operations.record_version(row, cause=RowVersion.Cause.EDITED, author=cast("User", request.user))

    def history_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,  # noqa: ARG002 - as Django calls it
    ) -> HttpResponse:
        row = get_object_or_404(self.get_queryset(request), pk=object_id)
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": f"History of {row}",
            "versions": queries.history_of(row),
            "row": row,
            "opts": self.model._meta,
            "may_restore": self.has_change_permission(request, row),
            "restore": f"admin:essays_{self.model._meta.model_name}_restore",
        }
        return TemplateResponse(request, "admin/opsmethods/history.html", context)

    def get_urls(self) -> list[URLPattern]:
        name, protect = f"essays_{self.model._meta.model_name}", self.admin_site.admin_view
        own = path("<int:object_id>/restore/<int:version_id>/", protect(self.restore_view), name=f"{name}_restore")
        return [own, *super().get_urls()]

    def restore_view(self, request: HttpRequest, object_id: int, version_id: int) -> HttpResponse:
        with transaction.atomic():
            row = get_object_or_404(self.model._default_manager.select_for_update(), pk=object_id)
            version = queries.version_of(row, pk=version_id)
            if version is None:
                raise Http404
            if request.method != "POST" or not self.has_change_permission(request, row):
                raise PermissionDenied
            try:
                operations.restore_version_of(row, version=version, author=cast("User", request.user))
            except operations.NotAsItWas as refusal:
                messages.error(request, f"It cannot be brought back as it was. {refusal}")
            else:
                self.log_change(request, row, "Restored.")
                messages.success(request, f"{row} is as it was.")
        return redirect(f"admin:essays_{self.model._meta.model_name}_history", row.pk)
