"""The matrix by keyboard alone, with and without scripts."""

import pytest
from django.urls import reverse

from tests.opsmethods.packs import load
from tests.table import TOPIC

PACK = load("operations-methods")
PATH = reverse("opsmethods:method_compare", kwargs=TOPIC)
UNIT_COST = next(row for row in PACK.dimensions if row.code == "UC")
BY_COST = sorted(PACK.methods, key=lambda method: -UNIT_COST.cells[method.slug].level)
GROUP = "People"

scripts = pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])


def opened(open_as, *, scripts: bool):
    page = open_as("anon", java_script_enabled=scripts)
    page.goto(PATH)
    return page


def reach(page, selector: str) -> None:
    """Tab until the element has the focus."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.locator(selector).evaluate("element => element === document.activeElement") if selector else False:
            return
    raise AssertionError(f"{selector} cannot be reached")


def columns(page) -> list[str]:
    return [text.strip() for text in page.locator("table").first.locator("thead th a").all_inner_texts()]


@scripts
def test_methods_are_put_in_order_by_keyboard(open_as, scripts):
    page = opened(open_as, scripts=scripts)

    reach(page, "a[href='?sort=UC']")
    page.keyboard.press("Enter")

    page.wait_for_url("**?sort=UC")
    assert columns(page) == [method.name for method in BY_COST]


@scripts
def test_rows_are_filtered_by_keyboard(open_as, scripts):
    page = opened(open_as, scripts=scripts)

    reach(page, "#group")
    page.keyboard.type(GROUP)
    reach(page, "main form button")
    page.keyboard.press("Enter")

    page.wait_for_url("**group=People*")
    rows = [text.strip() for text in page.locator("tbody th[scope=row]").all_inner_texts()]
    assert rows == [row.label for row in PACK.dimensions if row.group == GROUP]


def test_headings_stay_in_sight(open_as):
    page = opened(open_as, scripts=True)

    page.mouse.wheel(0, 900)
    page.wait_for_timeout(200)

    assert page.locator("table").first.locator("thead th").first.bounding_box()["y"] == pytest.approx(0, abs=1)
