"""Curves of unit cost against output, on scales where each step is ten times the last.

From a dozen units to half a million, and from a dollar to a thousand, no other scale shows every method at once.
`static/js/costs.js` draws the same curves while a slider moves: what is changed here is changed there.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import ceil, exp, log, log10

from opsmethods.domain.costs import CURRENCY, CostedMethod, Costs, Meeting, Side, units
from opsmethods.domain.drawing import SMALL, STRONG, Glyph, Label

STEPS = 48
SIGN, AIR, BASELINE = 16, 8, 14
LOWEST = 0.01
NICE = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Scale:
    """Where numbers from low to high are drawn between two ends, equal ratios at equal distances."""

    low: float
    high: float
    start: int
    end: int

    def at(self, number: float) -> float:
        return self.start + (self.end - self.start) * log(number / self.low) / log(self.high / self.low)

    @property
    def data(self) -> str:
        """For the script."""
        return f"{self.low:.6g} {self.high:.6g} {self.start} {self.end}"

    @property
    def decades(self) -> tuple[int, ...]:
        powers = range(ceil(log10(self.low) - 1e-9), int(log10(self.high) + 1e-9) + 1)
        return tuple(10**power for power in powers if power >= 0)


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across the drawing with its number; the number may be left out for want of room."""

    at: float
    label: Label | None


@dataclass(frozen=True, slots=True)
class Curve:
    """`usual` is its path over the outputs a method is used for, `beyond` over all that is drawn.

    `side` is the name of the side that chose the method, or empty.
    """

    method: CostedMethod
    side: str
    usual: str
    beyond: str
    signs: tuple[Glyph, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """Where the curves cross; `is_shown` if that is in the frame."""

    x: float
    y: float
    label: Label
    is_shown: bool = True


NO_MARK = Mark(0, 0, Label(0, 0, "", STRONG), is_shown=False)


@dataclass(frozen=True, slots=True)
class Chart:
    name: str
    width: int
    height: int
    x: Scale
    y: Scale
    down: tuple[Tick, ...]
    across: tuple[Tick, ...]
    curves: tuple[Curve, ...]
    mark: Mark
    titles: tuple[Label, Label]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The size of a drawing and of the frame in it."""

    name: str
    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int


WIDE = Sheet("wide", width=640, height=420, left=66, right=626, top=34, bottom=370)
TALL = Sheet("tall", width=288, height=352, left=62, right=280, top=34, bottom=302)


def chart(methods: tuple[CostedMethod, ...], sides: tuple[Side, Side], met: Meeting, *, sheet: Sheet) -> Chart:
    """Both chosen curves over every output, the others where they are used."""
    x = Scale(*outputs_of(methods), sheet.left, sheet.right)
    y = Scale(*_costs_of(methods), sheet.bottom, sheet.top)
    chosen = {side.method: side for side in sides}
    others = [method for method in methods if method not in chosen]
    curves = [_curve(method, "", method.middle, x, y) for method in others]
    curves += [_curve(side.method, side.name, side.costs, x, y) for side in sides]
    return Chart(
        name=sheet.name,
        width=sheet.width,
        height=sheet.height,
        x=x,
        y=y,
        down=tuple(_down(x, sheet)),
        across=tuple(_across(y, sheet)),
        curves=tuple(curves),
        mark=_mark(met, sides[0].costs, x, y),
        titles=(
            Label(0, BASELINE, "Cost of a unit", STRONG),
            Label(sheet.right, sheet.height - AIR, "Units made", STRONG, "end"),
        ),
    )


def outputs_of(methods: Iterable[CostedMethod]) -> tuple[int, int]:
    """The smallest and the largest output that any of them is used for."""
    scales = [method.scale for method in methods]
    return min(scale.output_min for scale in scales), max(scale.output_max for scale in scales)


def outputs_between(low: int, high: int) -> tuple[int, ...]:
    """Round outputs for a table: both ends, and 1, 2 and 5 of every ten between them."""
    powers = range(len(str(low)) - 1, len(str(high)))
    return tuple(sorted({low, high, *(n * 10**p for p in powers for n in NICE if low < n * 10**p < high)}))


def _costs_of(methods: tuple[CostedMethod, ...]) -> tuple[float, float]:
    """A frame for whatever the sliders say, so that it stands still while they move."""
    scales = [method.scale for method in methods]
    low = min(float(scale.variable_min) for scale in scales)
    high = max(scale.fixed_max / scale.output_min + float(scale.variable_max) for scale in scales)
    return max(low, LOWEST) / 1.5, high * 1.2


def _curve(method: CostedMethod, side: str, costs: Costs, x: Scale, y: Scale) -> Curve:
    usual = _points(costs, method.scale.output_min, method.scale.output_max, x, y)
    beyond = _points(costs, x.low, x.high, x, y) if side else ()
    ends = (usual[0], usual[-1]) if usual else ()
    half = SIGN // 2
    signs = tuple(Glyph(method.glyph, round(px) - half, round(py) - half, SIGN) for px, py in ends)
    return Curve(method, side, path(usual), path(beyond), signs)


def _points(costs: Costs, low: float, high: float, x: Scale, y: Scale) -> tuple[tuple[float, float], ...]:
    """Of the part within the frame: the curve falls, so it comes in at the top and may go out at the bottom."""
    fixed, variable = float(costs.fixed), float(costs.variable)
    first = max(low, fixed / (y.high - variable))
    last = min(high, fixed / (y.low - variable)) if variable < y.low else high
    if first >= last:
        return ()
    outputs = (first * exp(log(last / first) * step / STEPS) for step in range(STEPS + 1))
    return tuple((x.at(output), y.at(fixed / output + variable)) for output in outputs)


def path(points: Iterable[tuple[float, float]]) -> str:
    drawn = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    return f"M{drawn}" if drawn else ""


def _mark(met: Meeting, costs: Costs, x: Scale, y: Scale) -> Mark:
    if met.volume is None or not x.low <= met.volume <= x.high:
        return NO_MARK
    cost = float(costs.unit(met.volume))
    if not y.low <= cost <= y.high:
        return NO_MARK
    at = x.at(float(met.volume))
    is_left = at < (x.start + x.end) / 2
    beside = Label(round(at) + (8 if is_left else -8), y.start - 10, f"{units(met.volume)} units", STRONG)
    label = replace(beside, anchor="start" if is_left else "end")
    return Mark(round(at, 1), round(y.at(cost), 1), label)


def _down(x: Scale, sheet: Sheet) -> Iterator[Tick]:
    """Numbers stand under those lines where there is room, beginning at the last."""
    free = float(sheet.width)
    for number in reversed(x.decades):
        at = x.at(number)
        label = Label(round(at), sheet.bottom + 18, f"{number:,}", SMALL, "middle")
        fits = at + label.width / 2 <= free
        free = at - label.width / 2 - 6 if fits else free
        yield Tick(round(at, 1), label if fits else None)


def _across(y: Scale, sheet: Sheet) -> Iterator[Tick]:
    for number in y.decades:
        at = y.at(number)
        yield Tick(round(at, 1), Label(sheet.left - 6, round(at) + 5, f"{CURRENCY}{number:,}", SMALL, "end"))
