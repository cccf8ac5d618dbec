"""What each model lacks when the notes lack a part of what it needs."""

from dataclasses import replace

import pytest

from quizzes.domain.item import BadItem
from quizzes.domain.item_models import ITEM_MODELS
from tests.quizzes.domain.facts import shipped_facts

SHIPPED = shipped_facts()
SCENARIOS = SHIPPED.material.scenarios
BUT_FLOW = {"job", "batch", "mass-customisation"}


def with_scenarios(**changes):
    return replace(SHIPPED, material=replace(SHIPPED.material, scenarios=replace(SCENARIOS, **changes)))


def without_contrasts(slug):
    kept = {pair: text for pair, text in SHIPPED.contrasts.items() if slug not in pair}
    return replace(SHIPPED, contrasts=kept)


def methods_asked(code, facts):
    return {one.ask.method for one in ITEM_MODELS[code].candidates(facts)}


@pytest.mark.parametrize(
    ("codes", "facts"),
    [
        (["IM02", "IM04", "IM14"], replace(SHIPPED, contrasts={})),
        (["IM04", "IM14"], replace(SHIPPED, examples=())),
        (["IM14"], replace(SHIPPED, examples=tuple(one for one in SHIPPED.examples if one.code.endswith("01")))),
        (["IM07"], replace(SHIPPED, cells={})),
        (["IM17"], with_scenarios(noise=())),
        (["IM17"], with_scenarios(cues={code: cue for code, cue in SCENARIOS.cues.items() if cue.own})),
        (["IM18"], with_scenarios(events=SCENARIOS.events[:3])),
        (["IM15", "IM16", "IM17", "IM18"], with_scenarios(cues={})),
        (["IM15", "IM16", "IM17", "IM18"], with_scenarios(families=())),
        (["IM09", "IM10", "IM11"], replace(SHIPPED, statements=())),
        (["IM13", "IM29", "IM30", "IM31", "IM33"], replace(SHIPPED, terms=())),
        (["IM26", "IM27", "IM28", "IM32"], replace(SHIPPED, cost_scales=())),
    ],
)
def test_model_without_its_material_says_so(codes, facts):
    for code in codes:
        model = ITEM_MODELS[code]

        assert model.obstacle(SHIPPED) is None
        assert model.obstacle(facts) == f"{model.title}: the notes need {model.needs}."


@pytest.mark.parametrize("code", ["IM02", "IM04", "IM14"])
def test_method_that_nothing_tells_apart_is_not_asked_about(code):
    assert methods_asked(code, without_contrasts("flow")) == BUT_FLOW


def test_method_without_examples_is_no_odd_one_out():
    facts = replace(SHIPPED, examples=tuple(one for one in SHIPPED.examples if one.method != "flow"))

    assert methods_asked("IM14", facts) == BUT_FLOW


def test_case_needs_a_firm_with_a_name():
    candidate = next(ITEM_MODELS["IM15"].candidates(with_scenarios(firms=())))

    with pytest.raises(BadItem, match="no firm has a name"):
        candidate.build(seed=1, position=0)


def test_two_replies_that_miss_the_point_are_never_shown_together():
    bank = SHIPPED.material.banks["IM12"]
    puzzle = bank.sets[0]
    replies = tuple(replace(one, role="irrelevant") if one.role != "key" else one for one in puzzle.replies)
    banks = {"IM12": replace(bank, sets=(replace(puzzle, replies=replies),))}
    facts = replace(SHIPPED, material=replace(SHIPPED.material, banks=banks))

    assert list(ITEM_MODELS["IM12"].candidates(facts)) == []
