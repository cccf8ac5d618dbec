from django.apps import AppConfig
from django.core import checks

from accounts.domain.personal import Erase, register
from opsmethods.checks import content_parses


class OpsMethodsConfig(AppConfig):
    name = "opsmethods"
    verbose_name = "Notes"

    def ready(self) -> None:
        checks.register(content_parses)
        register(
            model="opsmethods.RowVersion",
            owner="author",
            erase=Erase.ANONYMISE,
            columns=("key", "cause", "created_at"),
        )
