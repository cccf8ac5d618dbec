"""IM31 Set-up cost per unit and run size: it falls by S/b1 - S/b2.

S = $360, runs of 60, then 240: $6.00 - $1.50 = $4.50
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from random import Random

from quizzes.domain.amounts import money, whole_money
from quizzes.domain.item_models.figures import Slip, Sum, is_cents, model_of_term


@dataclass(frozen=True)
class Runs:
    cost: int
    small: int
    large: int

    @cached_property
    def before(self) -> Fraction:
        return Fraction(self.cost, self.small)

    @cached_property
    def after(self) -> Fraction:
        return Fraction(self.cost, self.large)

    def __str__(self) -> str:
        return f"S = {self.cost}, b1 = {self.small}, b2 = {self.large}"


SLIPS = (
    Slip[Runs]("S/b1", "This is the cost before, not the fall.", lambda runs: runs.before),
    Slip[Runs]("S/b2", "This is the cost after, not the fall.", lambda runs: runs.after),
    Slip[Runs](
        "S/(b2 - b1)",
        "This divides by the rise in run size.",
        lambda runs: Fraction(runs.cost, runs.large - runs.small),
    ),
    Slip[Runs](
        "S/(b1 + b2)", "This divides by both runs together.", lambda runs: Fraction(runs.cost, runs.small + runs.large)
    ),
    Slip[Runs]("S/b1 + S/b2", "This adds the two costs.", lambda runs: runs.before + runs.after),
    Slip[Runs]("(S/b1 + S/b2)/2", "This is the mean of the two costs.", lambda runs: (runs.before + runs.after) / 2),
    Slip[Runs]("(S/b1 - S/b2)/10", "The decimal point slipped.", lambda runs: (runs.before - runs.after) / 10),
    Slip[Runs]("10*(S/b1 - S/b2)", "The decimal point slipped.", lambda runs: 10 * (runs.before - runs.after)),
)


def _drawn(rng: Random) -> Runs | None:
    small = rng.choice([20, 25, 30, 40, 50, 60, 75, 80, 100, 120, 150, 200])
    large = small * rng.choice([2, 3, 4, 5]) if rng.random() < 0.5 else small + rng.choice([5, 10, 20, 25, 40, 50])
    return Runs(rng.randrange(60, 1201, 20), small, large)


def _words(runs: Runs) -> dict[str, str]:
    return {"cost": whole_money(runs.cost), "small": str(runs.small), "large": str(runs.large)}


def _working(runs: Runs) -> str:
    return (
        f"Before: {whole_money(runs.cost)} ÷ {runs.small} = {money(runs.before)}. After: {whole_money(runs.cost)} ÷ "
        f"{runs.large} = {money(runs.after)}. It falls by {money(runs.before - runs.after)}. "
        "Larger runs also mean more stock, which costs something too."
    )


SUM = Sum[Runs](
    claim="S/b1 - S/b2",
    value=lambda runs: runs.before - runs.after,
    slips=SLIPS,
    draw=_drawn,
    words=_words,
    shown=money,
    fits=is_cents,
    working=_working,
)

MODEL = model_of_term("IM31", "Set-up cost per unit and run size", term="changeover", asked=SUM)
