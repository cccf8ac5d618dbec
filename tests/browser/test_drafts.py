"""What an editor makes a draft: gone for students and guests wherever it was, still there for editors who ask."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

NOTES = "/notes/operations-methods/"


@dataclass(frozen=True)
class Draft:
    """A row by its list in admin and the link that opens it, and where it shows: addresses with what to look for.

    It is led to from admin at the first of them.
    """

    table: str
    link: str
    places: tuple[tuple[str, str], ...]


DRAFTS = {
    "section": Draft(
        "section",
        "Is mass customisation taking over?",
        (
            ("themes/disagreements/", "h2:has-text('Is mass customisation taking over?')"),
            ("search/?q=mass+customisation+taking+over", "#found a[href*='disagreements/#growing']"),
        ),
    ),
    "dimension": Draft(
        "dimension",
        "CON",
        (
            ("compare/", "a[href='?sort=CON']"),
            ("compare/", "option[value=CON]"),
            ("job/", "#con"),
            ("search/?q=consistency", "#found a[href*='sort=CON']"),
            ("search/?q=consistency", "#found a[href*='job/#con']"),
        ),
    ),
    "term": Draft(
        "term",
        "Kaizen",
        (
            ("glossary/", "#kaizen"),
            ("themes/lean/", "a[href$='glossary/#kaizen']"),
            ("search/?q=kaizen", "#found a[href$='glossary/#kaizen']"),
        ),
    ),
}


@pytest.fixture
def editing(open_as):
    """The form of a row, opened from its list; afterwards it is published again."""
    page = open_as("editor")
    opened = []

    def editing(row: Draft):
        page.goto(f"/admin/opsmethods/{row.table}/?all=")
        with page.expect_navigation():
            page.locator("#result_list").get_by_role("link", name=row.link, exact=True).click()
        opened.append(page.url)
        return page

    yield editing
    for address in opened:
        page.goto(address)
        publish(page, published=True)


def publish(page, *, published: bool) -> None:
    page.get_by_label("Published", exact=True).first.set_checked(published)
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()


def shown(page, row: Draft, *, more: str = "") -> list[bool]:
    found = []
    for address, what in row.places:
        page.goto(NOTES + address + (more.replace("?", "&") if "?" in address else more))
        found.append(page.locator(what).count() > 0)
    return found


@pytest.mark.parametrize("row", DRAFTS.values(), ids=DRAFTS)
def test_a_draft_is_seen_by_editors_only(open_as, editing, row):
    everywhere, nowhere = [True] * len(row.places), [False] * len(row.places)
    student, guest = open_as("sam"), open_as("anon")
    assert (shown(student, row), shown(guest, row)) == (everywhere, everywhere)

    page = editing(row)
    publish(page, published=False)

    assert (shown(student, row), shown(guest, row)) == (nowhere, nowhere)
    assert (shown(student, row, more="?drafts=1"), shown(guest, row, more="?drafts=1")) == (nowhere, nowhere)
    page.get_by_role("link", name="View on site").click()
    expect(page.locator(row.places[0][1]).first).to_be_attached()
    page.get_by_role("link", name="See the page as students do").click()
    expect(page.locator(row.places[0][1])).to_have_count(0)
    expect(page.get_by_text("Drafts are shown here")).to_have_count(0)
    assert (shown(page, row), shown(page, row, more="?drafts=1")) == (nowhere, everywhere)


def test_a_page_sorted_by_a_draft_is_not_there(open_as, editing):
    publish(editing(DRAFTS["dimension"]), published=False)

    assert open_as("sam").goto(f"{NOTES}compare/?sort=CON").status == 404
    assert open_as("editor").goto(f"{NOTES}compare/?sort=CON&drafts").status == 200
