import os
import subprocess
import sys

import pytest

from config import checks
from tests.source import ROOT

DEPLOYED = {
    "SECRET_KEY": "a-long-and-random-key-of-more-than-fifty-characters-0123456789",
    "ALLOWED_HOSTS": "methods.school.example",
    "DATABASE_URL": "postgres://site@db.example/site",
    "CELERY_BROKER_URL": "redis://redis.example/0",
    "EMAIL_URL": "smtp://mail.example",
    "HTTPS": "1",
}


def test_a_deployment_that_lacks_everything_is_told_so(settings, monkeypatch):
    settings.CELERY_BROKER_URL = ""
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", "django.db.backends.sqlite3")
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"

    assert checks.deployment() == [checks.NO_BROKER, checks.ONE_MACHINE, checks.NO_EMAIL]


def test_a_complete_deployment_passes(settings, monkeypatch):
    settings.CELERY_BROKER_URL = DEPLOYED["CELERY_BROKER_URL"]
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", "django.db.backends.postgresql")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"

    assert checks.deployment() == []


@pytest.mark.parametrize(("beat", "sweep", "found"), [(1, 1, []), (0, 60, [checks.BAD_INTERVAL])])
def test_intervals_are_at_least_a_second(settings, beat, sweep, found):
    settings.BEAT_SECONDS, settings.SWEEP_SECONDS = beat, sweep

    assert checks.timetable() == found


def test_check_deploy_is_clean(tmp_path):
    env = {
        "PATH": os.environ["PATH"],
        **DEPLOYED,
        "DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]

    result = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)

    assert (result.returncode, result.stderr) == (0, "")
