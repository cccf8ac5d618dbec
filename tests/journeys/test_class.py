"""A teacher opens a class and sets an essay; a pupil who joins late has it, hands it in, and sees both marks."""

import pytest
from playwright.sync_api import expect

from tests.journeys.oracle import EssayOracle
from tests.journeys.steps import ESSAY, mark_essay, sign_up
from tests.source import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.servers]

ESSAYS = EssayOracle(ROOT / "essays/content/operations-methods", 1)


def test_a_class_and_its_essay(visitor):
    teacher, pupil = visitor(), visitor()
    sign_up(teacher, "ms-teacher")
    teacher.goto("/classes/new/")
    teacher.get_by_label("Name of the class").fill("Year 12")
    teacher.get_by_role("main").get_by_role("button").first.click()
    classroom = teacher.url
    teacher.goto(f"{classroom}set/?kind=essay")
    teacher.locator("[name=prompt]").select_option(index=0)
    teacher.locator("[name=level]").select_option("A")
    teacher.locator("[name=opens_at]").fill("2020-01-01T09:00")
    teacher.locator("[name=due_at]").fill("2099-01-01T09:00")
    teacher.get_by_role("main").locator("form button").last.click()
    work = teacher.url
    teacher.goto(classroom)
    link = teacher.get_by_text("/classes/join/").first.inner_text().strip()

    sign_up(pupil, "late-pupil")
    pupil.goto(link)
    pupil.get_by_role("main").get_by_role("button").first.click()
    pupil.get_by_role("main").get_by_role("button", name="Start").first.click()
    pupil.locator("textarea[name=text]").fill(ESSAY)
    pupil.get_by_role("button", name="Hand in this essay").click()
    submission = pupil.url
    pupil.get_by_role("button", name="Mark your essay").click()
    mark_essay(pupil)

    teacher.goto(work)
    expect(teacher.get_by_role("row", name="late-pupil")).to_contain_text("self-marked", ignore_case=True)
    assert submission
    own = sum(ESSAYS.lines(evidenced={"C1"}).values())
    pupil.goto(submission)
    expect(pupil.get_by_text(f"{own} of 20").first).to_be_visible(timeout=30_000)
