"""IM33 Labour productivity: by what percentage did output per worker rise?

32 workers, 9,600 then 11,520: from 300 to 360 each, 60 / 300 = 20%
"""

from dataclasses import dataclass
from fractions import Fraction
from random import Random

from quizzes.domain.amounts import percent
from quizzes.domain.item_models.figures import Slip, Sum, model_of_term


@dataclass(frozen=True, slots=True)
class Months:
    """Output of each worker in two months."""

    workers: int
    before: int
    after: int

    @property
    def rise(self) -> int:
        return self.after - self.before

    def __str__(self) -> str:
        return f"w = {self.workers}, o1 = {self.workers * self.before}, o2 = {self.workers * self.after}"


SLIPS = (
    Slip[Months]("(o2 - o1)/o2", "This divides by the new output.", lambda months: Fraction(months.rise, months.after)),
    Slip[Months](
        "(o2 - o1)/(100*w)",
        "This reads the rise in units as a percentage.",
        lambda months: Fraction(months.rise, 100),
        most=Fraction(1),
    ),
    Slip[Months](
        "o2/o1",
        "This is the new output as a share of the old, not the rise.",
        lambda months: Fraction(months.after, months.before),
    ),
    Slip[Months](
        "o1/o2", "This is the old output as a share of the new.", lambda months: Fraction(months.before, months.after)
    ),
    Slip[Months](
        "(o2 - o1)/(o1 + o2)",
        "This divides by both months.",
        lambda months: Fraction(months.rise, months.before + months.after),
    ),
    Slip[Months](
        "(o2 - o1)/(10*o1)",
        "The decimal point slipped.",
        lambda months: Fraction(months.rise, 10 * months.before),
    ),
)


def _drawn(rng: Random) -> Months | None:
    before = rng.randrange(40, 501, 10)
    return Months(rng.randint(8, 60), before, before + rng.randrange(2, max(before // 4, 3), 2))


def _fits(value: Fraction) -> bool:
    return Fraction(1, 100) <= value <= 2


def _words(months: Months) -> dict[str, str]:
    return {
        "workers": str(months.workers),
        "before": f"{months.workers * months.before:,}",
        "after": f"{months.workers * months.after:,}",
    }


def _working(months: Months) -> str:
    rise = Fraction(months.rise, months.before)
    return (
        f"Each worker made {months.before}, then {months.after}, which is {months.rise} more. "
        f"{months.rise} ÷ {months.before} = {percent(rise)}."
    )


SUM = Sum[Months](
    claim="(o2 - o1)/o1",
    value=lambda months: Fraction(months.rise, months.before),
    slips=SLIPS,
    draw=_drawn,
    words=_words,
    shown=percent,
    fits=_fits,
    working=_working,
)

MODEL = model_of_term("IM33", "Labour productivity", term="labour-productivity", asked=SUM)
