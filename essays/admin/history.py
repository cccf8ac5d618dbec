"""What a prompt or a sample said before, and how it comes back."""

from typing import TYPE_CHECKING, Any, cast

from django.forms import ModelForm
from django.http import HttpRequest

from essays import operations, queries
from opsmethods.editing import HistoryAdmin
from opsmethods.models import RowVersion
from opsmethods.queries import PastVersion

if TYPE_CHECKING:
    from accounts.models import User


class DocumentHistory(HistoryAdmin):
    """The history of a row with all that hangs on it."""

    def save_related(self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool) -> None:  # noqa: FBT001
        super().save_related(request, form, formsets, change)
        self.keep_version(request, form.instance)

    def keep_version(self, request: HttpRequest, row: Any) -> None:
        operations.record_version(row, cause=RowVersion.Cause.EDITED, author=cast("User", request.user))

    def history_of(self, row: Any) -> list[PastVersion]:
        return queries.history_of(row)

    def version_of(self, row: Any, *, pk: int) -> RowVersion | None:
        return queries.version_of(row, pk=pk)

    def bring_back(self, request: HttpRequest, row: Any, version: RowVersion) -> str:
        try:
            operations.restore_version_of(row, version=version, author=cast("User", request.user))
        except operations.NotAsItWas as refusal:
            return str(refusal)
        self.log_change(request, row, "Restored.")
        return ""
