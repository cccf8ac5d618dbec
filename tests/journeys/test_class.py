"""A teacher opens a class, sets an essay and a quiz, sees how far everybody is, marks; the pupil sees both marks."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from opsmethods.exports.yaml_text import load_yaml
from tests.conftest import SECOND_PACK
from tests.journeys.essay_oracle import EssayOracle
from tests.journeys.oracle import Oracle
from tests.journeys.steps import ESSAY, follow, hand_in, mark_essay, sign_up, take_quiz
from tests.source import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.servers]

FOLDER = ROOT / "essays/content/operations-methods"
ESSAYS = EssayOracle(FOLDER, 1)
SECOND = Oracle(SECOND_PACK)
QUESTIONS = 5
DUE_IS_PAST = (
    "from datetime import timedelta\n"
    "from django.db.models import F\n"
    "from classrooms.models import Assignment\n"
    "week = timedelta(days=8)\n"
    "Assignment.objects.filter(kind='essay').update(opens_at=F('opens_at') - week, due_at=F('due_at') - week)\n"
)
BEATS_TURN = "from essays import tasks; tasks.sweep_untotalled.delay()"


@dataclass(frozen=True)
class SetWork:
    essay: str
    quiz: str


def test_a_class_and_its_essay(visitor, running):
    teacher, ann, ben, cleo = (visitor() for _ in range(4))
    link = open_class(teacher)
    work = SetWork(essay=set_essay(teacher), quiz=set_quiz(teacher))
    running.manage("shell", "-c", DUE_IS_PAST)

    # Three pupils join late, and have the work all the same.
    for pupil, name in ((ann, "ann"), (ben, "ben"), (cleo, "cleo")):
        join(pupil, name, link)
    start(ben, "Essay")
    submission = write_and_mark(ann)
    start(ann, "Quiz")
    told = take_quiz(ann, SECOND, count=QUESTIONS)
    hand_in(ann, "Hand in the test")

    # The teacher sees how far each of them is.
    assert row_of(teacher, work.quiz, "ann") == ["Marked", f"{sum(each.is_right for each in told)} of {QUESTIONS}"]
    own = sum(ESSAYS.lines(evidenced={"C1"}).values())
    assert row_of(teacher, work.essay, "ann") == ["Self-marked Late", f"{own} of 20", "none yet", "Read and mark"]
    assert row_of(teacher, work.essay, "ben") == ["Writing", "none yet", "none yet", "not handed in"]
    assert row_of(teacher, work.essay, "cleo") == ["Not started", "none yet", "none yet", "not handed in"]

    # The teacher reads the text with the pupil's evidence in it, and marks it.
    follow(teacher.get_by_role("link", name="Read and mark"))
    assert teacher.locator("article mark").all_inner_texts() == [
        "C1 Job production makes one item at a time for one buyer."
    ]
    given = give_marks(teacher, highest="C2", comment="Your example is the best part. Weigh two methods at the end.")

    running.manage("shell", "-c", BEATS_TURN)

    # The pupil sees both marks side by side, and no third one made of them.
    ann.goto(submission)
    expect(ann.get_by_role("row", name="Total").locator("td").nth(1)).to_be_visible(timeout=30_000)
    assert both_marks(ann) == {
        **{code: [points, given.get(code, 0)] for code, points in ESSAYS.lines(evidenced={"C1"}).items()},
        "Total": [own, sum(given.values())],
    }
    expect(ann.get_by_text("Weigh two methods at the end.")).to_be_visible()
    assert row_of(teacher, work.essay, "ann")[1:3] == [f"{own} of 20", f"{sum(given.values())} of 20"]


# --- The teacher ----------------------------------------------------------------------------------


def open_class(teacher: Page) -> str:
    """The link by which others join."""
    sign_up(teacher, "ms-teacher")
    teacher.get_by_role("link", name="Classes").first.click()
    teacher.get_by_role("link", name="Open a class to teach").click()
    teacher.get_by_label("Name of the class").fill("Year 12")
    teacher.get_by_role("button", name="Open the class").click()
    return teacher.get_by_role("link", name="/classes/join/").inner_text()


def set_essay(teacher: Page) -> str:
    teacher.get_by_role("link", name="Set an essay").click()
    teacher.locator("[name=prompt]").select_option(index=0)
    return set_it(teacher)


def set_quiz(teacher: Page) -> str:
    teacher.get_by_role("link", name="Set a quiz").click()
    teacher.locator("[name=topic]").select_option(label=SECOND.topic["title"])
    teacher.locator("[name=item_count]").fill(str(QUESTIONS))
    return set_it(teacher)


def set_it(teacher: Page) -> str:
    """The address of the work; the browser goes back to the class."""
    teacher.locator("[name=level]").select_option("A")
    follow(teacher.get_by_role("button", name="Set this work"))
    address = teacher.url
    teacher.get_by_role("link", name="Year 12").click()
    return address


def row_of(teacher: Page, work: str, pupil: str) -> list[str]:
    teacher.goto(work)
    cells = teacher.get_by_role("row", name=pupil).locator("td").all_inner_texts()
    return [" ".join(cell.replace(f"the essay of {pupil}", "").split()) for cell in cells]


def reload_with_half_a_marking(teacher: Page) -> None:
    """A mark, a check, a note and a second note: all of them are there again."""
    teacher.get_by_role("button", name="Another note").click()
    expect(teacher.locator("#p1")).to_be_visible()
    assert teacher.url.endswith("#notes")
    script = teacher.url.split("#")[0]
    teacher.locator("input[name=C3-mark][value='2']").check()
    teacher.locator("input[name^=C3-cap_][value=holds]").first.check()
    teacher.locator("[name=p0-first]").select_option("1")
    teacher.locator("[name=p1-text]").fill("Which cost?")
    teacher.locator("[name=p1-keep]").check()
    teacher.get_by_label("Comment").fill("Half a")
    teacher.goto("about:blank")
    teacher.goto(script)
    expect(teacher.locator("input[name=C3-mark][value='2']")).to_be_checked()
    expect(teacher.locator("input[name^=C3-cap_][value=holds]").first).to_be_checked()
    expect(teacher.locator("[name=p0-first]")).to_have_value("1")
    expect(teacher.locator("[name=p1-text]")).to_have_value("Which cost?")
    expect(teacher.locator("[name=p1-keep]")).to_be_checked()
    expect(teacher.get_by_label("Comment")).to_have_value("Half a")
    teacher.locator("[name=p0-first]").select_option("")
    teacher.locator("[name=p1-text]").fill("")


def give_marks(teacher: Page, *, highest: str, comment: str) -> dict[str, int]:
    """The highest mark for one criterion and nothing for the others; every check in the pupil's favour."""
    reload_with_half_a_marking(teacher)
    criteria = load_yaml((FOLDER / "essays-rubric.yaml").read_text())["criteria"]
    marks = dict.fromkeys(criteria, 0) | {highest: EssayOracle.most(criteria[highest])}
    for code, mark in marks.items():
        teacher.locator(f"input[name={code}-mark][value='{mark}']").check()
    for radio in teacher.locator("input[type=radio][value=clears]").all():
        radio.check()
    teacher.get_by_label("Comment").fill(comment)
    teacher.get_by_role("button", name="Finish this marking").click()
    expect(teacher.get_by_role("row", name="Total")).to_be_visible(timeout=30_000)
    assert teacher.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('unsent '))") == []
    return marks


