"""IM26 Unit cost at a volume: fixed cost F of a period, variable cost v a unit, output q; unit cost = F/q + v.

    F = $84,000, v = $6.50, q = 12,000: $84,000 / 12,000 + $6.50 = $7.00 + $6.50 = $13.50

Each wrong option is what a named slip gives. A slip has a twin with the same root on the other side of the key,
so any number of wrong options can lie below: the place of the key among the ascending options is chosen first,
and its rank tells nothing. The slip (F + v)/q is left out: it rounds to F/q.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import pairwise
from math import ceil, floor, lcm
from random import Random

from opsmethods.domain.facts import CostScale, FactBase
from quizzes.domain.candidate import Ask, Candidate, Choice, Demand, Draft, ItemModel, item_from
from quizzes.domain.item import BadItem, Item, Strategy
from quizzes.domain.money import money, whole_money
from quizzes.domain.predicates import CERTAIN, IMPOSSIBLE
from quizzes.domain.wording import stem_of

CODE = "IM26"
WRONG_OPTIONS = 3
SMALLEST_GAP = Fraction(5, 100)
BALANCE = 4
TRIES = 200


@dataclass(frozen=True, slots=True)
class Cost:
    fixed: int
    variable: Fraction
    output: int

    @property
    def share(self) -> Fraction:
        """The fixed cost of one unit."""
        return Fraction(self.fixed, self.output)

    @property
    def unit(self) -> Fraction:
        return self.share + self.variable


@dataclass(frozen=True, slots=True)
class Slip:
    claim: str
    reason: str
    amount: Callable[[Cost], Fraction]


@dataclass(frozen=True, slots=True)
class Root:
    """Where arithmetic goes wrong, with the slip that gives too little and the one that gives too much."""

    code: str
    below: Slip
    above: Slip


POINT_IN_DIVISION = "The decimal point slipped in the division."
POINT_IN_ANSWER = "The decimal point slipped in the answer."
ROOTS = (
    Root(
        "fixed",
        Slip("v", "This leaves the fixed cost out.", lambda cost: cost.variable),
        Slip("2F/q + v", "This counts the fixed cost twice.", lambda cost: 2 * cost.share + cost.variable),
    ),
    Root(
        "variable",
        Slip("F/q", "This leaves the variable cost out.", lambda cost: cost.share),
        Slip("F/q + 2v", "This counts the variable cost twice.", lambda cost: cost.share + 2 * cost.variable),
    ),
    Root(
        "division",
        Slip("F/10q + v", POINT_IN_DIVISION, lambda cost: cost.share / 10 + cost.variable),
        Slip("10F/q + v", POINT_IN_DIVISION, lambda cost: 10 * cost.share + cost.variable),
    ),
    Root(
        "point",
        Slip("(F/q + v)/10", POINT_IN_ANSWER, lambda cost: cost.unit / 10),
        Slip("10(F/q + v)", POINT_IN_ANSWER, lambda cost: 10 * cost.unit),
    ),
)


def candidates(facts: FactBase) -> Iterator[Candidate]:
    for scale in facts.cost_scales:
        for first, root in enumerate(ROOTS):
            ask = Ask(model=CODE, method=scale.method, demand=Demand.APPLICATION, parts=(scale.method, root.code))
            yield Candidate(
                ask=ask,
                uses=frozenset(),
                option_count=WRONG_OPTIONS + 1,
                build=partial(_build, facts, ask, scale, first),
            )


def slips_from(first: int, *, position: int) -> tuple[Slip, ...]:
    """Three slips, `position` of them below the key. The first root is among them, and all serve equally often."""
    turned = (*ROOTS[first:], *ROOTS[:first])
    below = [root.below for root in turned[:position]]
    above = [root.above for root in turned[: WRONG_OPTIONS - position]]
    return (*below, *above)


def _build(facts: FactBase, ask: Ask, scale: CostScale, first: int, *, seed: int, position: int) -> Item:
    rng = Random(seed)
    slips = slips_from(first, position=position)
    cost = _draw(scale, slips, rng=rng)
    amounts = {cost.unit: _key(cost, ask), **{slip.amount(cost): _slip(cost, ask, slip) for slip in slips}}
    words = {
        "fixed": whole_money(cost.fixed),
        "variable": money(cost.variable),
        "output": f"{cost.output:,}",
    }
    draft = Draft(
        stem=stem_of(facts, CODE, words, rng=rng),
        choices=tuple(amounts[amount] for amount in sorted(amounts)),
        methods=(ask.method,),
        difficulty=2,
    )
    return item_from(ask, draft, seed=seed)


def _draw(scale: CostScale, slips: tuple[Slip, ...], *, rng: Random) -> Cost:
    """Realistic figures that give four good options. Raises BadItem."""
    for _ in range(TRIES):
        cost = _figures(scale, rng=rng)
        if cost is not None and _gives_good_options(cost, [slip.amount(cost) for slip in slips]):
            return cost
    raise BadItem(f"no good figures within the costs of {scale.method}")


def _figures(scale: CostScale, *, rng: Random) -> Cost | None:
    """Fixed cost is a multiple of its step and gives whole ten cents a unit, so that a slip of the decimal point is
    exact to the cent. Neither part of the unit cost is more than BALANCE times the other, or it would hardly show.
    """
    outputs = _multiples(scale.output_min, scale.output_max, scale.output_step)
    cents = _multiples(*(int(100 * amount) for amount in (scale.variable_min, scale.variable_max, scale.variable_step)))
    if not outputs or not cents:
        return None
    output, variable = rng.choice(outputs), Fraction(rng.choice(cents), 100)
    lowest = max(scale.fixed_min, ceil(output * variable / BALANCE))
    highest = min(scale.fixed_max, floor(output * variable * BALANCE))
    fixed = _multiples(lowest, highest, lcm(10 * scale.fixed_step, output) // 10)
    return Cost(fixed=rng.choice(fixed), variable=variable, output=output) if fixed else None


def _multiples(low: int, high: int, step: int) -> range:
    return range(-(-low // step) * step, high + 1, step)


def _gives_good_options(cost: Cost, wrong: list[Fraction]) -> bool:
    amounts = sorted([cost.unit, *wrong])
    return (
        all((100 * amount).denominator == 1 for amount in amounts)
        and all(upper - lower >= SMALLEST_GAP * lower for lower, upper in pairwise(amounts))
        and not _is_the_only_round_one(cost.unit, wrong)
    )


def _is_the_only_round_one(amount: Fraction, others: list[Fraction]) -> bool:
    return amount.denominator == 1 and all(other.denominator != 1 for other in others)


def _key(cost: Cost, ask: Ask) -> Choice:
    return _choice(cost, ask, cost.unit, claim="F/q + v", why=_working(cost))


def _slip(cost: Cost, ask: Ask, slip: Slip) -> Choice:
    why = f"{slip.reason} {_working(cost)}"
    return _choice(cost, ask, slip.amount(cost), claim=slip.claim, why=why, strategy=Strategy.SLIP)


def _working(cost: Cost) -> str:
    share = f"{whole_money(cost.fixed)} ÷ {cost.output:,} = {money(cost.share)}"
    return (
        f"The fixed cost of one unit is {share}. "
        f"Add the variable cost: {money(cost.share)} + {money(cost.variable)} = {money(cost.unit)}."
    )


def _choice(
    cost: Cost, ask: Ask, amount: Fraction, *, claim: str, why: str, strategy: Strategy = Strategy.NONE
) -> Choice:
    is_right = amount == Fraction(cost.fixed, cost.output) + cost.variable
    return Choice(
        text=money(amount),
        why=why,
        note=f"{ask.method}#definition",
        claim=f"{claim} with F = {cost.fixed}, v = {money(cost.variable)}, q = {cost.output}",
        truths=CERTAIN if is_right else IMPOSSIBLE,
        strategy=strategy,
    )


MODEL = ItemModel(
    code=CODE,
    title="Unit cost at a volume",
    needs="realistic costs of a method",
    found=candidates,
)
