"""IM28 Cheaper method at a given output: which costs less in total, and by how much? Two methods by two amounts.

    Batch: fixed $120,000, variable $9; flow: fixed $300,000, variable $2.50; output 40,000.
    Batch $480,000; flow $400,000: flow, by $80,000

The wrong amount comes from one slip: fixed costs alone, or variable costs alone.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, partial
from itertools import product
from math import ceil, floor
from random import Random
from typing import NamedTuple

from opsmethods.domain.facts import FactBase
from quizzes.domain.amounts import whole_money
from quizzes.domain.candidate import Ask, Candidate, Choice, Demand, Draft, item_from, mixed
from quizzes.domain.item import BadItem, Item, Strategy
from quizzes.domain.item_models.cases import named
from quizzes.domain.item_models.cost_pairs import CostPair, drawn_pair, pair_model, shared_outputs, words_of
from quizzes.domain.item_models.costs import Bounds
from quizzes.domain.item_models.figures import TRIES, within
from quizzes.domain.item_models.stated import in_order
from quizzes.domain.predicates import CERTAIN, IMPOSSIBLE
from quizzes.domain.wording import stem_of

CODE = "IM28"
TOTAL = "F1 + v1*q - F2 - v2*q"
SIDES = (Fraction(2, 5), Fraction(1)), (Fraction(1), Fraction(5, 2))  # outputs, in shares of the crossing


@dataclass(frozen=True)
class Comparison:
    pair: CostPair
    output: int

    @cached_property
    def totals(self) -> tuple[Fraction, Fraction]:
        return self.pair.totals(self.output)

    @cached_property
    def cheaper(self) -> int:
        return 0 if self.totals[0] < self.totals[1] else 1

    @cached_property
    def saving(self) -> Fraction:
        return abs(self.totals[0] - self.totals[1])


class Slip(NamedTuple):
    """`favours` is the place of the method that costs less by it."""

    claim: str
    mistake: str
    value: Callable[[Comparison], Fraction]
    favours: int


SLIPS = (
    Slip("F2 - F1", "This compares the fixed costs alone.", lambda one: Fraction(one.pair.more_fixed), favours=0),
    Slip(
        "(v1 - v2)*q",
        "This compares the variable costs alone.",
        lambda one: one.pair.less_variable * one.output,
        favours=1,
    ),
)
WRONG_WAY = "It takes the dearer for the cheaper."


def _candidates(facts: FactBase, first: Bounds, second: Bounds, count: int) -> Iterator[Candidate]:
    possible = _drawn(first, second, Random(f"{CODE} {first.method} {second.method}"))
    for number in range(count if possible else 0):
        parts = (first.method, second.method, str(number))
        ask = Ask(model=CODE, method=second.method, demand=Demand.ANALYSIS, parts=parts, difficulty=3)
        yield Candidate(
            ask=ask,
            uses=frozenset({f"sum:{CODE}"}),
            option_count=4,
            build=partial(_build, facts, ask, first, second),
        )


def _build(facts: FactBase, ask: Ask, first: Bounds, second: Bounds, *, seed: int, position: int) -> Item:
    rng = Random(ask.signature)
    drawn = _drawn(first, second, rng)
    if drawn is None:
        raise BadItem(f"{CODE}: no good figures")
    one, slip = drawn
    slugs = first.method, second.method
    names = tuple(named(facts, slug).name for slug in slugs)
    key, *wrong = _choices(one, slip, slugs, names)
    words = {**words_of(one.pair, (names[0], names[1])), "output": f"{one.output:,}"}
    dice = Random(seed)
    draft = Draft(
        stem=stem_of(facts, CODE, words, rng=dice),
        choices=mixed(key, wrong, position=position, rng=dice),
        methods=in_order(facts, slugs),
    )
    return item_from(ask, draft, seed=seed)


def _drawn(first: Bounds, second: Bounds, rng: Random) -> tuple[Comparison, Slip] | None:
    """An output on either side of the crossing, as often, and not far from it."""
    lowest, highest = rng.choice(SIDES)
    slip, outputs = rng.choice(SLIPS), shared_outputs(first, second)
    for _ in range(TRIES):
        pair = drawn_pair(first, second, rng)
        near = within(outputs, ceil(lowest * pair.crossing), floor(highest * pair.crossing)) if pair else ()
        if pair and near:
            one = Comparison(pair, rng.choice(near))
            if _is_clear(one.saving, slip.value(one)):
                return one, slip
    return None


def _is_clear(saving: Fraction, wrong: Fraction) -> bool:
    whole = saving.denominator == wrong.denominator == 1
    return whole and saving > 0 and abs(saving - wrong) * 20 >= min(saving, wrong)


def _choices(one: Comparison, slip: Slip, slugs: tuple[str, str], names: tuple[str, ...]) -> list[Choice]:
    """The key first."""
    right = Slip(TOTAL, "", lambda one: one.saving, favours=one.cheaper)
    working, told = _working(one, names), f"with {one.pair}, q = {one.output}"
    choices = []
    for place, step in product((one.cheaper, 1 - one.cheaper), (right, slip)):
        amount, wrong_way = step.value(one), "" if place == step.favours else WRONG_WAY
        is_saving = amount == one.saving
        is_key = is_saving and place == one.cheaper
        choices.append(
            Choice(
                text=f"{names[place]}, by {whole_money(int(amount))}",
                why=" ".join(filter(None, (step.mistake, wrong_way, working))),
                note=f"{slugs[place]}#definition",
                claim=f"{slugs[place]} is cheaper by: {step.claim} {told}",
                truths=CERTAIN if is_key else IMPOSSIBLE,
                strategy=Strategy.NONE if is_key else Strategy.REVERSED if is_saving else Strategy.SLIP,
            )
        )
    return choices


def _working(one: Comparison, names: tuple[str, ...]) -> str:
    told = [f"{name} {whole_money(int(total))}" for name, total in zip(names, one.totals, strict=True)]
    return f"In total: {told[0]}; {told[1]}. {names[one.cheaper]} is cheaper by {whole_money(int(one.saving))}."


MODEL = pair_model(CODE, "Which method is cheaper, and by how much", demand=Demand.ANALYSIS, of_pair=_candidates)
