"""What a method costs, drawn within its realistic bounds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, partial

from opsmethods.domain.facts import CostScale, FactBase
from quizzes.domain.candidate import Candidate, Demand, ItemModel
from quizzes.domain.item_models.figures import SETS, Figures, Sum, Task, candidates_of, multiples

UNIT_COST = "unit-cost"  # the term that explains it, where the notes have it


@dataclass(frozen=True)
class Cost:
    """Fixed cost of a period, variable cost of a unit, output of the period."""

    fixed: int
    variable: Fraction
    output: int

    @cached_property
    def share(self) -> Fraction:
        """The fixed cost of one unit: $84,000 / 12,000 = $7.00."""
        return Fraction(self.fixed, self.output)

    @cached_property
    def unit(self) -> Fraction:
        """$7.00 + $6.50 = $13.50."""
        return self.share + self.variable

    def __str__(self) -> str:
        return f"F = {self.fixed}, v = {float(self.variable):g}, q = {self.output}"


@dataclass(frozen=True, slots=True)
class Bounds:
    """What realistic figures of a method are drawn from. The variable cost of a unit is in cents."""

    method: str
    fixed: range
    cents: range
    outputs: range


def bounds_of(scale: CostScale) -> Bounds | None:
    """None where a range holds no multiple of its step."""
    in_cents = (int(100 * amount) for amount in (scale.variable_min, scale.variable_max, scale.variable_step))
    bounds = Bounds(
        method=scale.method,
        fixed=multiples(scale.fixed_min, scale.fixed_max, scale.fixed_step),
        cents=multiples(*in_cents),
        outputs=multiples(scale.output_min, scale.output_max, scale.output_step),
    )
    return bounds if bounds.fixed and bounds.cents and bounds.outputs else None


def all_bounds(facts: FactBase) -> list[Bounds]:
    return [bounds for bounds in map(bounds_of, facts.cost_scales) if bounds is not None]


def cost_model(
    code: str, title: str, *, demand: Demand, asked: Callable[[Bounds], Sum[Figures]], difficulty: int
) -> ItemModel:
    """A sum that is asked of each method in turn, with figures within its bounds."""
    found = partial(_candidates, code=code, demand=demand, asked=asked, difficulty=difficulty)
    return ItemModel(code=code, title=title, needs="realistic costs of a method", demand=demand, found=found)


def _candidates(
    facts: FactBase, *, code: str, demand: Demand, asked: Callable[[Bounds], Sum[Figures]], difficulty: int
) -> Iterator[Candidate]:
    every = all_bounds(facts)
    explained = any(term.slug == UNIT_COST for term in facts.terms)
    for bounds in every:
        task = Task(
            model=code,
            demand=demand,
            sum=asked(bounds),
            note=f"glossary#{UNIT_COST}" if explained else f"{bounds.method}#definition",
            method=bounds.method,
            methods=(bounds.method,),
            parts=(bounds.method,),
            difficulty=difficulty,
        )
        yield from candidates_of(facts, task, count=SETS // len(every))
