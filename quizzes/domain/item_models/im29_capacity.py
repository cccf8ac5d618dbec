"""IM29 Capacity utilisation: output as a share of the most that could be made.

7,200 could be made and 5,400 are: 5,400 / 7,200 = 75%
"""

from dataclasses import dataclass
from fractions import Fraction
from random import Random

from quizzes.domain.amounts import percent
from quizzes.domain.item_models.figures import Slip, Sum, model_of_term

MOST = 5
WHOLE = Fraction(1)
HALF = 500  # per mille: what is used would be what is left unused


@dataclass(frozen=True, slots=True)
class Line:
    capacity: int
    made: int

    @property
    def spare(self) -> int:
        return self.capacity - self.made

    def __str__(self) -> str:
        return f"m = {self.capacity}, o = {self.made}"


SLIPS = (
    Slip[Line]("(m - o)/m", "This is the share left unused.", lambda line: Fraction(line.spare, line.capacity)),
    Slip[Line](
        "(m - o)/o",
        "This compares what is unused with output.",
        lambda line: Fraction(line.spare, line.made),
        most=WHOLE,
    ),
    Slip[Line]("m/o", "This is upside down.", lambda line: Fraction(line.capacity, line.made)),
    Slip[Line](
        "o/(m + o)", "This adds output to capacity.", lambda line: Fraction(line.made, line.capacity + line.made)
    ),
    Slip[Line](
        "o/(m - o)", "This divides by what is unused.", lambda line: Fraction(line.made, line.spare), most=WHOLE
    ),
    Slip[Line]("o/(10*m)", "The decimal point slipped.", lambda line: Fraction(line.made, 10 * line.capacity)),
)


def _drawn(rng: Random) -> Line | None:
    capacity, share = rng.randrange(1000, 20001, 1000), rng.randint(201, 949)
    return Line(capacity, capacity * share // 1000) if share != HALF else None


def _fits(value: Fraction) -> bool:
    """Not absurd, upside down either."""
    return Fraction(1, 100) <= value <= MOST


def _words(line: Line) -> dict[str, str]:
    return {"capacity": f"{line.capacity:,}", "made": f"{line.made:,}"}


def _working(line: Line) -> str:
    share = Fraction(line.made, line.capacity)
    return f"Divide output by capacity: {line.made:,} ÷ {line.capacity:,} = {percent(share)}."


SUM = Sum[Line](
    claim="o/m",
    value=lambda line: Fraction(line.made, line.capacity),
    slips=SLIPS,
    draw=_drawn,
    words=_words,
    shown=percent,
    fits=_fits,
    working=_working,
)

MODEL = model_of_term("IM29", "Capacity utilisation", term="capacity-utilisation", asked=SUM)
