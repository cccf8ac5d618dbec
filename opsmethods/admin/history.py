"""What a row said before, and how it comes back (docs/decisions/0010-versions-of-rows.md)."""

from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from opsmethods.domain.rows import TRUTH
from opsmethods.models import RowVersion, Statement, Topic
from opsmethods.operations import raise_version, record_versions, restore_truth
from opsmethods.queries import history_of, topic_for, version_of

if TYPE_CHECKING:
    from accounts.models import User


class RowHistory(admin.ModelAdmin):
    """The page "History" of a row, with a button for each version."""

    def history_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,  # noqa: ARG002 - as Django calls it
    ) -> HttpResponse:
        """Every version of the row, what it changed, and a button that brings it back."""
        row = get_object_or_404(self.get_queryset(request), pk=object_id)
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": f"History of {row}",
            "versions": history_of(row),
            "row": row,
            "opts": self.model._meta,
            "may_restore": self.has_change_permission(request, row),
            "restore": f"admin:opsmethods_{self.model._meta.model_name}_restore",
        }
        return TemplateResponse(request, "admin/opsmethods/history.html", context)

    def get_urls(self) -> list[URLPattern]:
        name = f"opsmethods_{self.model._meta.model_name}_restore"
        own = path(
            "<int:object_id>/restore/<int:version_id>/", self.admin_site.admin_view(self.restore_view), name=name
        )
        return [own, *super().get_urls()]

    def restore_view(self, request: HttpRequest, object_id: int, version_id: int) -> HttpResponse:
        """Save the row as it was, by the same rules as any edit."""
        with transaction.atomic():
            row = get_object_or_404(self.get_queryset(request).select_for_update(), pk=object_id)
            version = version_of(row, pk=version_id)
            if version is None:
                raise Http404
            if request.method != "POST" or not self.has_change_permission(request, row):
                raise PermissionDenied
            problems = self._restored(request, row, version)
        if problems:
            messages.error(request, f"It cannot be brought back as it was. {problems}")
        else:
            messages.success(request, f"{row} is as it was.")
        return redirect(f"admin:opsmethods_{self.model._meta.model_name}_history", row.pk)

    def _restored(self, request: HttpRequest, row: Any, version: RowVersion) -> str:
        """The problems that stand in its way."""
        form = self.get_form(request, row, change=True)(version.values | {"seen": row.revision}, instance=row)
        if not form.is_valid():
            return " ".join(f"{name}: {' '.join(map(str, said))}" for name, said in form.errors.items())
        self.save_model(request, form.save(commit=False), form, change=True)
        if isinstance(row, Statement):
            restore_truth(row, truth=version.values[TRUTH])
        record_versions([row], cause=RowVersion.Cause.RESTORED, author=cast("User", request.user))
        self.log_change(request, row, "Restored.")
        raise_version(Topic(pk=topic_for(row)))
        return ""
