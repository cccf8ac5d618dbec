"""The admin site: stock Django, in the order an editor works."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest

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
