import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest

from quizzes.domain.item import BadItem, Option, Strategy
from quizzes.domain.item_models import ITEM_MODELS
from quizzes.domain.item_models.im26_unit_cost import ROOTS, Cost, slips_from
from tests.quizzes.domain.facts import COSTS, four_methods, shipped_facts

COST = Cost(fixed=84000, variable=Fraction("6.50"), output=12000)
FIGURES = re.compile(r"Fixed costs are \$([\d,]+), variable cost is \$([\d,.]+) a unit, output is ([\d,]+)\. Unit")


def candidates(facts):
    return list(ITEM_MODELS["IM26"].candidates(facts))


def test_unit_cost_is_the_share_of_fixed_cost_and_the_variable_cost():
    assert (COST.share, COST.unit) == (Fraction(7), Fraction("13.50"))


def test_slips_of_a_root_lie_on_both_sides_of_the_key():
    amounts = {root.code: (root.below.amount(COST), root.above.amount(COST)) for root in ROOTS}

    assert amounts == {
        "fixed": (Fraction("6.50"), Fraction("20.50")),
        "variable": (Fraction(7), Fraction(20)),
        "division": (Fraction("7.20"), Fraction("76.50")),
        "point": (Fraction("1.35"), Fraction(135)),
    }


def test_slips_serve_equally_often_and_the_first_root_always():
    served = Counter()
    for first, root in enumerate(ROOTS):
        for position in range(4):
            slips = slips_from(first, position=position)
            served.update(slip.claim for slip in slips)
            assert sum(slip.amount(COST) < COST.unit for slip in slips) == position
            assert {root.below, root.above}.intersection(slips)

    assert len(served) == 8
    assert set(served.values()) == {6}


def _read(stem: str) -> tuple[int, Decimal, int]:
    fixed, variable, output = (text.replace(",", "") for text in FIGURES.search(stem).groups())
    return int(fixed), Decimal(variable), int(output)


@pytest.mark.parametrize("position", range(4))
@pytest.mark.parametrize("seed", range(40))
def test_figures_are_realistic_and_the_key_is_exact(seed, position):
    for candidate in candidates(four_methods()):
        item = candidate.build(seed=seed, position=position)
        fixed, variable, output = _read(item.stem)
        scale = COSTS[item.method]
        amounts = [Decimal(option.text.removeprefix("$").replace(",", "")) for option in item.options]

        assert item.key_position == position
        assert amounts[position] * output == fixed + variable * output
        assert scale.fixed_min <= fixed <= scale.fixed_max
        assert fixed % scale.fixed_step == 0
        assert scale.variable_min <= variable <= scale.variable_max
        assert variable % scale.variable_step == 0
        assert scale.output_min <= output <= scale.output_max
        assert output % scale.output_step == 0
        assert amounts == sorted(amounts)
        assert all(upper >= lower * Decimal("1.05") for lower, upper in pairwise(amounts))
        assert not (amounts[position] % 1 == 0 and all(amount % 1 for amount in amounts if amount != amounts[position]))


def test_shipped_costs_feed_every_rank():
    for candidate in candidates(shipped_facts()):
        positions = [candidate.build(seed=9, position=position).key_position for position in range(4)]
        assert positions == [0, 1, 2, 3]


def test_item_shows_the_working():
    scale = replace(
        COSTS["flow"],
        fixed_min=84000,
        fixed_max=84000,
        fixed_step=1000,
        variable_min=Decimal("5.50"),
        variable_max=Decimal("5.50"),
        output_min=12000,
        output_max=12000,
    )
    candidate = candidates(four_methods(cost_scales=(scale,)))[0]

    item = candidate.build(seed=1, position=1)

    working = "The fixed cost of one unit is $84,000 ÷ 12,000 = $7.00. Add the variable cost: $7.00 + $5.50 = $12.50."
    assert item.stem == "Fixed costs are $84,000, variable cost is $5.50 a unit, output is 12,000. Unit cost?"
    assert item.options == (
        Option("$5.50", False, f"This leaves the fixed cost out. {working}", "flow#definition"),
        Option("$12.50", True, working, "flow#definition"),
        Option("$18.00", False, f"This counts the variable cost twice. {working}", "flow#definition"),
        Option("$19.50", False, f"This counts the fixed cost twice. {working}", "flow#definition"),
    )
    assert [proof.claim for proof in item.certificate] == [
        f"{formula} with F = 84000, v = $5.50, q = 12000" for formula in ("v", "F/q + v", "F/q + 2v", "2F/q + v")
    ]
    assert [proof.strategy for proof in item.certificate] == [
        Strategy.SLIP,
        Strategy.NONE,
        Strategy.SLIP,
        Strategy.SLIP,
    ]
    assert (item.signature, item.method, item.methods, item.ao, item.bloom) == (
        "IM26:flow:fixed",
        "flow",
        ("flow",),
        "AO2",
        "apply",
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"output_min": 501, "output_max": 502, "output_step": 1000},
        {"variable_min": Decimal("0.51"), "variable_max": Decimal("0.52"), "variable_step": Decimal("0.50")},
        {"fixed_min": 2, "fixed_max": 3, "fixed_step": 1},
    ],
)
def test_costs_without_good_figures_give_no_item(changes):
    candidate = candidates(four_methods(cost_scales=(replace(COSTS["flow"], **changes),)))[0]

    with pytest.raises(BadItem, match=r"^no good figures within the costs of flow$"):
        candidate.build(seed=1, position=0)


def test_notes_without_costs_are_an_obstacle():
    assert ITEM_MODELS["IM26"].obstacle(four_methods(cost_scales=())) == (
        "Unit cost at a volume: the notes need realistic costs of a method."
    )
