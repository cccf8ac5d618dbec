"""IM07 Order three methods on a dimension: which list runs from the least to the most?

Asked only where every pair of the three is kept apart by the ranges. The exact reverse is always an option.
"""

from collections.abc import Iterator
from functools import partial
from itertools import combinations, permutations

from opsmethods.domain.facts import DimensionFact, FactBase, MethodFact
from quizzes.domain.candidate import Ask, Candidate, Choice, Demand, ItemModel
from quizzes.domain.item import Strategy
from quizzes.domain.item_models.stated import Stated, candidate_of
from quizzes.domain.predicates import CERTAIN, Direction, Truths, beyond, is_placed
from quizzes.domain.wording import explained, mid_sentence

CODE = "IM07"
LISTED = 3
Order = tuple[MethodFact, ...]


def candidates(facts: FactBase) -> Iterator[Candidate]:
    for dimension in facts.dimensions:
        for three in combinations(facts.methods, LISTED):
            right = _right_order(facts, three, dimension)
            if right is not None:
                for wrong in _wrong_orders(right):
                    yield _candidate(facts, dimension, right, wrong)


def _right_order(facts: FactBase, three: Order, dimension: DimensionFact) -> Order | None:
    if not is_placed(facts, [method.slug for method in three], dimension=dimension.code):
        return None
    return next((order for order in permutations(three) if _truths(facts, order, dimension) == CERTAIN), None)


def _wrong_orders(right: Order) -> Iterator[tuple[Order, ...]]:
    reverse = tuple(reversed(right))
    others = [order for order in permutations(right) if order not in (right, reverse)]
    return ((reverse, *two) for two in combinations(others, 2))


def _truths(facts: FactBase, order: Order, dimension: DimensionFact) -> Truths:
    """Is each beyond all before it?"""
    answers = [
        beyond(facts, upper.slug, lower.slug, dimension=dimension.code, direction=Direction.MOST)
        for lower, upper in combinations(order, 2)
    ]
    return all(least for least, _ in answers), all(most for _, most in answers)


def _candidate(facts: FactBase, dimension: DimensionFact, right: Order, wrong: tuple[Order, ...]) -> Candidate:
    options = [",".join(method.slug for method in order) for order in (right, *wrong)]
    ask = Ask(
        model=CODE,
        method=right[1].slug,
        demand=Demand.UNDERSTANDING,
        parts=(dimension.code, options[0], *sorted(options[1:])),
        dimension=dimension.code,
        difficulty=3,
    )
    return candidate_of(
        facts,
        ask,
        uses=[f"order {dimension.code}"],
        options=len(options),
        stated=partial(_stated, facts, dimension, right, wrong),
    )


def _stated(facts: FactBase, dimension: DimensionFact, right: Order, wrong: tuple[Order, ...]) -> Stated:
    return Stated(
        key=_choice(facts, dimension, right, right),
        wrong=tuple(_choice(facts, dimension, order, right) for order in wrong),
        methods=tuple(method.slug for method in facts.methods if method in right),
        words={"least": dimension.least, "most": dimension.most},
    )


def _choice(facts: FactBase, dimension: DimensionFact, order: Order, right: Order) -> Choice:
    verdict = "The order is right" if order == right else f"The right order is {_listed(right)}"
    misplaced = next((one for one, other in zip(order, right, strict=True) if one != other), right[1])
    return Choice(
        text=_listed(order),
        why=explained(verdict, f"{misplaced.name}: {facts.cells[misplaced.slug, dimension.code].sentence}"),
        note=f"{misplaced.slug}#{dimension.code.lower()}",
        claim=f"{dimension.code} rises: {', '.join(_span(facts, method, dimension) for method in order)}",
        truths=_truths(facts, order, dimension),
        strategy=Strategy.NONE if order == right else Strategy.REVERSED,
    )


def _listed(order: Order) -> str:
    return ", ".join(mid_sentence(method.name) for method in order)


def _span(facts: FactBase, method: MethodFact, dimension: DimensionFact) -> str:
    cell = facts.cells[method.slug, dimension.code]
    return f"{method.slug} {cell.low}-{cell.high}"


MODEL = ItemModel(
    code=CODE,
    title="Three methods in order",
    needs="three methods whose ranges do not overlap on some dimension",
    demand=Demand.UNDERSTANDING,
    found=candidates,
)
