from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig

from config import checks


class SiteConfig(AppConfig):
    name = "config"
    label = "site_config"
    verbose_name = "Site"

    def ready(self) -> None:
        checks.register_all()


class EditingConfig(AdminConfig):
    default_site = "config.editing.EditingSite"
