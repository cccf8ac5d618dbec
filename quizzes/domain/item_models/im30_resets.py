"""IM30 Changeover share of working time: n resets of c hours in a week of h hours are n x c / h.

h = 40, n = 6, c = 1.5: 9 / 40 = 22.5%
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from random import Random

from quizzes.domain.amounts import percent
from quizzes.domain.item_models.figures import Slip, Sum, is_share, model_of_term


@dataclass(frozen=True)
class Week:
    hours: int
    runs: int
    reset: Fraction

    @cached_property
    def lost(self) -> Fraction:
        return self.runs * self.reset

    def __str__(self) -> str:
        return f"h = {self.hours}, n = {self.runs}, c = {float(self.reset):g}"


SLIPS = (
    Slip[Week]("c/h", "This counts one reset only.", lambda week: week.reset / week.hours),
    Slip[Week]("(n - 1)*c/h", "This counts one reset too few.", lambda week: (week.runs - 1) * week.reset / week.hours),
    Slip[Week](
        "(n + 1)*c/h", "This counts one reset too many.", lambda week: (week.runs + 1) * week.reset / week.hours
    ),
    Slip[Week]("n*c/(h - n*c)", "This divides by the time left.", lambda week: week.lost / (week.hours - week.lost)),
    Slip[Week](
        "n*c/(h + n*c)", "This adds the lost time to the week.", lambda week: week.lost / (week.hours + week.lost)
    ),
    Slip[Week]("(h - n*c)/h", "This is the share that is left.", lambda week: (week.hours - week.lost) / week.hours),
    Slip[Week]("n/h", "This divides the runs by the hours.", lambda week: Fraction(week.runs, week.hours)),
)


def _drawn(rng: Random) -> Week | None:
    """The share lost is exact in one decimal place."""
    week = Week(rng.choice([35, 36, 40, 45, 48, 50, 60, 72, 80]), rng.randint(3, 16), Fraction(rng.randint(1, 12), 4))
    exact = (1000 * week.lost / week.hours).denominator == 1
    return week if exact and week.lost <= Fraction(3, 5) * week.hours else None


def _words(week: Week) -> dict[str, str]:
    return {
        "hours": str(week.hours),
        "runs": str(week.runs),
        "reset": "1 hour" if week.reset == 1 else f"{float(week.reset):g} hours",
    }


def _working(week: Week) -> str:
    lost = f"{float(week.lost):g}"
    return (
        f"Resets take {week.runs} \N{MULTIPLICATION SIGN} {float(week.reset):g} = {lost} hours. "
        f"As a share of the week: {lost} ÷ {week.hours} = {percent(week.lost / week.hours)}."
    )


SUM = Sum[Week](
    claim="n*c/h",
    value=lambda week: week.lost / week.hours,
    slips=SLIPS,
    draw=_drawn,
    words=_words,
    shown=percent,
    fits=is_share,
    working=_working,
)

MODEL = model_of_term("IM30", "Share of time lost to resets", term="changeover", asked=SUM)
