"""A look through the question space: `manage.py audit_questions --topic SLUG [--sample N]`. Fails on any failing."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from opsmethods.queries import fact_base, topics
from quizzes.domain.audit import audited, failings, obstacles
from quizzes.domain.audit_report import report_of

SHIPPED = "operations-methods"


class Command(BaseCommand):
    help = "Count what the notes can ask and look for what gives answers away."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--topic", required=True, help="Slug of the topic.")
        parser.add_argument("--sample", type=int, help="About so many questions; without it all of them.")
        parser.add_argument("--forms", type=int, default=1000, help="Forms of ten for the places of the key.")

    def handle(self, *, topic: str, sample: int | None, forms: int, **_: Any) -> None:
        found = topics().filter(slug=topic).first()
        if found is None:
            raise CommandError(f"There is no topic {topic}.")
        facts = fact_base(found)
        audit = audited(facts, sample=sample, forms=forms)
        stated = topic == SHIPPED
        for line in report_of(audit, stated=stated):
            self.stdout.write(line)
        for line in obstacles(facts):
            self.stdout.write(f"cannot be asked: {line}")
        if failed := list(failings(audit, stated=stated)):
            raise CommandError("\n".join(failed))
        self.stdout.write("nothing failed")
