"""V17: exactly one option is right under every value inside the ranges, whatever the notes hold."""

from collections import Counter
from dataclasses import replace
from random import Random

import pytest

from quizzes.domain.audit import first_good
from quizzes.domain.guards import refusals
from quizzes.domain.item import BadItem
from quizzes.domain.item_models import ITEM_MODELS
from tests.quizzes.domain.facts import second_facts, shipped_facts
from tests.quizzes.domain.oracle import JUDGES, verdicts
from tests.quizzes.domain.perturbing import perturbed

SHIPPED, SECOND = shipped_facts(), second_facts()
EACH = 3  # questions of each model from each perturbation
FAST = 15
CHUNKS = [range(start, start + 97) for start in range(FAST, 1000, 97)]


def right_places(ask, item, facts):
    """The places of the options that are right; None when some option is arguable."""
    judged = verdicts(ask, item, facts)
    return None if None in judged else [place for place, verdict in enumerate(judged) if verdict]


def asked(facts, code, *, count, rng):
    found = list(ITEM_MODELS[code].candidates(facts))
    for candidate in rng.sample(found, min(count, len(found))):
        item = first_good(facts, candidate, refused=Counter(), rng=rng)
        if item is not None:
            yield candidate.ask, item


@pytest.mark.parametrize(
    "seeds",
    [range(FAST), *(pytest.param(chunk, marks=pytest.mark.full) for chunk in CHUNKS)],
    ids=lambda seeds: f"{seeds.start}-{seeds.stop - 1}",
)
def test_whatever_the_notes_hold_exactly_one_option_is_right(seeds):
    met = Counter()
    for seed in seeds:
        facts, rng = perturbed(SHIPPED, seed), Random(seed)
        for code in JUDGES:
            for ask, item in asked(facts, code, count=EACH, rng=rng):
                met[code] += 1
                assert right_places(ask, item, facts) == [item.key_position], (seed, item)

    assert {code for code in JUDGES if met[code]} == set(JUDGES)


@pytest.mark.parametrize("code", JUDGES)
@pytest.mark.parametrize("facts", [SHIPPED, SECOND], ids=["shipped", "second"])
def test_the_packs_as_they_are_have_one_right_option_each(facts, code):
    for ask, item in asked(facts, code, count=15, rng=Random(code)):
        assert right_places(ask, item, facts) == [item.key_position], item


@pytest.mark.full
@pytest.mark.parametrize("code", JUDGES)
def test_every_question_of_the_shipped_pack_has_one_right_option(code):
    for ask, item in asked(SHIPPED, code, count=10_000, rng=Random(code)):
        assert right_places(ask, item, SHIPPED) == [item.key_position], item


@pytest.mark.parametrize("code", ["IM05", "IM06", "IM07"])
def test_without_ranges_a_question_with_another_possible_answer_would_be_asked(code):
    """Mutation check of the range rule: every cell its taught level alone, and the guards let through what is wrong."""
    level_only = {place: replace(cell, low=cell.level, high=cell.level) for place, cell in SHIPPED.cells.items()}
    facts = replace(SHIPPED, cells=level_only)

    wrongly_asked = [
        item.signature
        for ask, item in asked(facts, code, count=150, rng=Random(code))
        if right_places(ask, item, SHIPPED) is None
    ]

    safe = {one.ask.signature for one in ITEM_MODELS[code].candidates(SHIPPED)}
    assert wrongly_asked
    assert safe.issuperset(wrongly_asked) is False


def test_question_with_two_right_options_is_refused_under_the_true_ranges():
    """The question that is asked when ranges are ignored, built from cells that have them: G01 stops it."""
    blurred = {place: replace(cell, low=1, high=5) for place, cell in SHIPPED.cells.items()}
    facts = replace(SHIPPED, cells=dict(SHIPPED.cells))
    candidate = next(ITEM_MODELS["IM05"].candidates(facts))

    facts.cells.update(blurred)

    flaws = {flaw.partition(":")[0] for flaw in refusals(candidate.build(seed=1, position=0), facts)}
    assert {"G01", "G31"} <= flaws


def test_no_perturbation_makes_a_question_that_cannot_be_put_together():
    """Beyond what the dice leave out: a build fails only for want of figures or words."""
    failed = Counter()
    for seed in range(5):
        facts = perturbed(SHIPPED, seed)
        for code in JUDGES:
            for candidate in list(ITEM_MODELS[code].candidates(facts))[:5]:
                try:
                    candidate.build(seed=seed, position=0)
                except BadItem as fault:
                    failed[code, str(fault)] += 1

    assert failed == Counter()
