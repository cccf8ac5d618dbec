import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from itertools import groupby, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsmethods.domain.facts import Wording
from quizzes.domain.bank import LIKELY, chi_square, keys_are_spread, longest_run
from quizzes.domain.blueprint import InfeasibleForm
from quizzes.domain.generator import LONGEST_RUN, generate_form, generate_item
from quizzes.domain.guards import refusals
from quizzes.domain.item_models import ITEM_MODELS
from quizzes.domain.predicates import only
from quizzes.domain.snapshot import snapshot_of
from tests.quizzes.domain.facts import WORDINGS, four_methods, second_facts, shipped_facts, three_strategies
from tests.quizzes.domain.strategies import fact_bases

ROOT = Path(__file__).resolve().parents[3]
GOLDEN = Path(__file__).parent / "golden" / "form.jsonl"
FOUR, SHIPPED = four_methods(), shipped_facts()
TOPICS = pytest.mark.parametrize(
    "facts", [FOUR, three_strategies(), SHIPPED, second_facts()], ids=["four", "three", "shipped", "second"]
)
SEEDS = range(25)


@pytest.fixture(scope="module")
def many_items():
    """2,000 questions from the shipped notes."""
    return [item for seed in range(200) for item in generate_form(SHIPPED, count=10, seed=seed)]


@pytest.mark.parametrize("hash_seed", ["0", "1", "4711"])
def test_same_seed_gives_the_same_bytes_in_every_process(hash_seed):
    run = subprocess.run(
        [sys.executable, "-m", "tests.quizzes.domain.print_form"],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        capture_output=True,
        check=True,
    )

    assert run.stdout == GOLDEN.read_bytes()


def test_facts_made_anew_give_the_same_form():
    assert generate_form(four_methods(), count=10, seed=3) == generate_form(FOUR, count=10, seed=3)


def test_another_seed_gives_another_form():
    assert generate_form(FOUR, count=10, seed=3) != generate_form(FOUR, count=10, seed=4)


def test_an_edited_fact_changes_the_questions_at_once():
    edited = four_methods(wordings=(Wording("IM03", "a", "{example} Tell me, which {noun} is it?"),))

    items = generate_form(edited, count=4, seed=1)

    assert [item.stem.endswith("Tell me, which method is it?") for item in items] == [True] * 4


@TOPICS
@pytest.mark.parametrize("seed", SEEDS)
def test_form_is_balanced_and_varied(facts, seed):
    items = generate_form(facts, count=10, seed=seed)

    methods = Counter(item.method for item in items if item.method)
    assert len({item.signature for item in items}) == 10
    assert set(methods) == {method.slug for method in facts.methods}
    assert max(methods.values()) - min(methods.values()) <= 1
    assert longest_run(items) <= LONGEST_RUN
    assert all(one.model != two.model for one, two in pairwise(items))


def _longest_run(values) -> int:
    return max(len(list(run)) for _, run in groupby(values))


@TOPICS
def test_form_shares_no_example_and_no_phrase(facts):
    phrases = [example.text for example in facts.examples]
    for method in facts.methods:
        phrases += [*method.definitions, *method.outputs, *method.sequences]

    for seed in SEEDS:
        stems = [item.stem.casefold() for item in generate_form(facts, count=15, seed=seed)]
        assert [text for text in phrases if sum(text.casefold() in stem for stem in stems) > 1] == []


def test_run_of_key_positions_is_cut_where_the_order_of_options_is_free():
    runs = [
        _longest_run(item.key_position for item in generate_form(FOUR, count=12, seed=seed, models={"IM03"}))
        for seed in range(200)
    ]

    assert max(runs) == LONGEST_RUN


def test_avoided_signatures_come_only_when_fresh_ones_run_out():
    seen = {item.signature for item in generate_form(FOUR, count=8, seed=1, models={"IM03"})}

    items = generate_form(FOUR, count=6, seed=2, models={"IM03"}, avoid=seen)

    assert [item.signature in seen for item in items].count(True) == 2
    assert len(seen) == 8


def test_fresh_questions_go_before_stale_ones_though_methods_are_then_uneven():
    stale = {f"IM03:job:J{number}" for number in (1, 2, 3)}

    items = generate_form(FOUR, count=9, seed=1, models={"IM03"}, avoid=stale)

    assert {item.method for item in items} == {"batch", "flow", "blend"}


