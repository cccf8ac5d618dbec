"""Write the notes of a topic back as a content pack: `manage.py export_content --topic SLUG --to DIR`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from opsmethods.domain.documents import documents_of
from opsmethods.exports.packs import yaml_of
from opsmethods.queries import pack_of, topics


class Command(BaseCommand):
    help = "Write what editors made of the notes back to YAML, to be read in git or carried to another site."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--topic", action="append", help="Slug; may be repeated. Without it every topic.")
        parser.add_argument("--to", type=Path, required=True, help="A folder; each topic gets one of its own in it.")

    def handle(self, *, topic: list[str] | None, to: Path, **_: Any) -> None:
        found = topics(drafts=True).filter(**({"slug__in": topic} if topic else {}))
        missing = sorted(set(topic or ()) - {row.slug for row in found})
        if missing:
            raise CommandError(f"There is no topic {', '.join(missing)}.")
        for row in found:
            documents = documents_of(pack_of(row))
            for name, document in documents.items():
                write(to / row.slug / name, document)
            self.stdout.write(f"{row.slug}: {len(documents)} files in {to / row.slug}")


def write(path: Path, document: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml_of(document), encoding="utf-8")
