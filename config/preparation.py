"""What must be in place before the site can serve: tables, groups, content, static files."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

STEPS = (
    ("migrate", "--no-input"),
    ("createcachetable",),
    ("collectstatic", "--no-input"),
    ("make_groups",),
    ("load_content",),
    ("load_prompts",),
)

Call = Callable[..., object]


def prepare(call: Call) -> None:
    """Run every step; each changes nothing when it has nothing to do."""
    for name, *arguments in STEPS:
        call(name, *arguments)
    stamp().write_text(fingerprint())


def is_prepared() -> bool:
    """Nothing has changed since the last preparation with this data folder and database."""
    return (
        stamp().exists()
        and stamp().read_text() == fingerprint()
        and (settings.STATIC_ROOT / "staticfiles.json").exists()
        and not unapplied_migrations()
    )


def stamp() -> Path:
    return Path(settings.DATA_DIR / "prepared")


def unapplied_migrations() -> bool:
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def fingerprint() -> str:
    """A hash of the project's own files and of the database's address."""
    digest = hashlib.sha256(database_address().encode())
    for file in sorted(sources()):
        digest.update(str(file).encode() + file.read_bytes())
    return digest.hexdigest()


def database_address() -> str:
    """Within the data folder if it is there, so that the folder may be moved."""
    database = settings.DATABASES[DEFAULT_DB_ALIAS]
    parts = [str(database.get(key, "")) for key in ("ENGINE", "HOST", "PORT", "NAME")]
    return " ".join(parts).replace(str(settings.DATA_DIR), "")


def sources() -> Iterator[Path]:
    """Code, templates of apps, content, static files, and the versions of what is installed."""
    for folder in (*own_apps(), *map(Path, settings.STATICFILES_DIRS)):
        yield from (file for file in folder.rglob("*") if file.is_file() and file.suffix != ".pyc")
    yield settings.BASE_DIR / "requirements.txt"


def own_apps() -> list[Path]:
    folders = [Path(app.path) for app in apps.get_app_configs()]
    return [folder for folder in folders if folder.parent == settings.BASE_DIR]
