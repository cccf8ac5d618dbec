"""Fixed and variable cost, and where two methods cost the same."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from opsmethods.domain.costs import (
    Case,
    CostedMethod,
    Costs,
    Meeting,
    about,
    crossing,
    meeting,
    money,
    rounded,
    short_money,
    sides_in,
    whole_money,
)
from opsmethods.domain.facts import CostScale

FIXED = st.integers(0, 5_000_000).map(Decimal)
VARIABLE = st.decimals("0", "500", places=2)
COSTS = st.builds(Costs, FIXED, VARIABLE)
JOB, BATCH = Costs(Decimal(9000), Decimal(42)), Costs(Decimal(33000), Decimal(18))


def costed(slug: str, slot: int, *numbers: str) -> CostedMethod:
    low, high, step, cheap, dear, cents = (Decimal(number) for number in numbers)
    scale = CostScale(slug, int(low), int(high), int(step), cheap, dear, cents, 20, 2000, 20)
    return CostedMethod(slug, slug.title(), slot, scale)


METHODS = (
    costed("job", 1, "2000", "20000", "500", "20", "80", "0.50"),
    costed("batch", 2, "20000", "300000", "1000", "8", "18", "0.50"),
    costed("flow", 3, "300000", "5000000", "10000", "0.50", "6", "0.50"),
)


# --- The crossing ---------------------------------------------------------------------------------


def test_the_worked_number_of_the_item_model():
    """IM27: job 9,000 and 42, batch 33,000 and 18 cross at 24,000/24 = 1,000."""
    assert crossing(JOB, BATCH) == 1000
    assert (JOB.total(1000), BATCH.total(1000)) == (51000, 51000)
    assert (JOB.unit(1000), BATCH.unit(1000)) == (51, 51)


@given(COSTS, COSTS)
def test_where_costs_cross_both_cost_the_same(one, other):
    volume = crossing(one, other)
    assume(volume is not None)

    assert volume > 0
    assert one.total(volume) == other.total(volume)
    assert one.unit(volume) == other.unit(volume)


@given(COSTS, COSTS)
def test_the_order_of_two_methods_does_not_matter(one, other):
    assert crossing(one, other) == crossing(other, one)


@given(COSTS, COSTS)
def test_costs_that_do_not_cross_keep_their_order(one, other):
    assume(crossing(one, other) is None)

    signs = {(gap > 0) - (gap < 0) for gap in (one.total(q) - other.total(q) for q in (1, 10, 1000, 10**7))}
    assert len(signs) == 1


@given(COSTS, COSTS, st.integers(1, 1000), st.integers(0, 10**6))
def test_the_cheaper_is_cheaper_where_it_is_said_to_be(one, other, lowest, more):
    both = (one, other)
    met = meeting(one, other, lowest=lowest, highest=lowest + more)

    few, many = both[met.few], both[met.many]
    if met.volume is None:
        assert met.case in {Case.SAME, Case.ONE_WINS}
        assert few.unit(lowest) <= min(one.unit(lowest), other.unit(lowest))
        assert (met.case == Case.SAME) == (one == other)
    else:
        assert few is not many
        assert few.unit(met.volume / 2) < many.unit(met.volume / 2)
        assert many.unit(met.volume * 2) < few.unit(met.volume * 2)


@pytest.mark.parametrize(
    ("lowest", "highest", "case"),
    [
        (20, 50_000, Case.CROSS),
        (1000, 50_000, Case.CROSS),
        (20, 1000, Case.CROSS),
        (1001, 50_000, Case.TOO_FEW),
        (20, 999, Case.TOO_MANY),
    ],
)
def test_a_crossing_may_lie_outside_what_is_usual(lowest, highest, case):
    assert meeting(JOB, BATCH, lowest=lowest, highest=highest) == Meeting(case, Fraction(1000), few=0, many=1)


@pytest.mark.parametrize(
    ("fixed", "variable", "case", "winner"),
    [
        (9000, 42, Case.SAME, 0),
        (9000, 40, Case.ONE_WINS, 1),
        (9000, 43, Case.ONE_WINS, 0),
        (8000, 42, Case.ONE_WINS, 1),
        (9001, 42, Case.ONE_WINS, 0),
        (8000, 41, Case.ONE_WINS, 1),
        (9001, 43, Case.ONE_WINS, 0),
    ],
)
def test_one_may_cost_less_at_every_output(fixed, variable, case, winner):
    met = meeting(JOB, Costs(Decimal(fixed), Decimal(variable)), lowest=1, highest=10)

    assert met == Meeting(case, None, winner, winner)


# --- Numbers --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("number", "whole"), [("1/2", 1), ("3/2", 2), ("149/100", 1), ("7", 7)])
def test_halves_are_rounded_up(number, whole):
    assert rounded(Fraction(number)) == whole


def test_numbers_are_said():
    assert money(Fraction(2469, 2)) == "$1,234.50"
    assert money(Fraction(1, 3)) == "$0.33"
    assert whole_money(Decimal(160000)) == "$160,000"
    assert [short_money(Decimal(text)) for text in ("20.00", "0.50")] == ["$20", "$0.50"]
    assert [about(Fraction(text)) for text in ("1000", "149000/37")] == ["1,000", "about 4,027"]


# --- What an address asks for ---------------------------------------------------------------------


def notes_of(given: dict[str, str]) -> list[str]:
    return [note for side in sides_in(METHODS, given) for note in (side.note, side.fixed.note, side.variable.note)]


def test_the_first_two_methods_are_shown_in_the_middle():
    first, second = sides_in(METHODS, {})

    assert (first.method.slug, second.method.slug) == ("job", "batch")
    assert (first.costs, second.costs) == (
        Costs(Decimal(11000), Decimal(50)),
        Costs(Decimal(160000), Decimal(13)),
    )
    assert METHODS[2].middle == Costs(Decimal(2650000), Decimal("3.50"))
    assert notes_of({}) == [""] * 6


def test_an_address_brings_back_methods_and_costs():
    given = {"first": "flow", "second": "job", "job-fixed": "9000", "job-variable": "42.5", "batch-fixed": "x"}

    first, second = sides_in(METHODS, given)

    assert (first.method.slug, second.method.slug) == ("flow", "job")
    assert second.costs == Costs(Decimal(9000), Decimal("42.5"))
    assert first.costs == METHODS[2].middle
    assert notes_of(given) == [""] * 6


@pytest.mark.parametrize(
    ("given", "chosen", "place", "note"),
    [
        ({"first": "craft"}, ("job", "batch"), 0, "Nothing here has that name. Another one is shown."),
        ({"second": "craft"}, ("job", "batch"), 3, "Nothing here has that name. Another one is shown."),
        (
            {"first": "job", "second": "job"},
            ("job", "batch"),
            3,
            "Choose two that differ. Another one is shown.",
        ),
        ({"first": "batch"}, ("batch", "job"), 0, ""),
    ],
)
def test_a_method_that_cannot_be_had_is_replaced_with_a_note(given, chosen, place, note):
    sides = sides_in(METHODS, given)

    assert tuple(side.method.slug for side in sides) == chosen
    assert notes_of(given)[place] == note


@pytest.mark.parametrize(
    ("text", "value", "note"),
    [
        ("", "11000", ""),
        ("2000", "2000", ""),
        ("20000", "20000", ""),
        ("x", "11000", "That was no number. The middle is shown."),
        ("-1", "11000", "That was no number. The middle is shown."),
        ("1e-9", "11000", "That was no number. The middle is shown."),
        ("NaN", "11000", "That was no number. The middle is shown."),
        ("9" * 40, "11000", "That was no number. The middle is shown."),
        ("1999", "11000", "It goes from $2,000 to $20,000. The middle is shown."),
        ("20001", "11000", "It goes from $2,000 to $20,000. The middle is shown."),
        ("9100", "9000", "It moves in steps of $500. The nearest is shown."),
        ("9250", "9500", "It moves in steps of $500. The nearest is shown."),
    ],
)
def test_a_cost_that_cannot_be_had_is_replaced_with_a_note(text, value, note):
    slider = sides_in(METHODS, {"job-fixed": text})[0].fixed

    assert (slider.value, slider.note) == (Decimal(value), note)


def test_a_slider_stops_at_its_last_whole_step():
    method = costed("x", 1, "0", "10", "4", "0", "1", "0.3")

    first, _ = sides_in((method, METHODS[0]), {"x-fixed": "10", "x-variable": "1"})

    assert first.costs == Costs(Decimal(8), Decimal("0.9"))


@given(st.text(max_size=12), st.text(max_size=12))
def test_whatever_an_address_says_costs_are_on_the_scale(fixed, variable):
    side = sides_in(METHODS, {"job-fixed": fixed, "job-variable": variable})[0]

    for slider in (side.fixed, side.variable):
        assert slider.low <= slider.value <= slider.high
        assert (slider.value - slider.low) % slider.step == 0
