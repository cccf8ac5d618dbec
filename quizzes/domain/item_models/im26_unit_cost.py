"""IM26 Unit cost at a volume: fixed cost F of a period, variable cost v a unit, output q; unit cost = F/q + v.

    F = $84,000, v = $6.50, q = 12,000: $84,000 / 12,000 + $6.50 = $7.00 + $6.50 = $13.50

The slip (F + v)/q is left out: it rounds to F/q.
"""

from fractions import Fraction
from functools import partial
from math import lcm
from random import Random

from quizzes.domain.amounts import money, whole_money
from quizzes.domain.candidate import Demand
from quizzes.domain.item_models.costs import Bounds, Cost, cost_model
from quizzes.domain.item_models.figures import Slip, Sum, chosen_from, is_cents, multiples

BALANCE = 4
POINT = "The decimal point slipped"

SLIPS = (
    Slip[Cost]("v", "This leaves the fixed cost out.", lambda cost: cost.variable),
    Slip[Cost]("2*F/q + v", "This counts the fixed cost twice.", lambda cost: 2 * cost.share + cost.variable),
    Slip[Cost]("F/q", "This leaves the variable cost out.", lambda cost: cost.share),
    Slip[Cost]("F/q + 2*v", "This counts the variable cost twice.", lambda cost: cost.share + 2 * cost.variable),
    Slip[Cost]("F/(10*q) + v", f"{POINT} in the division.", lambda cost: cost.share / 10 + cost.variable),
    Slip[Cost]("10*F/q + v", f"{POINT} in the division.", lambda cost: 10 * cost.share + cost.variable),
    Slip[Cost]("(F/q + v)/10", f"{POINT} in the answer.", lambda cost: cost.unit / 10),
    Slip[Cost]("10*(F/q + v)", f"{POINT} in the answer.", lambda cost: 10 * cost.unit),
)


def _sum(bounds: Bounds) -> Sum[Cost]:
    return Sum(
        claim="F/q + v",
        value=lambda cost: cost.unit,
        slips=SLIPS,
        draw=partial(_drawn, bounds),
        words=_words,
        shown=money,
        fits=is_cents,
        working=_working,
    )


def _drawn(bounds: Bounds, rng: Random) -> Cost | None:
    """Fixed cost is a multiple of its step and gives whole ten cents a unit, so that a slip of the decimal point is
    exact to the cent. Neither part of the unit cost is more than BALANCE times the other, or it would hardly show.
    """
    output, cents = rng.choice(bounds.outputs), rng.choice(bounds.cents)
    lowest = max(bounds.fixed[0], -(-output * cents // (100 * BALANCE)))
    highest = min(bounds.fixed[-1], output * cents * BALANCE // 100)
    fixed = chosen_from(multiples(lowest, highest, lcm(10 * bounds.fixed.step, output) // 10), rng)
    return None if fixed is None else Cost(fixed=fixed, variable=Fraction(cents, 100), output=output)


def _words(cost: Cost) -> dict[str, str]:
    return {"fixed": whole_money(cost.fixed), "variable": money(cost.variable), "output": f"{cost.output:,}"}


def _working(cost: Cost) -> str:
    share = f"{whole_money(cost.fixed)} ÷ {cost.output:,} = {money(cost.share)}"
    return (
        f"The fixed cost of one unit is {share}. "
        f"Add the variable cost: {money(cost.share)} + {money(cost.variable)} = {money(cost.unit)}."
    )


MODEL = cost_model("IM26", "Unit cost at a volume", demand=Demand.APPLICATION, asked=_sum, difficulty=2)
