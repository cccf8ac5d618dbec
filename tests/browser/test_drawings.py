"""Drawings in a browser: with its own letters every word is in its box, at a size that can be read."""

import pytest
from django.template.loader import render_to_string

from opsmethods.domain.maps import Axis, Place, Range, map_of_places
from opsmethods.domain.processes import StepFact, process
from tests.opsmethods.packs import load

SMALLEST, WIDTHS = 12, (320, 768, 992, 1280)
LEVELS = ("Very low", "Low", "Medium", "High", "Very high")
MEASURE = """() => {
  const found = {small: [], outside: []};
  for (const text of document.querySelectorAll("main .dia text")) {
    const drawing = text.ownerSVGElement, scale = drawing.getBoundingClientRect().width / drawing.viewBox.baseVal.width;
    if (!scale) continue;
    const size = parseFloat(getComputedStyle(text).fontSize) * scale;
    if (size < SMALLEST) found.small.push(`${text.textContent}: ${size}`);
    const letters = text.getBBox(), {width, height} = drawing.viewBox.baseVal;
    const frames = [...drawing.querySelectorAll("rect")].map((frame) => frame.getBBox());
    const isInside = (frame) => letters.x >= frame.x && letters.x + letters.width <= frame.x + frame.width;
    const isOn = (frame) => letters.y + letters.height > frame.y && letters.y < frame.y + frame.height
      && letters.x < frame.x + frame.width && letters.x + letters.width > frame.x;
    const isFree = !frames.some(isOn), isWhole = letters.x >= 0 && letters.x + letters.width <= width
      && letters.y >= 0 && letters.y + letters.height <= height;
    if (!isWhole || !(isFree || frames.some((frame) => isOn(frame) && isInside(frame))))
      found.outside.push(text.textContent);
  }
  return found;
}""".replace("SMALLEST", str(SMALLEST))


def processes() -> list[str]:
    """Of every method that has steps, and one with the longest words that a step may have."""
    flows = [
        process(method.name, tuple(StepFact(row.code, row.kind, row.kind.title(), row.text, row.back) for row in rows))
        for name in ("operations-methods", "pricing-strategies")
        for method in load(name).methods
        if (rows := method.steps)
    ]
    long = "WWWWWWWWWWWW mmmmmmmmmmmm international characteristics"
    flows.append(
        process("Long", tuple(StepFact(str(n), "make", "Make", long, "1" if n == 7 else "") for n in range(8)))
    )
    return [render_to_string("opsmethods/_process.html", {"flow": flow}) for flow in flows]


def maps() -> list[str]:
    axes = Axis("Volume", 1, LEVELS), Axis("Variety of versions", 1, LEVELS)
    level, most = Range(3, 3, 3), Range(4, 4, 5)
    places = [Place("a", "Mass customisation", 1, level, level), Place("b", "Flow production", 2, level, level)]
    places += [Place("c", "Batch production", 3, most, most), Place("d", "Job production", 4, level, most)]
    topic = {"slug": "x", "noun": "method"}
    return [render_to_string("opsmethods/_map.html", {"map": map_of_places(*axes, tuple(places)), "topic": topic})]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("fragments", [processes, maps], ids=["processes", "maps"])
def test_every_word_fits_and_can_be_read(open_as, fragments, width):
    page = open_as("anon", viewport={"width": width, "height": 900})
    page.goto("/notes/")

    for fragment in fragments():
        column = (
            f'<div class="page method-slot-1"><div class="row g-5"><div class="col-lg-8">{fragment}</div></div></div>'
        )
        page.locator("main").evaluate("(main, html) => { main.innerHTML = html; }", column)

        assert page.evaluate(MEASURE) == {"small": [], "outside": []}
        assert page.locator("main svg.dia:visible").count() == 1


@pytest.mark.parametrize("width", WIDTHS)
def test_what_costs_are_drawn_with_can_be_read(open_as, width):
    page = open_as("anon", viewport={"width": width, "height": 900})
    page.goto("/notes/operations-methods/costs/")

    assert page.evaluate(MEASURE) == {"small": [], "outside": []}
    assert page.locator("main svg.dia:visible").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_drawing_is_printed_dark_on_white(open_as, scheme):
    page = open_as("anon", color_scheme=scheme)
    page.goto("/notes/operations-methods/costs/")
    page.emulate_media(media="print")
    wide = page.locator("svg.dia-wide")

    assert wide.is_visible()
    assert not page.locator("svg.dia-tall").is_visible()
    assert not page.locator("#costs").is_visible()
    assert wide.locator("text").first.evaluate("text => getComputedStyle(text).fill") == "rgb(51, 51, 51)"
    assert page.get_by_text("fixed cost $11,000").is_visible()
