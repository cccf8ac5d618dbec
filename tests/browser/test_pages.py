"""Every page of the table, looked at: accessible, valid, quiet in the console, light on the wire."""

import re
from pathlib import Path

import pytest

from tests.browser.tools import markup_errors
from tests.servers import ROOT
from tests.table import PAGES, Row

WIDTHS = (320, 768, 1280)
SCHEMES = ("light", "dark")
SHOTS = ROOT / "var/screenshots"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})"
KILOBYTE = 1024
OK, STATUS_SAID = 200, "Failed to load resource: the server responded with a status of"
FIRST_VISIT, NEXT_PAGE = 60 * KILOBYTE, 15 * KILOBYTE

OWN = [row for row in PAGES if not row.stock]
MAIN = frozenset(
    [
        "opsmethods:home",
        "opsmethods:method_detail",
        "opsmethods:method_compare",
        "opsmethods:method_choose",
        "opsmethods:cost_compare",
        "quizzes:quiz_home",
        "quizzes:attempt_item",
        "quizzes:attempt_result",
        "essays:prompt_detail",
        "essays:draft_edit",
        "essays:submission_detail",
        "essays:training_edit",
        "essays:marking_edit",
        "classrooms:classroom_detail",
        "classrooms:assignment_detail",
        "classrooms:moderation_edit",
        "progress:progress_home",
        "accounts:account_detail",
        "account_login",
        "account_signup",
    ]
)
FEW = frozenset({"opsmethods:home", "opsmethods:method_compare", "quizzes:attempt_item"})


def each(rows: list[Row], *, often: frozenset[str]):
    """A test of each page; of all but those of the names in `often`, and of any page in several states, the full run
    only.
    """
    seldom = [pytest.mark.full]
    marked = [pytest.param(row, marks=() if row.name in often and not row.label else seldom) for row in rows]
    return pytest.mark.parametrize("row", marked, ids=lambda row: row.id)


def complaints_of(page) -> list[str]:
    """Collects what the console and the page itself complain of from now on."""
    found: list[str] = []
    page.on("console", lambda message: message.type in {"error", "warning"} and found.append(message.text))
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("requestfailed", lambda request: found.append(f"{request.url}: {request.failure}"))
    return found


@each(PAGES, often=MAIN)
def test_page_is_quiet_accessible_and_fits(open_as, go_to, axe, row: Row):
    """One visit, for a visit is what costs time: the console, axe in light and dark, and every width in light."""
    page = open_as(row.viewer, color_scheme="light", reduced_motion="reduce")  # colours change at once
    complaints = complaints_of(page)

    answer = go_to(page, row, wait_until="networkidle")

    said = [re.sub(r" \(.*\)$", "", words) for words in complaints]
    assert (answer.status, said) == (row.status, [] if row.status == OK else [f"{STATUS_SAID} {row.status}"])
    if row.stock:
        return
    assert {width: extra for width, extra in overflow_of(page, row, scheme="light").items() if extra > 0} == {}
    page.evaluate(axe)
    assert {scheme: found for scheme in SCHEMES if (found := violations_of(page, scheme=scheme))} == {}


@each(OWN, often=frozenset())
def test_page_fits_every_width_in_the_dark(open_as, go_to, row: Row):
    page = open_as(row.viewer, color_scheme="dark")
    go_to(page, row)

    assert {width: extra for width, extra in overflow_of(page, row, scheme="dark").items() if extra > 0} == {}


def violations_of(page, *, scheme: str) -> list[str]:
    page.emulate_media(color_scheme=scheme)
    violations = page.evaluate(RUN_AXE, RULES)["violations"]
    return [f"{rule['id']}: {node['html']}" for rule in violations for node in rule["nodes"]]


def overflow_of(page, row: Row, *, scheme: str) -> dict[int, int]:
    """By how many pixels it scrolls sideways at each width. The pictures are for people to look at."""
    overflow = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        overflow[width] = page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth")
        page.screenshot(path=SHOTS / f"{width}-{scheme}" / f"{row.id}.png", full_page=True)
    return overflow


def test_markup_is_valid(open_as, go_to, tmp_path: Path):
    for row in OWN:
        answer = go_to(open_as(row.viewer), row)
        (tmp_path / f"{row.id}.html").write_text(answer.text())

    assert markup_errors(tmp_path) == []


def wire_bytes(page) -> list[int]:
    """Collects what each answer weighs as it comes through the network, headers and compression included."""
    session, sizes = page.context.new_cdp_session(page), []
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    return sizes


@each([row for row in PAGES if row.viewer == "anon"], often=FEW)
def test_first_visit_is_light(open_as, running, row: Row):
    page = open_as(row.viewer)
    sizes = wire_bytes(page)

    page.goto(row.url(running.world), wait_until="networkidle")

    assert sum(sizes) <= FIRST_VISIT, sizes


def test_the_writing_page_is_light_on_a_first_visit(open_as, running):
    row = next(row for row in PAGES if row.name == "essays:draft_edit")
    page = open_as(row.viewer)
    sizes = wire_bytes(page)

    page.goto(row.url(running.world), wait_until="networkidle")

    assert sum(sizes) <= FIRST_VISIT, sizes


LIGHT = [row for row in PAGES if row.name.startswith("opsmethods:") and row.viewer == "anon"]
LIGHT += [next(row for row in PAGES if row.name == "quizzes:attempt_item")]


@each(LIGHT, often=FEW)
def test_page_after_the_first_visit_is_light(open_as, running, row: Row):
    page = open_as("sam")
    page.goto("/", wait_until="networkidle")
    sizes = wire_bytes(page)

    page.goto(row.url(running.world), wait_until="networkidle")

    assert sum(sizes) <= NEXT_PAGE, sizes
