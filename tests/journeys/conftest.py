"""The whole stack, both packs in it, and pages in Chromium for people who know nothing of each other."""

from collections.abc import Callable, Iterator

import pytest

from tests.conftest import SECOND_PACK
from tests.servers import Site, site


@pytest.fixture(scope="module")
def running(originals, tmp_path_factory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("journey")
    originals.on_sqlite(folder, SECOND_PACK)
    with site(folder) as running:
        yield running


@pytest.fixture
def visitor(browser, running) -> Iterator[Callable]:
    """A new person at a new browser."""
    contexts = []

    def visitor():
        contexts.append(browser.new_context(base_url=running.url))
        return contexts[-1].new_page()

    yield visitor
    for context in contexts:
        context.close()
