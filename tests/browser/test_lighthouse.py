"""Lighthouse on the pages that matter most: the middle of three runs."""

import statistics

import pytest

from tests.browser.conftest import SESSION
from tests.browser.tools import CATEGORIES, lighthouse
from tests.conftest import CHROMIUM
from tests.table import PAGES

pytestmark = [pytest.mark.full, pytest.mark.alone]

RUNS, LEAST = 3, 95
JUDGED = {
    "opsmethods:home": CATEGORIES,
    "opsmethods:method_detail": CATEGORIES,
    # Nobody finds these by searching: they say noindex.
    "quizzes:attempt_item": CATEGORIES[:3],
    "essays:draft_edit": CATEGORIES[:3],
}
ROWS = {row.name: row for row in reversed(PAGES) if row.name in JUDGED}


@pytest.mark.parametrize("name", JUDGED)
def test_lighthouse(running, tmp_path, name):
    row = ROWS[name]
    session = running.world.sessions[row.viewer]
    url, cookies = running.url + row.url(running.world), {SESSION: session} if session else {}

    runs = [lighthouse(url, chromium=CHROMIUM, cookies=cookies, report=tmp_path / f"{run}.json") for run in range(RUNS)]

    medians = {category: statistics.median(run[category] for run in runs) for category in JUDGED[name]}
    assert {category: score for category, score in medians.items() if score < LEAST} == {}
