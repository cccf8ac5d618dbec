"""A site as deployed, with one of everything in it, and a Chromium that looks at it."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.browser.tools import axe_source
from tests.servers import ROOT, prepare, site_env, web
from tests.world import World

SESSION = "sessionid"


@dataclass(frozen=True)
class Running:
    url: str
    world: World


@pytest.fixture(scope="session")
def running(tmp_path_factory) -> Iterator[Running]:
    env = site_env(tmp_path_factory.mktemp("site"))
    prepare(env)
    with web(env, workers=1) as serving:
        yield Running(serving.url, world_in(env))


def world_in(env: dict[str, str]) -> World:
    command = [sys.executable, "-m", "tests.build_world"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return World(**json.loads(done.stdout.splitlines()[-1]))


@pytest.fixture(scope="session")
def axe() -> str:
    return axe_source()


@pytest.fixture
def open_as(browser, running):
    """A new browser context in which this person is signed in."""
    contexts = []

    def open_as(role: str, **options):
        context = browser.new_context(base_url=running.url, **options)
        contexts.append(context)
        if running.world.sessions[role]:
            context.add_cookies([{"name": SESSION, "value": running.world.sessions[role], "url": running.url}])
        return context.new_page()

    yield open_as
    for context in contexts:
        context.close()


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)
