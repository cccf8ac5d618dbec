from functools import partial
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from config.preparation import prepare


class Command(BaseCommand):
    help = "Bring tables, static files, groups and content up to date: before each start of a new version."

    def handle(self, *, verbosity: int, **_options: Any) -> None:
        prepare(partial(call_command, verbosity=verbosity, stdout=self.stdout))
