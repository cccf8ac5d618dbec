"""A site as deployed and as developed, with one of everything in it, and a Chromium that looks at it."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.browser.tools import axe_source
from tests.servers import ROOT, manage, site_env, web
from tests.table import Row
from tests.world import World

SESSION = "sessionid"


@dataclass(frozen=True)
class Running:
    url: str
    debug_url: str
    world: World
    env: dict[str, str]

    def address(self, row: Row) -> str:
        return (self.debug_url if row.debug else self.url) + row.url(self.world)

    def made_by(self, view: str) -> str:
        """The page of a view that needs no request, or of a template alone: something went wrong."""
        call = f"_without_request({view!r})" if view.endswith(".html") else f"{view}(None).content.decode()"
        code = f"from config.views import *; from config.views import _without_request; print({call})"
        return manage(self.env, "shell", "--verbosity", "0", "--command", code)


@pytest.fixture(scope="session")
def running(originals, tmp_path_factory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("site")
    originals.on_sqlite(folder)
    env = site_env(folder)
    debug_env = {**env, "DEBUG": "1"}
    with web(env, workers=1) as serving, web(debug_env, workers=1) as developed:
        yield Running(serving.url, developed.url, world_in(env), env)


def world_in(env: dict[str, str]) -> World:
    return World(**made_in(env, "tests.build_world"))


def made_in(env: dict[str, str], module: str) -> dict:
    """What a program of the tests made in the database of a site, as it says itself in its last line."""
    command = [sys.executable, "-m", module]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


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
            cookie = {"name": SESSION, "value": running.world.sessions[role]}
            context.add_cookies([{**cookie, "url": url} for url in (running.url, running.debug_url)])
        return context.new_page()

    yield open_as
    for context in contexts:
        context.close()


@pytest.fixture
def go_to(running):
    """Opens the page of a row; an error page that nothing should bring about is put in the place of another."""

    def go_to(page, row: Row, **options):
        address = running.address(row)
        if row.made_by:
            body = running.made_by(row.made_by)
            page.route(address, lambda route: route.fulfill(status=row.status, content_type="text/html", body=body))
        return page.goto(address, **options)

    return go_to


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)
