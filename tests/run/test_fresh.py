"""A newcomer's first minute: a clean clone, nothing installed, one command."""

import os
import signal
import subprocess
import sys
import urllib.request

import pytest

from tests.run.conftest import Serving, children_of, is_alive
from tests.servers import ROOT

pytestmark = [pytest.mark.servers, pytest.mark.full]


def test_a_clean_clone_serves_with_one_command(tmp_path):
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", ROOT, clone], check=True)
    serving = Serving(clone / "var", command=(sys.executable, str(clone / "run")), env=bare_environment())
    try:
        serving.until_ready(seconds=300)
        children = children_of(serving.pid)

        with urllib.request.urlopen(serving.url, timeout=10) as answer:
            status = answer.status
    finally:
        serving.end(signal.SIGINT)

    assert status == 200
    assert "teacher / demo" in serving.output
    assert [pid for pid in children if is_alive(pid)] == []


def bare_environment():
    """What a newcomer's shell has; how this machine reaches its packages stays."""
    return {name: value for name, value in os.environ.items() if name not in {"VENV", "DJANGO_SETTINGS_MODULE"}}
