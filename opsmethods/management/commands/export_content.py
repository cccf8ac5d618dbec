"""Write the notes of a topic back as a content pack: `manage.py export_content --topic SLUG --to DIR`."""

import re
from pathlib import Path
from textwrap import wrap
from typing import Any

import yaml
from django.core.management.base import BaseCommand, CommandError, CommandParser

from opsmethods.domain.documents import documents_of
from opsmethods.queries import pack_of, topics

WIDTH = 112
MARKS = re.compile(r"[-*+#>]|\d+[.)]")


class Prose(yaml.SafeDumper):
    """YAML as a person would write it: keys in the order of the schema, long texts in blocks."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    if "\n" not in text:
        return dumper.represent_scalar("tag:yaml.org,2002:str", text)
    lines = "\n".join(_broken(line) for line in text.split("\n"))
    return dumper.represent_scalar("tag:yaml.org,2002:str", lines, style="|")


def _broken(line: str) -> str:
    """In lines of a readable length, unless one would then look like something else to Markdown."""
    parts = wrap(line, WIDTH, break_long_words=False, break_on_hyphens=False)
    return line if any(MARKS.match(part) for part in parts[1:]) else "\n".join(parts)


Prose.add_representer(str, _text)


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
    text = yaml.dump(document, Dumper=Prose, allow_unicode=True, sort_keys=False, width=WIDTH)
    path.write_text(text, encoding="utf-8")
