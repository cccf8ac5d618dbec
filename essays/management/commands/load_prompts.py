"""Load prompts and rubrics from YAML. One folder is one topic, named by the topic's slug."""

from pathlib import Path
from typing import Any

import yaml
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from essays.domain.content import ContentError, EssayPack, parse_pack
from essays.operations import UnknownTopic, load_pack
from opsmethods.exports.yaml_text import load_yaml

CONTENT = Path(__file__).parents[2] / "content"


class Command(BaseCommand):
    help = "Load essay prompts and rubrics; rows edited in the site are left alone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, help="One pack; all that the site ships if left out.")
        parser.add_argument("--dry-run", action="store_true", help="Say what would be done and do nothing.")

    def handle(self, *, folder: Path | None, dry_run: bool, verbosity: int, **_: Any) -> None:
        folders = [folder] if folder else sorted(path for path in CONTENT.iterdir() if path.is_dir())
        with transaction.atomic():
            for each in folders:
                report = self._load(each)
                if verbosity:
                    self.stdout.writelines(f"{each.name}: {line}\n" for line in report or ("nothing to do",))
            transaction.set_rollback(dry_run)

    def _load(self, folder: Path) -> tuple[str, ...]:
        try:
            return load_pack(folder.name, pack=read_pack(folder), now=timezone.now())
        except UnknownTopic as error:
            raise CommandError(f"{folder}: {error}") from error


def read_pack(folder: Path) -> EssayPack:
    files = sorted(folder.glob("essays*.yaml"))
    if not files:
        raise CommandError(f"{folder}: no essays*.yaml here")
    try:
        return parse_pack({file.name: load_yaml(file.read_text(encoding="utf-8")) for file in files})
    except (ContentError, yaml.YAMLError) as error:
        raise CommandError(f"{folder}: {error}") from error
