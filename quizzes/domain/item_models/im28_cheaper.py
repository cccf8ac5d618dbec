"""IM28 Cheaper method at a given output: which costs less in total, and by how much? Two methods by two amounts.

    Batch: fixed $120,000, variable $9; flow: fixed $900,000, variable $2.50; output 150,000.
    Batch $1,470,000; flow $1,275,000: flow, by $195,000

The wrong amount comes from one slip: fixed costs alone, or variable costs alone.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import product
from random import Random

from opsmethods.domain.facts import FactBase
from quizzes.domain.amounts import whole_money
from quizzes.domain.candidate import Ask, Candidate, Choice, Demand, Draft, ItemModel, item_from, mixed
from quizzes.domain.item import BadItem, Item, Strategy
from quizzes.domain.item_models.cases import named
from quizzes.domain.item_models.cost_pairs import CostPair, bound_pairs, drawn_pair, words_of
from quizzes.domain.item_models.costs import Bounds
from quizzes.domain.item_models.figures import SETS, TRIES
from quizzes.domain.item_models.stated import in_order
from quizzes.domain.predicates import CERTAIN, IMPOSSIBLE
from quizzes.domain.wording import stem_of

CODE = "IM28"
TOTAL = "F1 + v1*q - F2 - v2*q"
NEAR, FAR = Fraction(2, 5), Fraction(5, 2)


@dataclass(frozen=True, slots=True)
class Comparison:
    pair: CostPair
    output: int

    @property
    def cheaper(self) -> int:
        first, second = self.pair.totals(self.output)
        return 0 if first < second else 1

    @property
    def saving(self) -> Fraction:
        first, second = self.pair.totals(self.output)
        return abs(first - second)


Slip = tuple[str, str, Callable[[Comparison], Fraction]]
SLIPS: tuple[Slip, ...] = (
    ("F2 - F1", "This compares the fixed costs alone.", lambda one: Fraction(one.pair.more_fixed)),
    ("(v1 - v2)*q", "This compares the variable costs alone.", lambda one: one.pair.less_variable * one.output),
)


def candidates(facts: FactBase) -> Iterator[Candidate]:
    pairs = bound_pairs(facts)
    for first, second in pairs:
        possible = _drawn(first, second, Random(f"{CODE} {first.method} {second.method}"))
        for number in range(SETS // len(pairs) if possible else 0):
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
    amounts: tuple[Slip, ...] = ((TOTAL, "", lambda one: one.saving), slip)
    key, *wrong = sorted(
        (_choice(one, slugs, names, place, amount) for place, amount in product(range(2), amounts)),
        key=lambda choice: not choice.is_key,
    )
    words = {**words_of(one.pair, (names[0], names[1])), "output": f"{one.output:,}"}
    dice = Random(seed)
    draft = Draft(
        stem=stem_of(facts, CODE, words, rng=dice),
        choices=mixed(key, wrong, position=position, rng=dice),
        methods=in_order(facts, slugs),
    )
    return item_from(ask, draft, seed=seed)


def _drawn(first: Bounds, second: Bounds, rng: Random) -> tuple[Comparison, Slip] | None:
    """An output on either side of the crossing, as often."""
    wanted = rng.randrange(2)
    slip = rng.choice(SLIPS)
    for _ in range(TRIES):
        pair, output = drawn_pair(first, second, rng), rng.choice(second.outputs)
        if pair is not None and NEAR <= output / pair.crossing <= FAR:
            one = Comparison(pair, output)
            if one.cheaper == wanted and _is_clear(one.saving, slip[2](one)):
                return one, slip
    return None


def _is_clear(saving: Fraction, wrong: Fraction) -> bool:
    whole = saving.denominator == wrong.denominator == 1
    return whole and saving > 0 and abs(saving - wrong) * 20 >= min(saving, wrong)


def _choice(one: Comparison, slugs: tuple[str, str], names: tuple[str, ...], place: int, amount: Slip) -> Choice:
    claim, mistake, value = amount
    is_cheaper, is_saving = place == one.cheaper, value(one) == one.saving
    right = is_cheaper and is_saving
    return Choice(
        text=f"{names[place]}, by {whole_money(int(value(one)))}",
        why=" ".join(filter(None, (mistake, _working(one, names)))),
        note=f"{slugs[place]}#definition",
        claim=f"{slugs[place]} is cheaper by: {claim} with {one.pair}, q = {one.output}",
        truths=CERTAIN if right else IMPOSSIBLE,
        strategy=Strategy.NONE if right else Strategy.REVERSED if is_saving else Strategy.SLIP,
    )


def _working(one: Comparison, names: tuple[str, ...]) -> str:
    told = [f"{name} {whole_money(int(total))}" for name, total in zip(names, one.pair.totals(one.output), strict=True)]
    return f"In total: {told[0]}; {told[1]}. {names[one.cheaper]} is cheaper by {whole_money(int(one.saving))}."


MODEL = ItemModel(
    code=CODE,
    title="Which method is cheaper, and by how much",
    needs="realistic costs of two methods, one dear to set up and cheap to run",
    found=candidates,
)
