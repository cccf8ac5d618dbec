"""What a form promises: its quotas, its parallels, and that no question gives another away (G25, G26)."""

from collections import Counter
from dataclasses import replace
from itertools import islice

import pytest

from opsmethods.domain.banks import BankSpec
from quizzes.domain.bank import near_duplicates
from quizzes.domain.blueprint import Blueprint, InfeasibleForm, usual, values_of
from quizzes.domain.generator import (
    Chosen,
    Form,
    candidates_of,
    difficulty_of,
    form_from,
    generate_form,
    parallel_forms,
    stream,
)
from quizzes.domain.guards.base import SUMS
from quizzes.domain.item_models import ITEM_MODELS
from tests.quizzes.domain.facts import four_methods, second_facts, shipped_facts
from tests.quizzes.domain.oracle import codes_told, plain

SHIPPED, FOUR = shipped_facts(), four_methods()
METHODS = {"job", "batch", "flow", "mass-customisation"}
QUOTAS = {
    "method": {"job": 4, "mass-customisation": 4},
    "dimension": {"UC": 2, "SKL": 2, "VOL": 1},
    "ao": {"AO1": 5, "AO2": 4, "AO3": 3},
    "bloom": {"remember": 3, "understand": 4, "apply": 2, "apply with reason": 1, "analyse": 2},
    "difficulty": {"1": 2, "3": 8},
    "model": {"IM05": 2, "IM15": 2, "IM26": 1, "IM12": 3},
}
TWELVE = usual(12, level="AS", available={"remember", "understand", "apply", "apply with reason", "analyse"})
FORMS = [pytest.param(range(50), id="fifty"), pytest.param(range(50, 500), id="more", marks=pytest.mark.full)]


def value_of(item, attribute):
    return str(getattr(item, attribute))


def form_of(seed):
    return generate_form(SHIPPED, count=12, seed=seed)


# --- Quotas ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("attribute", QUOTAS)
@pytest.mark.parametrize("seed", range(3))
def test_quota_of_each_kind_is_met(attribute, seed):
    items = form_from(SHIPPED, Blueprint(12, {attribute: QUOTAS[attribute]}), seed=seed)

    counted = Counter(value_of(item, attribute) for item in items)
    assert len(items) == 12
    assert all(counted[value] >= number for value, number in QUOTAS[attribute].items())


@pytest.mark.parametrize("seed", range(5))
def test_quotas_of_two_kinds_are_met_together(seed):
    quotas = {"method": dict.fromkeys(METHODS, 2), "bloom": TWELVE.quotas["bloom"]}

    items = form_from(SHIPPED, Blueprint(12, quotas), seed=seed)

    for attribute, wanted in quotas.items():
        counted = Counter(value_of(item, attribute) for item in items)
        assert all(counted[value] >= number for value, number in wanted.items())


@pytest.mark.parametrize(
    ("blueprint", "reason"),
    [
        (Blueprint(0), "A form has at least one question."),
        (
            Blueprint(3, {"colour": {"red": 1}}),
            "There is no quota for colour; there is one for method, dimension, ao, bloom, difficulty, model.",
        ),
        (Blueprint(3, {"ao": {"AO1": 2, "AO2": 2}}), "The quotas for ao add up to 4, but the form has 3."),
        (
            Blueprint(40, {"model": {"IM01": 30}}),
            "30 questions with model IM01 were asked for and the notes give 24.",
        ),
        (
            Blueprint(3, {"method": {"cottage": 1}}),
            "1 questions with method cottage were asked for and the notes give 0.",
        ),
    ],
)
def test_quota_that_cannot_be_met_is_named_with_what_would_fit(blueprint, reason):
    with pytest.raises(InfeasibleForm) as refused:
        form_from(SHIPPED, blueprint, seed=1)

    assert str(refused.value) == reason


def test_quotas_that_exclude_each_other_are_named():
    """Which are left open is for the dice."""
    blueprint, said = Blueprint(2, {"model": {"IM01": 2}, "bloom": {"apply": 2}}), set()
    for seed in range(12):
        with pytest.raises(InfeasibleForm) as refused:
            form_from(SHIPPED, blueprint, seed=seed)
        said.add(str(refused.value).removeprefix("The quotas cannot all be met at once: still wanted "))

    assert "1 more with model IM01, 1 more with bloom apply." in said
    assert said <= {
        "1 more with model IM01, 1 more with bloom apply.",
        "2 more with model IM01.",
        "2 more with bloom apply.",
    }


