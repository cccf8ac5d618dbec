"""One person's term: a guest's quiz, an account, the other topic, an essay, a report.

Every figure on the way is compared with what an oracle makes of the answers and the YAML.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.conftest import SECOND_PACK
from tests.journeys.essay_oracle import EssayOracle
from tests.journeys.oracle import Oracle
from tests.journeys.steps import (
    ESSAY,
    grid_of,
    grid_on,
    hand_in,
    mark_essay,
    others_of,
    sign_up,
    start_test,
    take_quiz,
)
from tests.progress.paper import cells_of, tables_of, words_of
from tests.source import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.servers]

MAIN = Oracle(ROOT / "opsmethods/content/operations-methods")
SECOND = Oracle(SECOND_PACK)
ESSAYS = EssayOracle(ROOT / "essays/content/operations-methods", 1)


def right_in(told) -> str:
    return f"{sum(each.is_right for each in told)} of {len(told)}"


def see_result(page, button, told) -> None:
    hand_in(page, button)
    assert page.locator("h1.score").inner_text() == f"{right_in(told)} right"


def test_a_term_of_one_student(visitor):
    page = visitor()

    # A guest is answering after one click.
    page.goto("/")
    page.get_by_role("button", name="Answer a question").first.click()
    expect(page.locator("#question h1")).to_be_visible()
    practice = take_quiz(page, MAIN, count=10, button="Check my answer")
    see_result(page, "Finish and see the result", practice)
    result = page.url

    # The work is kept by whoever signs up.
    sign_up(page, "robin")
    page.goto(result)
    assert page.locator("h1.score").inner_text() == f"{right_in(practice)} right"

    # A test on the other topic, from the same pages.
    start_test(page, "pricing-strategies", count="5")
    test = take_quiz(page, SECOND, count=5)
    see_result(page, "Hand in the test", test)

    # An essay, marked by its writer.
    marks = ESSAYS.lines(evidenced={"C1"})
    write_and_mark(page)
    expect(page.get_by_text(f"{sum(marks.values())} of 20").first).to_be_visible(timeout=30_000)

    # The progress page and the report say the same.
    page.goto("/progress/")
    grids = {MAIN.topic["title"]: grid_of(practice, MAIN), SECOND.topic["title"]: grid_of(test, SECOND)}
    assert {title: grid_on(page, title) for title in grids} == grids
    assert others_of(practice) in page.locator("main").inner_text()
    tables = tables_of(pdf := report_pdf(page))
    assert {title: grid_in(tables[title]) for title in grids} == grids
    assert others_of(practice) in words_of(pdf)
    assert [(row["Topic"], row["Kind"], row["Score"]) for row in tables["Latest quizzes"]] == [
        (SECOND.topic["title"], "Test", f"{right_in(test)} right"),
        (MAIN.topic["title"], "Practice", f"{right_in(practice)} right"),
    ]
    assert self_marks_in(tables[ESSAYS.title]) == marks
    assert f"Self-mark: {sum(marks.values())} of 20." in words_of(pdf)


def write_and_mark(page) -> None:
    page.goto("/essays/operations-methods/1/")
    page.get_by_role("button", name="Start writing").click()
    page.locator("textarea[name=text]").fill(ESSAY)
    page.get_by_role("button", name="Hand in this essay").click()
    page.get_by_role("button", name="Hand in anyway").click()
    mark_essay(page)


def report_pdf(page) -> bytes:
    page.get_by_role("button", name="Make a report").click()
    link = page.get_by_role("link", name="Download the PDF")
    expect(link).to_be_visible(timeout=60_000)
    with page.expect_download() as download:
        link.click()
    return download.value.path().read_bytes()


def grid_in(rows) -> dict[tuple[str, str], str]:
    """The counts of a grid on paper, by method and column, without those that say that nothing was tried."""
    counts = {place: re.match(r"\d+ of \d+", text) for place, text in cells_of(rows).items()}
    return {place: count[0] for place, count in counts.items() if count}


def self_marks_in(rows) -> dict[str, int]:
    """The writer's own marks on paper, by the code of the criterion."""
    return {row["Criterion"].split()[0]: int(row["Self"].split()[0]) for row in rows}
