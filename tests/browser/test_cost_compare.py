"""Where costs cross, in a browser: sliders redraw at once, by the same sums as the server, and without a script."""

import re
from fractions import Fraction

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.opsmethods.packs import load

PATH = reverse("opsmethods:cost_compare", args=["operations-methods"])
BOUNDS = {method.slug: method.costs for method in load("operations-methods").methods if method.costs}
PAIRS = [(first, second) for first in BOUNDS for second in BOUNDS if first != second]
WORDS = """() => {
  const texts = (found) => [...document.querySelectorAll(found)].map((place) => place.textContent.trim());
  return {
    told: texts("[data-case]:not([hidden])"),
    costs: texts("[data-fill$=-fixed], [data-fill$=-variable]"),
    table: texts("[data-output] > *"),
    marks: texts("[data-mark]:not([visibility=hidden]) text"),
    sides: [...document.querySelectorAll("[data-mark]:not([visibility=hidden]) text")].map(
      (text) => text.getAttribute("text-anchor") ?? "start"),
    spoken: [...document.querySelectorAll("input[type=range]")].map((field) => field.ariaValueText),
  };
}"""
PLACES = """() => [...document.querySelectorAll("[data-curve] *, [data-mark]:not([visibility=hidden]) *")].flatMap(
  (part) => ["d", "x", "y", "cx", "cy"].flatMap((name) => part.getAttribute(name)?.match(/[0-9.]+/g) ?? [])).map(Number)
"""
FULL = pytest.mark.full
A_UNIT = 1  # halves are rounded up by the one and to even by the other


@pytest.fixture
def page(open_as) -> Page:
    page = open_as("anon")
    page.goto(PATH)
    return page


def number_in(text: str) -> int:
    return int(re.search(r"([\d,]+) units", text)[1].replace(",", ""))


def computed(page: Page) -> Fraction:
    """The crossing by the formula, of the costs that the sliders show."""
    values = [Fraction(field.input_value()) for field in page.locator("input[type=range]").all()]
    return (values[2] - values[0]) / (values[1] - values[3])


def told(page: Page) -> str:
    return page.locator("[data-case]:not([hidden])").inner_text()


def is_shown_at(page: Page, volume: Fraction) -> bool:
    marks = page.locator("[data-mark]:not([visibility=hidden]) text").all_text_contents()
    return [abs(number_in(text) - volume) <= 1 for text in (told(page), *marks)] == [True] * 3


@pytest.mark.parametrize("slider", ["job-fixed", "job-variable", "batch-fixed", "batch-variable"])
@pytest.mark.parametrize("key", ["ArrowRight", *(pytest.param(key, marks=FULL) for key in ("ArrowLeft", "PageUp"))])
def test_a_slider_moves_the_crossing_to_the_computed_volume(page, slider, key):
    before = computed(page)
    assert is_shown_at(page, before)

    page.locator(f"[id={slider}]").press(key)

    after = computed(page)
    assert after != before
    assert is_shown_at(page, after)


def test_a_slider_is_dragged(page):
    slider = page.locator("#batch-fixed")
    box = slider.bounding_box()

    slider.hover()
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.1, box["y"] + box["height"] / 2, steps=5)
    page.mouse.up()

    assert int(slider.input_value()) < 60_000
    assert is_shown_at(page, computed(page))


def put(page: Page, values: dict[str, str]) -> None:
    for name, value in values.items():
        page.locator(f"[id={name}]").evaluate(
            """(slider, value) => {
              slider.value = value;
              for (const kind of ["input", "change"]) slider.dispatchEvent(new Event(kind, {bubbles: true}));
            }""",
            value,
        )


def spread(bounds, part: int) -> str:
    """A place on the slider, in hundredths of its way."""
    steps = int((bounds.max - bounds.min) / bounds.step)
    return str(bounds.min + bounds.step * (steps * part // 100))


@pytest.mark.parametrize(("first", "second"), [PAIRS[0], *(pytest.param(*pair, marks=FULL) for pair in PAIRS[1:])])
@pytest.mark.parametrize("parts", [(0, 0, 100, 100), (100, 0, 0, 100), (37, 61, 12, 83), (100, 100, 0, 0)])
def test_the_script_draws_what_the_server_draws(open_as, first, second, parts):
    page, plain = open_as("anon"), open_as("anon", java_script_enabled=False)
    page.goto(f"{PATH}?first={first}&second={second}")
    names = [f"{slug}-{kind}" for slug in (first, second) for kind in ("fixed", "variable")]
    bounds = [getattr(BOUNDS[slug], kind) for slug in (first, second) for kind in ("fixed", "variable")]

    put(page, dict(zip(names, map(spread, bounds, parts), strict=True)))

    plain.goto(page.url)
    assert plain.locator("input[type=range]").first.input_value() == spread(bounds[0], parts[0])
    assert page.evaluate(WORDS) == plain.evaluate(WORDS)
    places = plain.evaluate(PLACES)
    assert len(places) > 700
    assert page.evaluate(PLACES) == pytest.approx(places, abs=A_UNIT)


def test_the_address_follows_the_sliders_and_can_be_shared(page, open_as):
    put(page, {"job-fixed": "9000", "job-variable": "42", "batch-fixed": "33000", "batch-variable": "18"})

    friend = open_as("anon")
    friend.goto(page.url)

    assert told(friend) == told(page)
    assert told(page).startswith("At 1,000 units both cost the same: $51,000 in total, $51.00 a unit.")


def test_without_a_script_the_button_redraws(open_as):
    page = open_as("anon", java_script_enabled=False)
    page.goto(PATH)
    before = computed(page)
    for _ in range(5):
        page.locator("#job-variable").press("ArrowLeft")
    assert is_shown_at(page, before)

    page.get_by_role("button", name="Draw these").click()

    assert page.locator("#job-variable").input_value() == "47.5"
    assert is_shown_at(page, computed(page))
    assert computed(page) != before


def test_another_method_is_drawn_by_the_button(page):
    page.locator("#second").select_option("flow")
    page.locator("#job-fixed").press("ArrowRight")
    assert "second=flow" not in page.url

    page.get_by_role("button", name="Draw these").click()

    expect(page.locator("#flow-fixed")).to_be_visible()
    assert page.locator("#job-fixed").input_value() == "11500"
    assert is_shown_at(page, computed(page))
