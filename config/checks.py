"""System checks of the settings; those of a deployment run with `check --deploy`."""

from typing import Any

from django.conf import settings
from django.core import checks

NO_BROKER = checks.Warning(
    "CELERY_BROKER_URL is not set: scoring and reports run inside the request.",
    hint="Point it at a Redis, see docs/deploy.md.",
    id="config.W001",
)
ONE_MACHINE = checks.Warning(
    "The database is SQLite: web and workers must share one machine.",
    hint="Set DATABASE_URL to a PostgreSQL for several machines.",
    id="config.W002",
)
NO_EMAIL = checks.Warning(
    "E-mail is written to files: nobody can reset a forgotten password.",
    hint="Set EMAIL_URL to an SMTP server.",
    id="config.W003",
)
BAD_INTERVAL = checks.Error("BEAT_SECONDS and SWEEP_SECONDS must be 1 or more.", id="config.E001")


def deployment(**_: Any) -> list[checks.CheckMessage]:
    found = (
        (NO_BROKER, not settings.CELERY_BROKER_URL),
        (ONE_MACHINE, settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")),
        (NO_EMAIL, settings.EMAIL_BACKEND.endswith("filebased.EmailBackend")),
    )
    return [message for message, applies in found if applies]


def timetable(**_: Any) -> list[checks.CheckMessage]:
    return [BAD_INTERVAL] if min(settings.BEAT_SECONDS, settings.SWEEP_SECONDS) < 1 else []


def register_all() -> None:
    checks.register(deployment, checks.Tags.security, deploy=True)
    checks.register(timetable, checks.Tags.compatibility)
