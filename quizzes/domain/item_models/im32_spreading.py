"""IM32 Spreading fixed cost: by what percentage does unit cost fall when output rises?

F = $600,000, v = $3, 50,000 then 200,000: $15.00 to $6.00, a fall of 9/15 = 60%
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, partial
from math import gcd, lcm
from random import Random

from quizzes.domain.amounts import money, percent, whole_money
from quizzes.domain.candidate import Demand
from quizzes.domain.item_models.costs import Bounds, Cost, cost_model
from quizzes.domain.item_models.figures import (
    Slip,
    Sum,
    chosen_from,
    is_share,
    multiples,
    within,
)

MOST = 20  # times the variable cost that a unit's share of fixed cost may be
WIDEST = 5  # times as much is made, of the same fixed cost


@dataclass(frozen=True)
class Rise:
    before: Cost
    after: Cost

    @cached_property
    def fall(self) -> Fraction:
        return self.before.unit - self.after.unit

    @property
    def outputs(self) -> Fraction:
        return Fraction(self.before.output, self.after.output)

    def __str__(self) -> str:
        return f"{self.before}, q2 = {self.after.output}"


SLIPS = (
    Slip[Rise](
        "(F/q2 + v)/(F/q + v)",
        "This is the new unit cost as a share of the old.",
        lambda rise: rise.after.unit / rise.before.unit,
    ),
    Slip[Rise]("1 - q/q2", "Only the fixed part falls that much; variable cost stays.", lambda rise: 1 - rise.outputs),
    Slip[Rise](
        "((F/q + v) - (F/q2 + v))/100", "This reads the fall in money as a percentage.", lambda rise: rise.fall / 100
    ),
    Slip[Rise]("q/q2", "This compares the outputs, not the costs.", lambda rise: rise.outputs),
    Slip[Rise](
        "((F/q + v) - (F/q2 + v))/(F/q2 + v)",
        "This divides by the new unit cost.",
        lambda rise: rise.fall / rise.after.unit,
    ),
    Slip[Rise](
        "((F/q + v) - (F/q2 + v))/((F/q + v) + (F/q2 + v))",
        "This divides by both unit costs.",
        lambda rise: rise.fall / (rise.before.unit + rise.after.unit),
    ),
    Slip[Rise](
        "v/(F/q + v)", "This is the share of variable cost.", lambda rise: rise.before.variable / rise.before.unit
    ),
)


def _sum(bounds: Bounds) -> Sum[Rise]:
    return Sum(
        claim="((F/q + v) - (F/q2 + v))/(F/q + v)",
        value=lambda rise: rise.fall / rise.before.unit,
        slips=SLIPS,
        draw=partial(_drawn, bounds),
        words=_words,
        shown=percent,
        fits=is_share,
        working=_working,
    )


def _drawn(bounds: Bounds, rng: Random) -> Rise | None:
    """Both unit costs are exact to the cent."""
    first, cents = rng.choice(bounds.outputs), rng.choice(bounds.cents)
    second = chosen_from(within(bounds.outputs, first + 1, WIDEST * first), rng)
    if second is None:
        return None
    step = lcm(bounds.fixed.step, *(output // gcd(output, 100) for output in (first, second)))
    fixed = chosen_from(multiples(bounds.fixed[0], bounds.fixed[-1], step), rng)
    if fixed is None or 100 * fixed > MOST * cents * first:
        return None
    variable = Fraction(cents, 100)
    return Rise(*(Cost(fixed=fixed, variable=variable, output=output) for output in (first, second)))


def _words(rise: Rise) -> dict[str, str]:
    return {
        "fixed": whole_money(rise.before.fixed),
        "variable": money(rise.before.variable),
        "before": f"{rise.before.output:,}",
        "after": f"{rise.after.output:,}",
    }


def _working(rise: Rise) -> str:
    before, after = rise.before.unit, rise.after.unit
    return (
        f"Unit cost falls from {money(before)} to {money(after)}, by {money(rise.fall)}. "
        f"{money(rise.fall)} ÷ {money(before)} = {percent(rise.fall / before)}."
    )


MODEL = cost_model("IM32", "Spreading fixed cost", demand=Demand.ANALYSIS, asked=_sum, difficulty=3)
