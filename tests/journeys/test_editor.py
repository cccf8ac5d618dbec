"""A content editor changes a fact in admin: the next questions follow it, a quiz that is open does not."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page, expect

from opsmethods.exports.yaml_text import load_yaml
from tests.conftest import SECOND_PACK
from tests.factories.accounts import PASSWORD
from tests.journeys.oracle import Oracle
from tests.journeys.steps import hand_in, questions_on, sign_in, sign_up, start_test
from tests.servers import manage
from tests.source import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.servers]

MAIN_PACK = ROOT / "opsmethods/content/operations-methods"
QUESTIONS, MOST_QUIZZES = 10, 30
EDITED = {"opsmethods", "essays", "quizzes"}


@dataclass(frozen=True)
class Change:
    """A fact moved to the other side of another method's fact."""

    dimension: str
    method: str
    level: int


def change_of(oracle: Oracle) -> Change:
    """The first fact that stands above another and can go below it."""
    return next(
        Change(dimension["code"], method, theirs["low"] - 1)
        for dimension in oracle.dimensions
        for method, cell in dimension["cells"].items()
        for theirs in dimension["cells"].values()
        if cell["low"] > theirs["high"] and theirs["low"] > dimension["scale_low"]
    )


def oracle_after(change: Change, *, pack: Path, folder: Path) -> Oracle:
    """An examiner who has read the notes as they are after the change."""
    shutil.copytree(pack, folder)
    file = folder / "dimensions.yaml"
    document = load_yaml(file.read_text())
    row = next(row for row in document["dimensions"] if row["code"] == change.dimension)
    row["cells"][change.method] |= {"level": change.level, "low": change.level, "high": change.level}
    file.write_text(yaml.safe_dump(document))
    return Oracle(folder)


@pytest.mark.parametrize("pack", [MAIN_PACK, SECOND_PACK], ids=lambda pack: pack.name)
def test_a_changed_fact_changes_the_next_question(visitor, running, tmp_path, pack):
    before = Oracle(pack)
    change = change_of(before)
    after = oracle_after(change, pack=pack, folder=tmp_path / "notes")
    pupil, editor = visitor(), visitor()
    sign_up(pupil, f"pupil-{pack.name}")
    start_test(pupil, pack.name, count=str(QUESTIONS))
    opened = pupil.url
    stem = pupil.locator("#question h1").inner_text()

    make_editor(visitor(), editor, running, name=f"editor-{pack.name}")
    change_cell(editor, before, change)

    # What was open asks what it asked, and is marked by the notes it was made from.
    pupil.goto(opened)
    assert pupil.locator("#question h1").inner_text() == stem
    hand_in(pupil, "Hand in the test")
    assert right_by(before, pupil) == right_on(pupil)

    # What is new is marked by the notes as they are now; sooner or later it asks about the change.
    for _ in range(MOST_QUIZZES):
        start_test(pupil, pack.name, count=str(QUESTIONS), dimension=change.dimension)
        hand_in(pupil, "Hand in the test")
        assert right_by(after, pupil) == right_on(pupil)
        if contradicted(before, pupil):
            return
    raise AssertionError("no question asked about the change")


def make_editor(head: Page, editor: Page, running, *, name: str) -> None:
    """Whoever runs the site lets somebody edit the notes, and nothing else."""
    boss = f"head-of-{name}"
    env = {**running.env, "DJANGO_SUPERUSER_PASSWORD": PASSWORD}
    manage(env, "createsuperuser", "--noinput", "--username", boss, "--email", f"{boss}@example.org")
    sign_up(editor, name)
    sign_in(head, boss)
    head.goto("/admin/accounts/user/")
    head.get_by_role("link", name=name, exact=True).click()
    head.get_by_label("Staff status").check()
    head.locator("#id_groups_from option", has_text="content editor").dblclick()
    head.get_by_role("button", name="Save", exact=True).click()
    expect(head.get_by_text("was changed successfully")).to_be_visible()
    editor.goto("/admin/")
    links = [link.get_attribute("href") for link in editor.locator("#content-main th a").all()]
    assert {link.split("/")[2] for link in links} == EDITED


def change_cell(editor: Page, oracle: Oracle, change: Change) -> None:
    """Level and range of the cell, typed where the editor finds them: at the method."""
    name = oracle.methods[change.method]["name"]
    label = next(row["label"] for row in oracle.dimensions if row["code"] == change.dimension)
    editor.goto("/admin/opsmethods/method/")
    editor.get_by_role("link", name=name, exact=True).click()
    chosen = editor.locator("option:checked", has_text=label)
    row = editor.locator("#cells-group tr.has_original").filter(has=chosen)
    for field in ("level", "low", "high"):
        row.locator(f"input[name$=-{field}]").fill(str(change.level))
    editor.get_by_role("button", name="Save", exact=True).click()
    expect(editor.get_by_text("was changed successfully")).to_be_visible()


def right_on(page: Page) -> list[str]:
    return [question.right for question in questions_on(page)]


def right_by(oracle: Oracle, page: Page) -> list[str]:
    return [oracle.judge(question.stem, question.options).right for question in questions_on(page)]


def contradicted(oracle: Oracle, page: Page) -> bool:
    """Whether this examiner would have marked one of the questions differently."""
    return any(
        right != question.right for right, question in zip(verdicts(oracle, page), questions_on(page), strict=True)
    )


def verdicts(oracle: Oracle, page: Page) -> Iterator[str]:
    for question in questions_on(page):
        try:
            yield oracle.judge(question.stem, question.options).right
        except LookupError:
            yield ""
