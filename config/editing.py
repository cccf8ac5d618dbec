"""The admin site: stock Django, in the order an editor works."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.template.response import TemplateResponse

from opsmethods.queries import topics

LAST = 100


class EditingSite(AdminSite):
    """An app's rows stand by the `place` of their admin class, the notes first; the rest by name, as Django has it."""

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda row: getattr(self._registry[row["model"]], "place", LAST))
        return sorted(
            apps, key=lambda app: min(getattr(self._registry[row["model"]], "place", LAST) for row in app["models"])
        )

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """With a way to the matrix of each topic, which is no row of its own."""
        matrices = topics(drafts=True) if request.user.has_perm("opsmethods.change_cell") else ()
        return super().index(request, (extra_context or {}) | {"matrices": matrices})
