"""IM27 Volume at which two methods cost the same: (F2 - F1) / (v1 - v2).

Job: $9,000 and $42; batch: $33,000 and $18. ($33,000 - $9,000) / ($42 - $18) = 24,000 / 24 = 1,000 units
"""

from collections.abc import Iterator
from functools import partial

from opsmethods.domain.facts import FactBase
from quizzes.domain.amounts import money, units, whole_money
from quizzes.domain.candidate import Candidate, Demand
from quizzes.domain.item_models.cases import named
from quizzes.domain.item_models.cost_pairs import CostPair, drawn_pair, pair_model, words_of
from quizzes.domain.item_models.costs import Bounds
from quizzes.domain.item_models.figures import Slip, Sum, Task, candidates_of, is_units
from quizzes.domain.item_models.stated import in_order

CODE = "IM27"
SLIPS = (
    Slip[CostPair](
        "(F2 + F1)/(v1 + v2)",
        "This adds the costs of the two methods. What counts is how far apart they are, so subtract.",
        lambda pair: pair.both_fixed / pair.both_variable,
    ),
    Slip[CostPair](
        "(F2 - F1)/(v1 + v2)",
        "This adds the variable costs.",
        lambda pair: pair.more_fixed / pair.both_variable,
    ),
    Slip[CostPair](
        "(F2 + F1)/(v1 - v2)", "This adds the fixed costs.", lambda pair: pair.both_fixed / pair.less_variable
    ),
    Slip[CostPair](
        "(F2 - F1)/v2", "This divides by one variable cost only.", lambda pair: pair.more_fixed / pair.variable[1]
    ),
    Slip[CostPair](
        "(F2 - F1)/v1", "This divides by one variable cost only.", lambda pair: pair.more_fixed / pair.variable[0]
    ),
    Slip[CostPair]("F2/(v1 - v2)", "This leaves one fixed cost out.", lambda pair: pair.fixed[1] / pair.less_variable),
    Slip[CostPair]("F1/(v1 - v2)", "This leaves one fixed cost out.", lambda pair: pair.fixed[0] / pair.less_variable),
    Slip[CostPair](
        "F2/v1",
        "This divides the fixed costs of one method by the variable cost of the other.",
        lambda pair: pair.fixed[1] / pair.variable[0],
    ),
    Slip[CostPair](
        "2*(F2 - F1)/(v1 - v2)",
        "This counts the difference in fixed cost twice.",
        lambda pair: 2 * pair.crossing,
    ),
    Slip[CostPair](
        "(F2 - F1)/(2*(v1 - v2))",
        "This halves the difference, as if it were a mean.",
        lambda pair: pair.crossing / 2,
    ),
    Slip[CostPair]("(F2 - F1)/(10*(v1 - v2))", "The decimal point slipped.", lambda pair: pair.crossing / 10),
    Slip[CostPair]("10*(F2 - F1)/(v1 - v2)", "The decimal point slipped.", lambda pair: 10 * pair.crossing),
)


def _candidates(facts: FactBase, first: Bounds, second: Bounds, count: int) -> Iterator[Candidate]:
    return candidates_of(facts, _task(facts, first, second), count=count)


def _task(facts: FactBase, first: Bounds, second: Bounds) -> Task[CostPair]:
    names = named(facts, first.method).name, named(facts, second.method).name
    return Task(
        model=CODE,
        demand=Demand.ANALYSIS,
        sum=Sum(
            claim="(F2 - F1)/(v1 - v2)",
            value=lambda pair: pair.crossing,
            slips=SLIPS,
            draw=partial(drawn_pair, first, second, whole=True),
            words=partial(words_of, names=names),
            shown=units,
            fits=lambda value: is_units(value) and value <= second.outputs[-1],
            working=partial(_working, names[1]),
        ),
        note=f"{second.method}#definition",
        method=second.method,
        methods=in_order(facts, (first.method, second.method)),
        parts=(first.method, second.method),
        difficulty=3,
    )


def _working(name: str, pair: CostPair) -> str:
    more, saved = whole_money(pair.more_fixed), money(pair.less_variable)
    return (
        f"{name} has {more} a year more in fixed costs and saves {saved} a unit in variable cost: "
        f"{more} ÷ {saved} = {units(pair.crossing)} units."
    )


MODEL = pair_model(CODE, "Output at which two methods cost the same", demand=Demand.ANALYSIS, of_pair=_candidates)
