"""Two methods of which one has the higher fixed cost and the lower variable cost.

They are compared only at outputs that both could make: job production at up to 2,000 units with batch production from
500 units, so from 500 to 2,000. Where no output is within both ranges, as for job and flow production, they are not.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, partial
from itertools import permutations
from random import Random

from opsmethods.domain.facts import FactBase
from quizzes.domain.amounts import money, whole_money
from quizzes.domain.candidate import Candidate, Demand, ItemModel
from quizzes.domain.item_models.costs import Bounds, all_bounds
from quizzes.domain.item_models.figures import SETS, chosen_from, multiples, within

# The notes, the method that is cheap to set up, the one that is cheap to run, and how many questions to make of them.
OfPair = Callable[[FactBase, Bounds, Bounds, int], Iterator[Candidate]]

DRAWS = 30
WIDEST = 4  # times as much may a unit of the same product take by the one method as by the other


@dataclass(frozen=True)
class CostPair:
    """`fixed` and `variable` of the method that is cheap to set up, then of the one that is cheap to run."""

    fixed: tuple[int, int]
    variable: tuple[Fraction, Fraction]

    @property
    def more_fixed(self) -> int:
        return self.fixed[1] - self.fixed[0]

    @property
    def both_fixed(self) -> int:
        return self.fixed[0] + self.fixed[1]

    @cached_property
    def both_variable(self) -> Fraction:
        return self.variable[0] + self.variable[1]

    @cached_property
    def less_variable(self) -> Fraction:
        return self.variable[0] - self.variable[1]

    @cached_property
    def crossing(self) -> Fraction:
        """The output at which both cost the same: ($33,000 - $9,000) / ($42 - $18) = 1,000."""
        return self.more_fixed / self.less_variable

    def totals(self, output: int) -> tuple[Fraction, Fraction]:
        first, second = (fixed + variable * output for fixed, variable in zip(self.fixed, self.variable, strict=True))
        return first, second

    def __str__(self) -> str:
        fixed, variable = self.fixed, [f"{float(amount):g}" for amount in self.variable]
        return f"F1 = {fixed[0]}, F2 = {fixed[1]}, v1 = {variable[0]}, v2 = {variable[1]}"


def bound_pairs(facts: FactBase) -> list[tuple[Bounds, Bounds]]:
    """Cheap to set up, cheap to run: bounds that leave no doubt which is which, and share some output."""
    return [
        (first, second)
        for first, second in permutations(all_bounds(facts), 2)
        if first.fixed[-1] <= second.fixed[0] and second.cents[0] < first.cents[-1] and shared_outputs(first, second)
    ]


def shared_outputs(first: Bounds, second: Bounds) -> range:
    """What both could make, in the steps of the first: 20 to 2,000 by 20 and 500 to 50,000 by 500 are 500 to 2,000 by
    20.
    """
    lowest, highest = max(first.outputs[0], second.outputs[0]), min(first.outputs[-1], second.outputs[-1])
    return multiples(lowest, highest, first.outputs.step)


def drawn_pair(first: Bounds, second: Bounds, rng: Random, *, whole: bool = False) -> CostPair | None:
    """They cost the same at an output that both could make; `whole`: at a whole number of units."""
    fixed = rng.choice(first.fixed), rng.choice(second.fixed)
    saved, outputs = 100 * (fixed[1] - fixed[0]), shared_outputs(first, second)
    least, most = max(-(-saved // outputs[-1]), 1), saved // outputs[0]  # cents between the two
    dear = within(first.cents, second.cents[0] + least, second.cents[-1] + most)
    for _ in range(DRAWS if dear else 0):
        cents = rng.choice(dear)
        cheap = chosen_from(within(second.cents, max(cents - most, -(-cents // WIDEST)), cents - least), rng)
        if cheap is not None and not (whole and saved % (cents - cheap)):
            return CostPair(fixed, (Fraction(cents, 100), Fraction(cheap, 100)))
    return None


def words_of(pair: CostPair, names: tuple[str, str]) -> dict[str, str]:
    return {
        "first": names[0],
        "second": names[1],
        "fixed_first": whole_money(pair.fixed[0]),
        "fixed_second": whole_money(pair.fixed[1]),
        "variable_first": money(pair.variable[0]),
        "variable_second": money(pair.variable[1]),
    }


def pair_model(code: str, title: str, *, demand: Demand, of_pair: OfPair) -> ItemModel:
    """A sum that is asked of each two methods of which one is cheap to set up and the other cheap to run."""
    needs = "realistic costs of two methods, one dear to set up and cheap to run, and an output that both could make"
    found = partial(_candidates, of_pair=of_pair)
    return ItemModel(code=code, title=title, needs=needs, demand=demand, found=found)


def _candidates(facts: FactBase, *, of_pair: OfPair) -> Iterator[Candidate]:
    pairs = bound_pairs(facts)
    for first, second in pairs:
        yield from of_pair(facts, first, second, SETS // len(pairs))
