"""What a row said before, and how it comes back (docs/decisions/0010-versions-of-rows.md)."""

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import ModelForm, model_to_dict
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from opsmethods.domain.rows import TRUTH
from opsmethods.editing import HistoryAdmin
from opsmethods.models import RowVersion, Statement, Topic
from opsmethods.operations import raise_version, record_versions, restore_truth
from opsmethods.queries import PastVersion, comes_back, history_of, last_words, parents_of, topic_for, version_of

if TYPE_CHECKING:
    from accounts.models import User


class RowHistory(HistoryAdmin):
    """The history of a row, and of those that have gone."""

    def history_of(self, row: Any) -> list[PastVersion]:
        return history_of(row)

    def version_of(self, row: Any, *, pk: int) -> RowVersion | None:
        return version_of(row, pk=pk)

    def get_urls(self) -> list[URLPattern]:
        protect = self.admin_site.admin_view
        own = [
            path("deleted/", protect(self.deleted_view), name=self.page("deleted")),
            path("deleted/<int:version_id>/", protect(self.bring_back_view), name=self.page("bring_back")),
        ]
        return [*own, *super().get_urls()]

    def bring_back(self, request: HttpRequest, row: Any, version: RowVersion) -> str:
        """Saved by the same rules as any edit. What its version does not speak of stays."""
        data = model_to_dict(row) | version.values | {"seen": row.revision}
        form = self.get_form(request, row, change=True)(data, instance=row)
        if not form.is_valid():
            return _problems(form)
        self._keep(request, form, version, change=True)
        return ""

    def _keep(self, request: HttpRequest, form: ModelForm, version: RowVersion, *, change: bool) -> Any:
        """The row of a form that holds what its version says."""
        row: Any = form.save(commit=False)
        self.save_model(request, row, form, change=change)
        if isinstance(row, Statement):
            restore_truth(row, truth=version.values[TRUTH])
        record_versions([row], cause=RowVersion.Cause.RESTORED, author=cast("User", request.user))
        self.log_change(request, row, "Restored.")
        raise_version(Topic(pk=topic_for(row)))
        return row

    # --- Rows that have gone ----------------------------------------------------------------------

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        can_bring_back = comes_back(self.model) and self.has_add_permission(request)
        return super().changelist_view(request, (extra_context or {}) | {"can_bring_back": can_bring_back})

    def deleted_view(self, request: HttpRequest) -> HttpResponse:
        """The last words of each deleted row, and a button that brings it back."""
        self._refuse_strangers(request)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Deleted {self.model._meta.verbose_name_plural}",
            "versions": last_words(self.model),
            "opts": self.model._meta,
            "bring_back": f"admin:{self.page('bring_back')}",
        }
        return TemplateResponse(request, "admin/opsmethods/deleted.html", context)

    @method_decorator(require_POST)
    def bring_back_view(self, request: HttpRequest, version_id: int) -> HttpResponse:
        """Make a deleted row again, by the same rules as a new one."""
        self._refuse_strangers(request)
        with transaction.atomic():
            version = get_object_or_404(last_words(self.model), pk=version_id)
            parents = parents_of(version)
            form = self.get_form(request)(version.values | parents)
            if form.is_valid():
                row = self._keep(request, form, version, change=False)
                messages.success(request, f"{row} is back.")
                return redirect(f"admin:opsmethods_{self.model._meta.model_name}_change", row.pk)
        gone = " ".join(f"Its {name} has gone too." for name, pk in parents.items() if pk is None)
        messages.error(request, f"{version.key} cannot be brought back. {gone or _problems(form)}")
        return redirect(f"admin:{self.page('deleted')}")

    def _refuse_strangers(self, request: HttpRequest) -> None:
        if not comes_back(self.model):
            raise Http404
        if not self.has_add_permission(request):
            raise PermissionDenied


def _problems(form: ModelForm) -> str:
    return " ".join(f"{name}: {' '.join(map(str, said))}" for name, said in form.errors.items())