# --- The pupils -----------------------------------------------------------------------------------


def join(pupil: Page, name: str, link: str) -> None:
    sign_up(pupil, name)
    pupil.goto(link)
    pupil.get_by_role("button", name="Join Year 12").click()


def start(pupil: Page, kind: str) -> None:
    pupil.get_by_role("link", name="Classes").first.click()
    follow(pupil.get_by_role("button", name=re.compile(f"Start.*{kind}")))


def write_and_mark(pupil: Page) -> str:
    """The address of what was handed in."""
    start(pupil, "Essay")
    pupil.locator("textarea[name=text]").fill(ESSAY)
    pupil.get_by_role("button", name="Hand in this essay").click()
    follow(pupil.get_by_role("button", name="Hand in anyway"))
    address = pupil.url
    mark_essay(pupil)
    expect(pupil.get_by_role("row", name="Total")).to_be_visible(timeout=30_000)
    return address


def both_marks(pupil: Page) -> dict[str, list[int]]:
    """Self-mark and teacher's mark of each row; a row with another number of figures would not be equal."""
    rows = pupil.locator("main table tbody tr").all()
    return {
        row.locator("th").inner_text().split()[0]: [
            int(text.split(" of ")[0]) for text in row.locator("td .num").all_inner_texts()
        ]
        for row in rows
    }
