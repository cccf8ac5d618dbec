"""What admin pages of several apps share: rows that are only read, rows that two editors have open, and what a row said
before (docs/decisions/0010-versions-of-rows.md). No page is registered here: admin itself is nobody's library.
"""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from opsmethods.forms.editing import ContentForm
from opsmethods.models import ContentRow, RowVersion
from opsmethods.queries import PastVersion


class ReadOnly:
    """Nothing is added, changed or deleted: the rows are what happened."""

    def has_add_permission(self, *_: object, **__: object) -> bool:
        return False

    def has_change_permission(self, *_: object, **__: object) -> bool:
        return False

    def has_delete_permission(self, *_: object, **__: object) -> bool:
        return False


class RowAdmin(admin.ModelAdmin):
    """A row that an editor keeps. Its `parents` are settled when it is made.

    A row that somebody else has changed since the page was opened is not saved over.
    """

    form: type[ModelForm] = ContentForm
    parents: tuple[str, ...] = ()

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        return (*super().get_readonly_fields(request, obj), *(self.parents if obj else ()))

    def get_inlines(self, request: HttpRequest, obj: Model | None) -> list[Any]:
        """A row is saved once before others are hung on it: their rules need to know its topic."""
        return [*super().get_inlines(request, obj)] if obj else []

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Model | None:
        """Locked while it is being saved, so that of two editors one is second."""
        found = super().get_object(request, object_id, from_field)
        if found is not None and request.method == "POST":
            self.model._default_manager.select_for_update().get(pk=found.pk)
            found.refresh_from_db()
        return found

    def save_model(self, request: HttpRequest, obj: ContentRow, form: ModelForm, change: bool) -> None:  # noqa: FBT001
        obj.revision += change
        super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: ModelForm, formset: Any, change: bool) -> None:  # noqa: FBT001
        for inline in formset.initial_forms:
            if inline.has_changed() and isinstance(inline.instance, ContentRow):
                inline.instance.revision += 1
        super().save_formset(request, form, formset, change)


class HistoryAdmin(admin.ModelAdmin):
    """The page "History" of a row, with a button for each version."""

    def history_of(self, row: Any) -> list[PastVersion]:
        raise NotImplementedError

    def version_of(self, row: Any, *, pk: int) -> RowVersion | None:
        raise NotImplementedError

    def bring_back(self, request: HttpRequest, row: Any, version: RowVersion) -> str:
        """Save the row as it was. What stands in the way, empty once it is done."""
        raise NotImplementedError

    def page(self, name: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{name}"

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
            "versions": self.history_of(row),
            "row": row,
            "opts": self.opts,
            "may_restore": self.has_change_permission(request, row),
            "restore": f"admin:{self.page('restore')}",
        }
        return TemplateResponse(request, "admin/opsmethods/history.html", context)

    def get_urls(self) -> list[URLPattern]:
        restore = self.admin_site.admin_view(self.restore_view)
        own = path("<int:object_id>/restore/<int:version_id>/", restore, name=self.page("restore"))
        return [own, *super().get_urls()]

    def restore_view(self, request: HttpRequest, object_id: int, version_id: int) -> HttpResponse:
        with transaction.atomic():
            row: Any = get_object_or_404(self.model._default_manager.select_for_update(), pk=object_id)
            version = self.version_of(row, pk=version_id)
            if version is None:
                raise Http404
            if request.method != "POST" or not self.has_change_permission(request, row):
                raise PermissionDenied
            problems = self.bring_back(request, row, version)
        if problems:
            messages.error(request, f"It cannot be brought back as it was. {problems}")
        else:
            messages.success(request, f"{row} is as it was.")
        return redirect(f"admin:{self.page('history')}", row.pk)
