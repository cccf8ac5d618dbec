from django.apps import AppConfig
from django.core import checks

from opsmethods.checks import content_parses


class OpsMethodsConfig(AppConfig):
    name = "opsmethods"
    verbose_name = "Notes"

    def ready(self) -> None:
        checks.register(content_parses)
