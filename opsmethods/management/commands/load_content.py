"""Load the notes from content packs: `manage.py load_content [FOLDER] [--dry-run]`."""

from collections.abc import Collection
from pathlib import Path
from typing import Any

import yaml
from django.core.management.base import BaseCommand, CommandError, CommandParser

from opsmethods.domain.content import SHIPPED, read_pack
from opsmethods.domain.schema import ContentError
from opsmethods.domain.specs import Pack
from opsmethods.exports.yaml_text import load_yaml
from opsmethods.operations import LoadReport, Outcome, RowChange, load_topic


class Command(BaseCommand):
    help = "Load the notes from a folder of YAML, or from every folder that comes with the site."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, help="A pack: a folder with topic.yaml in it.")
        parser.add_argument("--dry-run", action="store_true", help="Say what would change, and write nothing.")

    def handle(self, *, folder: Path | None, dry_run: bool, verbosity: int, **_: Any) -> None:
        for pack in [folder] if folder else sorted(path for path in SHIPPED.iterdir() if path.is_dir()):
            report = self.load(pack, dry_run=dry_run)
            if verbosity:
                quiet = {Outcome.SAME} if verbosity > 1 else {Outcome.SAME, Outcome.ADDED}
                self.stdout.writelines(lines_of(report, quiet=quiet, dry_run=dry_run))

    def load(self, folder: Path, *, dry_run: bool) -> LoadReport:
        try:
            return load_topic(read(folder), dry_run=dry_run)
        except (ContentError, yaml.YAMLError) as error:
            raise CommandError(f"{folder} was not loaded.\n{error}") from error


def read(folder: Path) -> Pack:
    return read_pack(folder, load=load_yaml)


def lines_of(report: LoadReport, *, quiet: Collection[Outcome], dry_run: bool) -> list[str]:
    """Counts, then a diff of the rows whose outcome is not quiet."""
    counts = ", ".join(f"{report.count(outcome)} {outcome}" for outcome in Outcome if report.count(outcome))
    rows = (row for row in report.rows if row.outcome not in quiet)
    lines = [f"{report.topic}: {counts}{' (dry run: nothing written)' if dry_run else ''}"]
    return [f"{line}\n" for line in [*lines, *(line for row in rows for line in row_lines(row))]]


def row_lines(row: RowChange) -> list[str]:
    return [
        f"  {row.key}: {row.outcome}",
        *(f"    {change.name}: {change.old!r} -> {change.new!r}" for change in row.fields),
    ]