def test_quotas_that_are_wishes_are_met_as_far_as_can_be():
    items = form_from(SHIPPED, Blueprint(2, {"model": {"IM01": 1}, "bloom": {"apply": 2}}), seed=1, strict=False)

    assert len(items) == 2


def test_form_too_long_for_the_notes_says_how_much_there_is():
    with pytest.raises(InfeasibleForm, match=r"^20 questions were asked for and these notes give 12\.$"):
        form_from(FOUR, Blueprint(20), seed=1, models={"IM01"}, strict=False)


def test_usual_mix_is_kept_and_the_first_course_has_its_own():
    assert TWELVE.quotas["bloom"] == QUOTAS["bloom"]
    assert usual(12, level="O", available={"remember", "understand", "apply", "analyse"}).quotas["bloom"] == {
        "remember": 4,
        "understand": 4,
        "apply": 3,
        "analyse": 1,
    }
    assert usual(5, level="AS", available=()) == Blueprint(5)


def test_quota_is_told_from_what_is_asked():
    ask = candidates_of(FOUR, "IM05")[0].ask

    assert values_of(ask) == {
        "method": "flow",
        "dimension": "VOL",
        "ao": "AO1",
        "bloom": "remember",
        "difficulty": "2",
        "model": "IM05",
    }


def test_quota_once_met_is_not_overdrawn():
    candidate = candidates_of(FOUR, "IM05")[0]
    form = Form(open={"model": Counter({"IM05": 1})})

    for _ in range(2):
        form.add(Chosen(candidate, candidate.build(seed=1, position=0)))

    assert form.open == {"model": Counter({"IM05": 0})}
    assert form.still_open() == 0


# --- Within a form --------------------------------------------------------------------------------


def material_of(item, facts):
    """What the question shows of the notes, found by its words."""
    said = f" {plain(' '.join([item.stem, *(option.text for option in item.options)]))} "
    yield from (("example", one.code) for one in facts.examples if f" {plain(one.text)} " in said)
    yield from (("statement", one.code) for one in facts.statements if f" {plain(one.text)} " in said)
    yield from (("term", one.slug) for one in facts.terms if f" {plain(one.definition)} " in said)
    for method in facts.methods:
        phrases = (*method.definitions, *method.outputs, *method.sequences)
        yield from ((method.slug, text) for text in phrases if f" {plain(text)} " in said)
    for code, bank in facts.material.banks.items():
        cases = (case for group in bank.groups for case in group.cases)
        yield from (("case", code, one.text) for one in cases if f" {plain(one.text)} " in said)
        yield from (("puzzle", code, one.code) for one in bank.sets if f" {plain(one.prompt)} " in said)
    if item.model in SUMS:
        yield "sum", item.model
    if item.model in {"IM15", "IM16", "IM18"}:
        family = next(one for one in facts.material.scenarios.families if f" {plain(one.goods)} " in said)
        yield "clues", *codes_told(item.stem, family, facts)


@pytest.mark.parametrize("seeds", FORMS)
def test_no_two_questions_of_a_form_share_material(seeds):
    for seed in seeds:
        met = Counter(one for item in form_of(seed) for one in set(material_of(item, SHIPPED)))

        assert {one: count for one, count in met.items() if count > 1} == {}, seed


@pytest.mark.parametrize("seeds", FORMS)
def test_no_two_questions_of_a_form_are_nearly_the_same(seeds):
    assert {seed: found for seed in seeds if (found := near_duplicates(form_of(seed)))} == {}


@pytest.mark.parametrize("seeds", FORMS)
def test_each_method_is_under_test_once_to_four_times_in_twelve(seeds):
    for seed in seeds:
        counted = Counter(item.method for item in form_of(seed) if item.method)

        assert set(counted) == METHODS
        assert max(counted.values()) <= 4


@pytest.mark.parametrize("seeds", FORMS)
def test_usual_form_has_the_usual_mix(seeds):
    wanted = TWELVE.quotas["bloom"]

    assert {seed for seed in seeds if Counter(item.bloom for item in form_of(seed)) != wanted} == set()


@pytest.mark.parametrize("code", ["IM03", "IM04", "IM09", "IM13", "IM22", "IM37"])
def test_form_of_one_model_shares_no_material(code):
    for seed in range(10):
        items = generate_form(SHIPPED, count=4, seed=seed, models={code})

        met = Counter(one for item in items for one in set(material_of(item, SHIPPED)))
        assert {one: count for one, count in met.items() if count > 1} == {}