@pytest.mark.parametrize("code", ITEM_MODELS)
def test_one_item_of_a_model_can_be_had(code):
    item = generate_item(SHIPPED, model=code, seed=5)

    assert item.model == code
    assert item == generate_item(SHIPPED, model=code, seed=5)


def test_form_that_the_notes_cannot_give_is_refused_in_words():
    with pytest.raises(InfeasibleForm) as refused:
        generate_form(four_methods(cost_scales=()), count=13, seed=1, models={"IM03", "IM26"})

    assert str(refused.value) == (
        "13 questions were asked for and these notes give 12. "
        "Unit cost at a volume: the notes need realistic costs of a method."
    )


@pytest.mark.parametrize("count", [0, -1])
def test_form_has_a_question(count):
    with pytest.raises(InfeasibleForm, match=r"^A form has at least one question\.$"):
        generate_form(FOUR, count=count, seed=1)


def test_unknown_model_is_refused():
    with pytest.raises(InfeasibleForm, match=r"^There is no item model IM98, IM99\.$"):
        generate_form(FOUR, count=1, seed=1, models=["IM99", "IM01", "IM98"])


def test_candidate_that_no_guard_lets_through_is_left_out():
    leaky = tuple(Wording(one.model, one.code, f"A jobber asks: {one.text}") for one in WORDINGS if one.model == "IM01")

    with pytest.raises(InfeasibleForm, match="these notes give 0"):
        generate_form(four_methods(wordings=leaky), count=1, seed=1)


def test_wording_with_an_unknown_placeholder_is_left_out():
    odd = (Wording("IM01", "a", "At {price}, which method is this?"),)

    with pytest.raises(InfeasibleForm, match="these notes give 0"):
        generate_form(four_methods(wordings=odd), count=1, seed=1)


@given(fact_bases(), st.integers(0, 2**63), st.integers(1, 12))
def test_any_notes_give_good_questions_or_a_reason(facts, seed, count):
    try:
        items = generate_form(facts, count=count, seed=seed)
    except InfeasibleForm:
        items = ()

    assert len(items) in {0, count}
    assert len({item.signature for item in items}) == len(items)
    for item in items:
        assert refusals(item, facts) == ()
        assert only(proof.truths for proof in item.certificate) == item.key_position
        assert 2 <= len(item.options) <= 4
        assert item.method in {"", *item.methods}
        assert 1 <= item.difficulty <= 5
        assert len(item.signature) <= 200
        assert len(snapshot_of(item).body["options"]) == len(item.options)


@given(fact_bases())
def test_model_without_obstacle_has_candidates_and_no_other_has(facts):
    for model in ITEM_MODELS.values():
        candidates = list(model.candidates(facts))

        assert (model.obstacle(facts) is None) == bool(candidates)


def test_key_position_tells_nothing(many_items):
    assert len(many_items) >= 2000
    assert keys_are_spread(many_items)


@pytest.mark.parametrize("size", ["longest", "shortest"])
def test_guesser_by_length_gains_nothing(many_items, size):
    pick = max if size == "longest" else min
    hits = sum(pick(item.options, key=lambda option: len(option.text)).correct for item in many_items)
    chance = sum(1 / len(item.options) for item in many_items)

    assert (hits - chance) / len(many_items) <= 0.05


SUMS = ("IM26", "IM27", "IM29", "IM30", "IM31", "IM32", "IM33")


@pytest.mark.parametrize("code", SUMS)
def test_rank_of_the_key_among_numbers_tells_nothing(code):
    items = [generate_item(SHIPPED, model=code, seed=seed) for seed in range(400)]

    assert chi_square(Counter(item.key_position for item in items), 4) < LIKELY[4]


def test_any_method_may_be_asked_about_first():
    items = [generate_item(SHIPPED, model="IM01", seed=seed) for seed in range(400)]

    slugs = [method.slug for method in SHIPPED.methods]
    assert chi_square(Counter(slugs.index(item.method) for item in items), 4) < LIKELY[4]


def test_either_method_may_be_the_cheaper_one():
    items = [generate_item(SHIPPED, model="IM28", seed=seed) for seed in range(400)]

    cheap_to_run = Counter(item.key.text.casefold().startswith(item.method) for item in items)
    assert chi_square(cheap_to_run, 2) < LIKELY[2]


def test_facts_are_equal_only_as_the_same_object():
    assert {FOUR, FOUR} == {FOUR}
    assert replace(FOUR) != FOUR
