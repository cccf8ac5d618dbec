"""What making things costs: fixed and variable cost, the cost of a unit, and where two methods cost the same."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import floor

from opsmethods.domain.facts import CostScale

CURRENCY = "$"
NUMBER = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,4})?")
NOT_A_NUMBER = "That was no number. The middle is shown."


@dataclass(frozen=True, slots=True)
class Costs:
    """`fixed` is spent whatever is made, `variable` on each unit."""

    fixed: Decimal
    variable: Decimal

    def total(self, output: Fraction | int) -> Fraction:
        return Fraction(self.fixed) + Fraction(self.variable) * output

    def unit(self, output: Fraction | int) -> Fraction:
        """F/q + v: 9,000 and 42 at an output of 1,000 is 9 + 42 = 51."""
        return self.total(output) / output


def crossing(one: Costs, other: Costs) -> Fraction | None:
    """The output at which both cost the same, in total and a unit: (F2 - F1)/(v1 - v2).

    None when there is no such output above nought. Worked number of IM27 in item_models.md: job 9,000 and 42, batch
    33,000 and 18 cross at 24,000/24 = 1,000.
    """
    steeper = Fraction(one.variable) - Fraction(other.variable)
    if not steeper:
        return None
    volume = (Fraction(other.fixed) - Fraction(one.fixed)) / steeper
    return volume if volume > 0 else None


class Case(StrEnum):
    CROSS = "cross"  # within the outputs that the methods are used for
    TOO_FEW = "too-few"  # at fewer units than either is used for
    TOO_MANY = "too-many"
    ONE_WINS = "one-wins"  # one costs less at every output
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Meeting:
    """How two sets of costs, numbers 0 and 1, compare. `few` costs less below the volume, `many` above it."""

    case: Case
    volume: Fraction | None
    few: int
    many: int


def meeting(one: Costs, other: Costs, *, lowest: int, highest: int) -> Meeting:
    few = int((one.fixed, one.variable) > (other.fixed, other.variable))
    many = int((one.variable, one.fixed) > (other.variable, other.fixed))
    volume = crossing(one, other)
    if volume is None:
        return Meeting(Case.SAME if one == other else Case.ONE_WINS, None, many, many)
    case = Case.TOO_FEW if volume < lowest else Case.TOO_MANY if volume > highest else Case.CROSS
    return Meeting(case, volume, few, many)


# --- Numbers as a page says them ------------------------------------------------------------------


def rounded(number: Fraction) -> int:
    """To the nearest whole number, halves up."""
    return floor(number + Fraction(1, 2))


def units(volume: Fraction) -> str:
    return f"{rounded(volume):,}"


def about(volume: Fraction) -> str:
    """The same, saying so where it is rounded: about 4,027."""
    return units(volume) if volume.denominator == 1 else f"about {units(volume)}"


def money(amount: Fraction | Decimal) -> str:
    """To the nearest cent: $1,234.50."""
    cents = rounded(Fraction(amount) * 100)
    return f"{CURRENCY}{cents // 100:,}.{cents % 100:02d}"


def whole_money(amount: Fraction | Decimal) -> str:
    return f"{CURRENCY}{rounded(Fraction(amount)):,}"


def short_money(amount: Decimal) -> str:
    """Without cents where there are none."""
    return whole_money(amount) if amount == amount.to_integral_value() else money(amount)


# --- Two methods chosen, and their costs ----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CostedMethod:
    slug: str
    name: str
    slot: int
    scale: CostScale

    @property
    def glyph(self) -> str:
        return f"g-{self.slot}"

    @property
    def middle(self) -> Costs:
        """In the middle of its scale, as near as its steps allow."""
        return Costs(*(slider.value for slider in sliders_of(self, {})))


@dataclass(frozen=True, slots=True)
class Slider:
    """`name` is that of its field. `note` says why the value is not the one asked for."""

    name: str
    low: Decimal
    high: Decimal
    step: Decimal
    value: Decimal
    note: str = ""

    @property
    def low_said(self) -> str:
        return short_money(self.low)

    @property
    def high_said(self) -> str:
        return short_money(self.high)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two methods. `note` says why it is not the one asked for."""

    name: str
    method: CostedMethod
    fixed: Slider
    variable: Slider
    note: str = ""

    @property
    def costs(self) -> Costs:
        return Costs(self.fixed.value, self.variable.value)

    @property
    def fixed_said(self) -> str:
        return whole_money(self.fixed.value)

    @property
    def variable_said(self) -> str:
        return money(self.variable.value)


def sides_in(methods: tuple[CostedMethod, ...], given: Mapping[str, str]) -> tuple[Side, Side]:
    """The two methods and costs that an address asks for. At least two methods.

    What it leaves out is taken from the notes; what cannot be had, too, with a note.
    """
    first, said_first = _chosen(methods, given.get("first", ""))
    rest = tuple(method for method in methods if method != first)
    second, said_second = _chosen(rest, given.get("second", ""), known=methods)
    return _side("first", first, given, said_first), _side("second", second, given, said_second)


def _chosen(
    methods: tuple[CostedMethod, ...], slug: str, *, known: tuple[CostedMethod, ...] = ()
) -> tuple[CostedMethod, str]:
    found = next((method for method in methods if method.slug == slug), None)
    if found or not slug:
        return found or methods[0], ""
    if any(method.slug == slug for method in known):
        return methods[0], "Choose two that differ. Another one is shown."
    return methods[0], "Nothing here has that name. Another one is shown."


def _side(name: str, method: CostedMethod, given: Mapping[str, str], note: str) -> Side:
    fixed, variable = sliders_of(method, given)
    return Side(name, method, fixed, variable, note)


def sliders_of(method: CostedMethod, given: Mapping[str, str]) -> tuple[Slider, Slider]:
    """Of fixed and of variable cost."""
    scale = method.scale
    fixed = (Decimal(scale.fixed_min), Decimal(scale.fixed_max), Decimal(scale.fixed_step))
    variable = (scale.variable_min, scale.variable_max, scale.variable_step)
    one, other = f"{method.slug}-fixed", f"{method.slug}-variable"
    return _slider(one, *fixed, given.get(one, "")), _slider(other, *variable, given.get(other, ""))


def _slider(name: str, low: Decimal, high: Decimal, step: Decimal, text: str) -> Slider:
    slider = Slider(name, low, high, step, value=_stop((low + high) / 2, low, high, step))
    if not text:
        return slider
    if not NUMBER.fullmatch(text):
        return replace(slider, note=NOT_A_NUMBER)
    number = Decimal(text)
    if not low <= number <= high:
        return replace(slider, note=f"It goes from {short_money(low)} to {short_money(high)}. The middle is shown.")
    value = _stop(number, low, high, step)
    note = "" if value == number else f"It moves in steps of {short_money(step)}. The nearest is shown."
    return replace(slider, value=value, note=note)


def _stop(number: Decimal, low: Decimal, high: Decimal, step: Decimal) -> Decimal:
    """Where a slider stops that is pulled to the number: a whole number of steps from its low end, halves up."""
    steps = rounded(Fraction(number - low) / Fraction(step))
    most = Fraction(high - low) // Fraction(step)
    return low + step * min(steps, most)