def test_two_models_of_one_bank_share_no_puzzle():
    banks = {code: replace(bank, sets=bank.sets[:2]) for code, bank in SHIPPED.material.banks.items() if bank.sets}
    facts = replace(SHIPPED, material=replace(SHIPPED.material, banks=banks))

    with pytest.raises(InfeasibleForm, match="these notes give 2"):
        generate_form(facts, count=3, seed=1, models={"IM37", "IM38"})


# --- Forms beside one another ---------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(3))
def test_parallel_forms_are_as_difficult_and_share_no_question(seed):
    forms = parallel_forms(SHIPPED, TWELVE, seed=seed, forms=5)

    signatures = [item.signature for form in forms for item in form]
    assert len(forms) == 5
    assert len(set(signatures)) == len(signatures) == 60
    assert len({difficulty_of(form) for form in forms}) == 1


def test_parallel_forms_are_the_same_for_the_same_seed():
    assert parallel_forms(SHIPPED, TWELVE, seed=7, forms=2) == parallel_forms(SHIPPED, TWELVE, seed=7, forms=2)


def test_parallel_forms_never_fall_back_on_questions_met():
    with pytest.raises(InfeasibleForm, match=r"^\d+ forms of equal difficulty were found and 40 asked for\.$"):
        parallel_forms(second_facts(), Blueprint(12), seed=1, forms=40)


def test_parallel_forms_that_cannot_be_had_are_refused():
    facts = four_methods(examples=four_methods().examples[:3])

    with pytest.raises(InfeasibleForm, match=r"^1 forms of equal difficulty were found and 2 asked for\.$"):
        parallel_forms(facts, Blueprint(3, {"model": {"IM03": 3}}), seed=1, forms=2)


def test_no_signature_comes_again_until_the_alternatives_are_used_up():
    met: set[str] = set()
    for seed in range(20):
        items = generate_form(SHIPPED, count=12, seed=seed, avoid=met)
        signatures = {item.signature for item in items}
        assert met.isdisjoint(signatures)
        met |= signatures


def test_questions_come_again_once_all_have_been_asked():
    facts, everything = second_facts(), set()
    for code in ITEM_MODELS:
        everything |= {one.ask.signature for one in candidates_of(facts, code)}

    assert len(generate_form(facts, count=6, seed=1, avoid=everything)) == 6


# --- A stream -------------------------------------------------------------------------------------


def test_stream_asks_nothing_twice_before_all_has_been_asked():
    kinds = {"IM01", "IM03"}
    items = list(stream(SHIPPED, count=72, seed=1, models=kinds))

    assert len({item.signature for item in items}) == 72
    assert [item.signature for item in items] == [
        item.signature for item in stream(SHIPPED, count=72, seed=1, models=kinds)
    ]


def test_stream_begins_anew_when_all_has_been_asked():
    items = list(stream(SHIPPED, count=100, seed=1, models={"IM01", "IM03"}))

    assert len(items) == 100
    assert set(Counter(item.signature for item in items).values()) == {1, 2}


def test_stream_goes_from_shelf_to_shelf():
    items = list(stream(SHIPPED, count=8, seed=1, models={"IM01", "IM03"}))

    assert len({(item.model, item.method) for item in items}) == 8


def test_stream_keeps_to_a_dimension():
    assert {item.dimension for item in stream(SHIPPED, count=20, seed=1, dimension="UC")} == {"UC"}


@pytest.mark.parametrize(("count", "dimension"), [(5, "XXX"), (0, "")])
def test_stream_that_has_nothing_is_refused(count, dimension):
    with pytest.raises(InfeasibleForm, match=f"^{count} questions were asked for and these notes give 0"):
        stream(SHIPPED, count=count, seed=1, dimension=dimension)


def test_stream_ends_where_no_question_passes():
    facts = four_methods(wordings=tuple(replace(one, text="Is it?") for one in FOUR.wordings))

    assert list(islice(stream(facts, count=3, seed=1, models={"IM01"}), 3)) == []


def test_bank_without_material_asks_nothing():
    banks = dict.fromkeys(SHIPPED.material.banks, BankSpec())
    facts = replace(SHIPPED, material=replace(SHIPPED.material, banks=banks))

    assert [code for code in ("IM12", "IM22", "IM37", "IM38") if candidates_of(facts, code)] == []
