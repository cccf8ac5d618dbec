from django.apps import AppConfig
from django.contrib.staticfiles.apps import StaticFilesConfig

from config import checks


class SiteConfig(AppConfig):
    name = "config"
    label = "site_config"
    verbose_name = "Site"

    def ready(self) -> None:
        checks.register_all()


class StaticFiles(StaticFilesConfig):
    """Leaves out what the packages bring and no page loads: compressing it took most of the first start."""

    ignore_patterns = (
        *StaticFilesConfig.ignore_patterns,
        "bootstrap-*",
        "bootstrap.css*",
        "bootstrap.rtl*",
        "bootstrap*.js*",
        "htmx-4*",
        "htmx-2.js",
        "htmx-2-compat-*",
    )
