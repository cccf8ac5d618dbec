"""IM26 to IM33, computed again from the figures that stand in the stem."""

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise
from random import Random

import pytest

from quizzes.domain.formulas import value_of
from quizzes.domain.generator import built, candidates_of
from quizzes.domain.item_models import (
    im26_unit_cost,
    im27_crossing,
    im29_capacity,
    im30_resets,
    im31_run_size,
    im32_spreading,
    im33_productivity,
)
from tests.quizzes.domain.facts import shipped_facts

FACTS = shipped_facts()
EACH = 60
COSTS = {scale.method: scale for scale in FACTS.cost_scales}
PERCENTAGES = {"IM29", "IM30", "IM32", "IM33"}
FULL = pytest.mark.full


def unit(fixed, variable, output):
    return fixed / output + variable


def crossing(of):
    return (of["fixed_second"] - of["fixed_first"]) / (of["variable_first"] - of["variable_second"])


def fall(of):
    before, after = (unit(of["fixed"], of["variable"], of[when]) for when in ("before", "after"))
    return 100 * (before - after) / before


KEYS = {
    "IM26": lambda of: unit(of["fixed"], of["variable"], of["output"]),
    "IM27": crossing,
    "IM29": lambda of: 100 * of["made"] / of["capacity"],
    "IM30": lambda of: 100 * of["runs"] * of["reset"] / of["hours"],
    "IM31": lambda of: of["cost"] / of["small"] - of["cost"] / of["large"],
    "IM32": fall,
    "IM33": lambda of: (
        100 * (of["after"] / of["workers"] - of["before"] / of["workers"]) / (of["before"] / of["workers"])
    ),
}
MODELS = pytest.mark.parametrize("code", KEYS)
SLIPS = {
    "IM26": im26_unit_cost.SLIPS,
    "IM27": im27_crossing.SLIPS,
    "IM29": im29_capacity.SLIPS,
    "IM30": im30_resets.SLIPS,
    "IM31": im31_run_size.SLIPS,
    "IM32": im32_spreading.SLIPS,
    "IM33": im33_productivity.SLIPS,
}
PLAIN = {Fraction(1, 10), Fraction(1, 2), Fraction(2), Fraction(10)}


def figures_in(item):
    """The numbers of the stem under the names they have in its wording; methods by name."""
    for wording in (one.text for one in FACTS.wordings if one.model == item.model):
        pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+?)", re.escape(wording))
        found = re.fullmatch(pattern, item.stem)
        if found:
            told = found.groupdict()
            names = {name: told.pop(name) for name in ("first", "second") if name in told}
            return {name: number_in(text) for name, text in told.items()}, names
    raise AssertionError(item.stem)


def number_in(text):
    assert re.fullmatch(r"\$?[\d,]+(\.\d+)?(%| hours?)?", text), text
    return Fraction(Decimal(re.sub("[^0-9.]", "", text)))


def to_a_tenth(value):
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return Fraction(exact.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP))


def items_of(code, *, count, seed=1):
    rng = Random(f"{code} {seed}")
    found = candidates_of(FACTS, code)
    made = [
        built(FACTS, one, seed=rng.getrandbits(32), position=rng.randrange(one.option_count))
        for one in rng.sample(found, min(count, len(found)))
    ]
    items = [item for item in made if item is not None]
    assert len(items) > 0.5 * len(made)
    return items


SIZES = pytest.mark.parametrize("count", [EACH, pytest.param(500, marks=FULL)])


@SIZES
@MODELS
def test_figures_of_the_stem_give_the_key_and_no_other_option(code, count):
    for item in items_of(code, count=count):
        value = KEYS[code](figures_in(item)[0])
        shown = to_a_tenth(value) if code in PERCENTAGES else value

        assert [number_in(option.text) == shown for option in item.options] == [
            option.correct for option in item.options
        ], item


@SIZES
@MODELS
def test_options_ascend_by_five_per_cent_or_more(code, count):
    for item in items_of(code, count=count):
        numbers = [number_in(option.text) for option in item.options]

        assert all(upper - lower >= lower / 20 > 0 for lower, upper in pairwise(numbers)), item


@SIZES
def test_cheaper_method_and_its_saving_follow_from_the_stem(count):
    for item in items_of("IM28", count=count):
        of, names = figures_in(item)
        first, second = (of[f"fixed_{one}"] + of[f"variable_{one}"] * of["output"] for one in ("first", "second"))
        right = names["first"] if first < second else names["second"], abs(first - second)

        told = [option.text.split(", by ") for option in item.options]
        amounts = sorted({number_in(amount) for _, amount in told})
        assert [(name, number_in(amount)) == right for name, amount in told] == [
            option.correct for option in item.options
        ], item
        assert len(amounts) == 2
        assert amounts[1] - amounts[0] >= amounts[0] / 20


