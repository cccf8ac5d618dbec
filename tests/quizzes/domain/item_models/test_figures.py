"""What the sum models share, where notes give too little for it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from quizzes.domain.item import BadItem
from quizzes.domain.item_models import ITEM_MODELS, im28_cheaper
from quizzes.domain.item_models.cost_pairs import shared_outputs
from quizzes.domain.item_models.costs import bounds_of
from quizzes.domain.item_models.figures import Task, _build, candidates_of, within
from quizzes.domain.item_models.im29_capacity import SUM
from tests.quizzes.domain.facts import COSTS, four_methods, shipped_facts

SHIPPED = shipped_facts()
NEVER = replace(SUM, draw=lambda rng: None)
WITHOUT_FIXED_COST = {"fixed_min": 1, "fixed_max": 1, "fixed_step": 1}


def with_costs(*scales):
    return replace(SHIPPED, cost_scales=scales)


@pytest.mark.parametrize("code", ["IM26", "IM32"])
def test_costs_that_give_no_good_figures_are_an_obstacle(code):
    hopeless = replace(COSTS["job"], **WITHOUT_FIXED_COST, output_min=2000)

    assert ITEM_MODELS[code].obstacle(with_costs(hopeless)) is not None


BATCH = replace(COSTS["flow"], fixed_min=20_000, fixed_max=300_000, fixed_step=1000, output_min=500)


@pytest.mark.parametrize("code", ["IM27", "IM28"])
def test_pair_whose_costs_are_never_alike_is_not_compared(code):
    dear = replace(BATCH, fixed_min=10_000_000, fixed_max=20_000_000)

    assert ITEM_MODELS[code].obstacle(with_costs(COSTS["job"], BATCH)) is None
    assert ITEM_MODELS[code].obstacle(with_costs(COSTS["job"], dear)) is not None


@pytest.mark.parametrize("code", ["IM27", "IM28"])
def test_pair_that_shares_no_output_is_not_compared(code):
    """Job production makes 2,000 units at most, flow production 5,000 or more."""
    assert ITEM_MODELS[code].obstacle(with_costs(COSTS["job"], COSTS["flow"])) is not None


def test_shared_outputs_are_within_both_ranges_in_steps_of_the_first():
    job, batch, flow = map(bounds_of, (COSTS["job"], BATCH, COSTS["flow"]))

    assert shared_outputs(job, batch) == range(500, 2001, 10)
    assert not shared_outputs(job, flow)


def test_sum_without_figures_cannot_be_built():
    (one, *_) = candidates_of(SHIPPED, Task(model="IM29", demand=None, sum=SUM, note="glossary#x"))

    with pytest.raises(BadItem, match=r"^IM29: no good figures$"):
        _build(SHIPPED, Task(model="IM29", demand=None, sum=NEVER, note=""), one.ask, seed=1, position=0)


def test_comparison_without_figures_cannot_be_built(monkeypatch):
    (one, *_) = ITEM_MODELS["IM28"].candidates(SHIPPED)
    monkeypatch.setattr(im28_cheaper, "_drawn", lambda *_: None)

    with pytest.raises(BadItem, match=r"^IM28: no good figures$"):
        one.build(seed=1, position=0)


def test_step_that_fits_no_number_gives_no_bounds():
    odd = replace(COSTS["job"], variable_min=Decimal("0.60"), variable_max=Decimal("0.70"), variable_step=Decimal(1))

    assert ITEM_MODELS["IM26"].obstacle(four_methods(cost_scales=(odd,))) is not None


def test_multiples_within_bounds():
    assert list(within(range(10, 31, 5), 12, 27)) == [15, 20, 25]
    assert list(within(range(10, 31, 5), 0, 99)) == [10, 15, 20, 25, 30]
    assert not within(range(10, 31, 5), 11, 14)
