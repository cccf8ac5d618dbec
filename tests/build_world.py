"""`python -m tests.build_world`: one of everything in the database of the environment, and its keys as JSON."""

import json
import sys
from dataclasses import asdict

import django

django.setup()

from django.utils import timezone  # noqa: E402 - Django must be set up first

from tests.world import build_world  # noqa: E402

json.dump(asdict(build_world(timezone.now())), sys.stdout)