@SIZES
@pytest.mark.parametrize("code", ["IM26", "IM27", "IM28", "IM32"])
def test_costs_and_outputs_are_those_of_the_methods(code, count):
    for item in items_of(code, count=count):
        of, names = figures_in(item)
        slugs = {method.name: method.slug for method in FACTS.methods}
        for name, value in of.items():
            kind, _, which = name.partition("_")
            kind = kind if kind in {"fixed", "variable"} else "output"
            told = [names[which]] if which else names.values()
            scales = [COSTS[slugs[name]] for name in told] or [COSTS[item.method]]
            for scale in scales:
                assert getattr(scale, f"{kind}_min") <= value <= getattr(scale, f"{kind}_max"), (item.stem, name)
            assert kind == "fixed" or value % Fraction(getattr(scales[0], f"{kind}_step")) == 0, (item.stem, name)


@SIZES
def test_two_methods_cost_the_same_at_an_output_that_both_could_make(count):
    for item in [*items_of("IM27", count=count), *items_of("IM28", count=count)]:
        of, names = figures_in(item)
        slugs = {method.name: method.slug for method in FACTS.methods}
        scales = [COSTS[slugs[name]] for name in names.values()]

        assert max(one.output_min for one in scales) <= crossing(of) <= min(one.output_max for one in scales), item


@SIZES
def test_method_cheap_to_set_up_is_dear_to_run(count):
    for item in [*items_of("IM27", count=count), *items_of("IM28", count=count)]:
        of, _ = figures_in(item)

        assert of["fixed_first"] < of["fixed_second"]
        assert of["variable_second"] < of["variable_first"] <= 4 * of["variable_second"]


@SIZES
@pytest.mark.parametrize("code", sorted(PERCENTAGES))
def test_no_share_is_above_the_whole_but_for_the_slip_upside_down(code, count):
    for item in items_of(code, count=count):
        beyond = [option for option in item.options if number_in(option.text) > 100]

        assert len(beyond) <= (code in {"IM29", "IM33"})
        assert not any(option.correct for option in beyond)


@SIZES
@pytest.mark.parametrize("code", sorted(PERCENTAGES))
def test_percentage_is_exact_or_the_stem_says_how_it_is_rounded(code, count):
    for item in items_of(code, count=count):
        value = KEYS[code](figures_in(item)[0])

        assert value == to_a_tenth(value) or "one decimal place" in item.stem, item.stem


@SIZES
@MODELS
def test_key_is_never_the_only_round_figure(code, count):
    for item in items_of(code, count=count):
        round_ones = [option.correct for option in item.options if number_in(option.text).denominator == 1]

        assert round_ones != [True], item


@SIZES
@pytest.mark.parametrize("code", sorted(PERCENTAGES))
def test_percentages_all_have_one_decimal_place(code, count):
    for item in items_of(code, count=count):
        assert all(re.fullmatch(r"\d+\.\d%", option.text) for option in item.options), item


@SIZES
@pytest.mark.parametrize("code", SLIPS)
def test_no_slip_leads_to_the_key(code, count):
    for item in items_of(code, count=count):
        proof = item.certificate[item.key_position]
        told = proof.claim.partition(" with ")[2]

        assert value_of(proof.claim) not in {value_of(f"{slip.claim} with {told}") for slip in SLIPS[code]}, item


@SIZES
@pytest.mark.parametrize("code", ["IM26", "IM27", "IM31"])
def test_one_plain_multiple_of_the_key_at_most_stands_beside_it(code, count):
    for item in items_of(code, count=count):
        key = number_in(item.key.text)
        times = [number_in(option.text) / key for option in item.options]

        assert sum(one in PLAIN for one in times) <= 1, item


@SIZES
def test_figures_are_of_one_firm_that_grows_by_degrees(count):
    for item in items_of("IM32", count=count):
        of, _ = figures_in(item)
        assert of["after"] <= 5 * of["before"], item
    for item in items_of("IM33", count=count):
        of, _ = figures_in(item)
        assert of["after"] <= Fraction(5, 4) * of["before"], item


@pytest.mark.parametrize("count", [EACH])
def test_whoever_takes_the_dearer_method_is_told_so(count):
    for item in items_of("IM28", count=count):
        _of, names = figures_in(item)
        fixed_alone = names["first"]  # the first is the cheap one to set up
        for option in item.options:
            name = option.text.partition(", by ")[0]
            told = "It takes the dearer for the cheaper." in option.why
            if "fixed costs alone" in option.why:
                assert told == (name != fixed_alone)
            elif "variable costs alone" in option.why:
                assert told == (name == fixed_alone)
            else:
                assert told != option.correct


@MODELS
def test_explanation_works_the_sum_out(code):
    for item in items_of(code, count=20):
        assert all(item.key.text.removesuffix("%") in option.why for option in item.options), item
