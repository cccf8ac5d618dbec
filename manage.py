#!/usr/bin/env python
"""Django's command line for this project."""

import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import DatabaseError
from environs import EnvError

FAULTS_OF_THE_SETUP = (EnvError, ImproperlyConfigured, DatabaseError)


def main(arguments: list[str]) -> None:
    """A wrong setting or an absent database is answered in one line; --traceback shows the rest."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        read_settings()
        execute_from_command_line(arguments)
    except FAULTS_OF_THE_SETUP as fault:
        if "--traceback" in arguments:
            raise
        sys.exit(f"manage.py: {in_one_line(fault)}")


def read_settings() -> None:
    """Reading one setting reads all, and an empty secret is refused; an unknown time zone is a ValueError."""
    try:
        settings.SECRET_KEY  # noqa: B018 - reading is the purpose
    except ValueError as fault:
        raise ImproperlyConfigured(str(fault)) from fault


def in_one_line(fault: Exception) -> str:
    return " ".join(str(fault).split()) or type(fault).__name__


if __name__ == "__main__":
    main(sys.argv)
