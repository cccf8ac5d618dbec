"""The search as a student uses it: word by word, by keyboard, with and without scripts."""

import pytest
from django.urls import reverse

from tests.table import TOPIC

PATH = reverse("opsmethods:note_search", kwargs=TOPIC)


@pytest.fixture
def searching(open_as):
    """The empty search in a new browser."""

    def searching(*, scripts: bool):
        page = open_as("anon", java_script_enabled=scripts)
        page.goto(PATH)
        return page

    return searching


def first_hit(page):
    return page.get_by_role("listitem").filter(has=page.get_by_role("heading", level=3)).first


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_search_is_asked_and_followed_by_keyboard(searching, scripts):
    page = searching(scripts=scripts)
    page.get_by_role("searchbox", name="Search these notes").focus()
    page.keyboard.type("advantages of batch")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{PATH}?q=advantages*")

    page.get_by_role("link", name="Advantages").focus()
    page.keyboard.press("Enter")

    page.wait_for_url("**/batch/#advantages")
    assert page.get_by_role("heading", name="Advantages", exact=True).is_visible()


def test_what_is_found_follows_the_typing(searching):
    page = searching(scripts=True)
    field, said = page.get_by_role("searchbox"), page.get_by_role("status")

    field.press_sequentially("Autom")
    page.wait_for_url(f"**{PATH}?q=Autom")
    page.get_by_text("mention “Autom”").wait_for()
    assert first_hit(page).inner_text().split("\n\n")[:2] == ["Automation", "Glossary"]
    assert first_hit(page).locator("mark").first.inner_text() == "Automation"
    assert said.evaluate("each => each === document.getElementById('said')")
    assert field.evaluate("each => each === document.activeElement")
    assert page.title().startswith("Autom: search")

    field.press_sequentially("xyz")
    page.get_by_text("Nothing in these notes mentions “Automxyz”.").wait_for()
    assert page.get_by_role("heading", name="What to try").is_visible()
    assert page.locator("#said").count() == page.locator("#found").count() == 1


def test_a_search_is_shared_and_gone_back_to(searching, open_as):
    page = searching(scripts=True)
    page.get_by_role("searchbox").press_sequentially("unit cost")
    page.get_by_text("mention “unit cost”").wait_for()
    address, found = page.url, page.locator("#found").inner_text()

    first_hit(page).get_by_role("link").click()
    page.wait_for_url("**/glossary/#unit-cost")
    page.go_back()

    friend = open_as("anon", java_script_enabled=False)
    friend.goto(address)
    assert page.locator("#found").inner_text() == friend.locator("#found").inner_text() == found
    assert page.get_by_role("searchbox").input_value() == "unit cost"


def test_a_likely_spelling_is_followed(searching):
    page = searching(scripts=True)
    page.get_by_role("searchbox").press_sequentially("custmization")

    page.get_by_role("link", name="customisation").click()

    page.get_by_text("mention “customisation”").wait_for()
    assert page.get_by_role("searchbox").input_value() == "customisation"
