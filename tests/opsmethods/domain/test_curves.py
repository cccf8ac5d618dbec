"""Curves of unit cost: inside their frame, falling, and where the sums say they are."""

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsmethods.domain.costs import CostedMethod, meeting, sides_in
from opsmethods.domain.curves import TALL, WIDE, Chart, Scale, chart, outputs_between, outputs_of
from opsmethods.domain.facts import CostScale


def costed(slug: str, slot: int, fixed: tuple, variable: tuple, output: tuple) -> CostedMethod:
    cheap, dear, step = (Decimal(number) for number in variable)
    return CostedMethod(slug, slug.title(), slot, CostScale(slug, *fixed, cheap, dear, step, *output))


METHODS = (
    costed("job", 1, (2000, 20000, 500), ("20", "80", "0.5"), (20, 2000, 20)),
    costed("batch", 2, (20000, 300000, 1000), ("8", "18", "0.5"), (500, 50000, 500)),
    costed("flow", 3, (300000, 5000000, 10000), ("0.5", "6", "0.5"), (5000, 500000, 5000)),
)
FREE = costed("free", 4, (0, 10, 1), ("0", "1", "0.5"), (1, 1000, 1))
SHEETS = pytest.mark.parametrize("sheet", [WIDE, TALL], ids=["wide", "tall"])


def drawn(given: dict[str, str], sheet=WIDE, methods=METHODS) -> Chart:
    sides = sides_in(methods, given)
    lowest, highest = outputs_of(side.method for side in sides)
    return chart(methods, sides, meeting(*(side.costs for side in sides), lowest=lowest, highest=highest), sheet=sheet)


def points_of(path: str) -> list[tuple[float, float]]:
    return [tuple(map(float, pair)) for pair in re.findall(r"([\d.]+) ([\d.]+)", path)]


@st.composite
def any_address(draw) -> dict[str, str]:
    """Two methods and costs anywhere on their sliders."""
    first, second = draw(st.permutations(METHODS))[:2]
    address = {"first": first.slug, "second": second.slug}
    for method in (first, second):
        scale = method.scale
        address[f"{method.slug}-fixed"] = str(draw(st.integers(scale.fixed_min, scale.fixed_max)))
        address[f"{method.slug}-variable"] = str(draw(st.decimals(scale.variable_min, scale.variable_max, places=1)))
    return address


@SHEETS
@given(address=any_address())
def test_curves_are_inside_their_frame_and_fall(address, sheet):
    found = drawn(address, sheet)

    for curve in found.curves:
        for path in filter(None, (curve.usual, curve.beyond)):
            points = points_of(path)
            assert all(sheet.left - 0.1 <= x <= sheet.right + 0.1 for x, _ in points)
            assert all(sheet.top - 0.1 <= y <= sheet.bottom + 0.1 for _, y in points)
            assert points == sorted(points)
            assert [y for _, y in points] == sorted(y for _, y in points)
        assert all(sign.x >= 0 and sign.x + sign.size <= sheet.width for sign in curve.signs)
        assert len(curve.signs) == 2


@SHEETS
@given(address=any_address())
def test_the_mark_is_where_the_sums_say(address, sheet):
    sides = sides_in(METHODS, address)
    lowest, highest = outputs_of(side.method for side in sides)
    met = meeting(*(side.costs for side in sides), lowest=lowest, highest=highest)

    found = chart(METHODS, sides, met, sheet=sheet)

    if met.case == "cross":
        assert found.mark.is_shown
    if found.mark.is_shown:
        assert isclose(found.mark.x, found.x.at(float(met.volume)), abs_tol=0.06)
        for side in sides:
            assert isclose(found.mark.y, found.y.at(float(side.costs.unit(met.volume))), abs_tol=0.06)
        label = found.mark.label
        assert label.left >= 0
        assert label.left + label.width <= sheet.width


@SHEETS
def test_labels_are_inside_the_drawing_and_apart(sheet):
    found = drawn({}, sheet)
    labels = [tick.label for tick in found.down if tick.label]

    assert len(labels) >= 2
    everything = [*labels, *(tick.label for tick in found.across), *found.titles]
    assert [
        label
        for label in everything
        if not (label.left >= 0 and label.left + label.width <= sheet.width and 0 < label.y < sheet.height)
    ] == []
    assert all(right.left + right.width < left.left for left, right in pairwise(labels))


def test_both_chosen_curves_are_drawn_everywhere_and_the_others_where_they_are_used():
    found = drawn({"first": "flow", "second": "job"})

    assert [(curve.method.slug, curve.side, bool(curve.beyond)) for curve in found.curves] == [
        ("batch", "", False),
        ("flow", "first", True),
        ("job", "second", True),
    ]
    usual = points_of(found.curves[2].usual)
    assert (usual[0][0], usual[-1][0]) == (round(found.x.at(20), 1), round(found.x.at(2000), 1))


def test_the_frame_stands_still_whatever_the_sliders_say():
    low, high = drawn({"job-fixed": "2000", "batch-variable": "8"}), drawn({"job-fixed": "20000"})

    assert (low.x, low.y) == (high.x, high.y)
    assert low.x.data == "20 500000 66 626"


def test_where_nothing_crosses_there_is_no_mark():
    assert not drawn({"job-fixed": "20000", "batch-fixed": "20000"}).mark.is_shown


def test_a_crossing_outside_the_frame_has_no_mark():
    address = {"first": "batch", "second": "flow", "batch-fixed": "300000", "batch-variable": "18"}

    far = drawn({**address, "flow-fixed": "300000"})
    dear = drawn({**address, "batch-fixed": "299000", "flow-fixed": "300000", "flow-variable": "0.5"})

    assert (far.mark.is_shown, dear.mark.is_shown) == (False, False)


def test_a_thing_that_costs_nothing_leaves_the_frame():
    found = drawn({"free-fixed": "0", "free-variable": "0"}, methods=(FREE, METHODS[0]))
    falling = drawn({"free-fixed": "1", "free-variable": "0"}, methods=(FREE, METHODS[0]))

    free = next(curve for curve in found.curves if curve.method is FREE)
    assert (free.usual, free.beyond, free.signs) == ("", "", ())
    assert points_of(next(c for c in falling.curves if c.method is FREE).usual)[-1][1] == WIDE.bottom


def test_equal_ratios_are_equal_distances():
    scale = Scale(1, 1000, 0, 300)

    assert [round(scale.at(number)) for number in (1, 10, 100, 1000)] == [0, 100, 200, 300]
    assert scale.decades == (1, 10, 100, 1000)
    assert replace(scale, low=0.5, high=999).decades == (1, 10, 100)


@pytest.mark.parametrize(
    ("low", "high", "outputs"),
    [
        (20, 2000, (20, 50, 100, 200, 500, 1000, 2000)),
        (15, 70, (15, 20, 50, 70)),
        (1, 2, (1, 2)),
    ],
)
def test_a_table_has_round_outputs_and_both_ends(low, high, outputs):
    assert outputs_between(low, high) == outputs


def test_a_curve_passes_through_its_sums():
    found = drawn({"job-fixed": "9000", "job-variable": "42"})
    x, y = points_of(found.curves[-2].usual)[24]

    output = found.x.low * (found.x.high / found.x.low) ** ((x - WIDE.left) / (WIDE.right - WIDE.left))
    assert isclose(y, found.y.at(float(Fraction(9000) / Fraction(output) + 42)), abs_tol=0.2)
