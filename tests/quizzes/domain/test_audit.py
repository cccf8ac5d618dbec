"""Everything that the packs can ask: a sample here, all of it at full size."""

from collections import Counter
from dataclasses import replace
from random import Random

import pytest

from quizzes.domain import audit as auditing
from quizzes.domain.audit import (
    ENOUGH,
    FEWER,
    FORM,
    SCENARIOS,
    YIELDS,
    Audit,
    Tally,
    audited,
    failings,
    first_good,
    obstacles,
)
from quizzes.domain.audit_report import report_of
from quizzes.domain.bank import longest_is_telling, repeated_signatures
from quizzes.domain.generator import candidates_of, stream
from quizzes.domain.guards import refusals
from quizzes.domain.guards.base import has_long_options
from quizzes.domain.guards.stems import negative
from quizzes.domain.item_models import ITEM_MODELS
from quizzes.domain.predicates import only
from tests.quizzes.domain.facts import four_methods, second_facts, shipped_facts
from tests.quizzes.domain.items import FALSE, TRUE, item_of, proven

SHIPPED, SECOND, FOUR = shipped_facts(), second_facts(), four_methods()
MODELS = 37
NUMERIC_AT_MOST = 500
SPREAD = {4: Counter({0: 25, 1: 25, 2: 25, 3: 25})}
LONG = {"long": 400, "longest_by_chance": 100}


def tally(model="IM05", **changes):
    return replace(Tally(model, candidates=100, served=100, chance=25, guessed=25), **changes)


def served_of(facts, code, *, count):
    found, rng = candidates_of(facts, code), Random(code)
    made = (first_good(facts, one, refused=Counter(), rng=rng) for one in rng.sample(found, min(count, len(found))))
    return [item for item in made if item is not None]


# --- The whole space ------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [8, pytest.param(10_000, marks=pytest.mark.full)], ids=["some", "all"])
@pytest.mark.parametrize("facts", [SHIPPED, SECOND], ids=["shipped", "second"])
@pytest.mark.parametrize("code", ITEM_MODELS)
def test_whatever_is_served_passes_every_guard_and_has_one_right_option(facts, code, count):
    items = served_of(facts, code, count=count)

    assert repeated_signatures(items) == []
    for item in items:
        assert refusals(item, facts) == ()
        assert only(proof.truths for proof in item.certificate) == item.key_position


@pytest.mark.parametrize("code", ITEM_MODELS)
def test_candidates_of_a_model_differ_by_signature(code):
    signatures = Counter(one.ask.signature for one in candidates_of(SHIPPED, code))

    assert [signature for signature, count in signatures.items() if count > 1] == []
    assert all(signature.startswith(code) and len(signature) <= 200 for signature in signatures)


@pytest.mark.full
def test_whole_space_is_as_large_and_as_sound_as_it_should_be():
    audit = audited(SHIPPED)

    served = {
        one.model: min(one.served, NUMERIC_AT_MOST if "IM26" <= one.model <= "IM33" else one.served)
        for one in audit.tallies
    }
    too_few = {code for code, wanted in YIELDS.items() if 100 * served[code] < ENOUGH * wanted}
    scenarios = sum(served[code] for code in SCENARIOS)
    assert len(served) == len(YIELDS) == MODELS
    assert too_few <= set(FEWER)
    assert sum(served.values()) >= 12_500
    assert 100 * scenarios <= 60 * sum(served.values())
    assert sum(sum(counts.values()) for counts in audit.positions.values()) >= 10_000
    assert list(failings(audit, stated=True)) == []


@pytest.mark.full
def test_second_pack_has_no_failings():
    assert list(failings(audited(SECOND), stated=False)) == []


def test_models_with_fewer_say_why():
    assert set(YIELDS) == set(ITEM_MODELS)
    assert set(FEWER) <= set(YIELDS)


def test_negative_questions_are_none_of_the_bank():
    """G13: five in a hundred would be allowed."""
    assert [item.stem for item in stream(SHIPPED, count=300, seed=1) if negative(item, SHIPPED)] == []


def test_longest_option_tells_nothing_over_the_bank():
    """G05, over the questions to which length could matter."""
    items = [item for item in stream(SHIPPED, count=1200, seed=2) if has_long_options(item, SHIPPED)]

    assert len(items) > 300
    assert not longest_is_telling(items)


# --- The audit itself -----------------------------------------------------------------------------


def test_sample_is_spread_over_the_models():
    audit = audited(FOUR, sample=74, forms=3)

    assert {one.model: one.candidates for one in audit.tallies if one.candidates} == {
        "IM01": 2, "IM03": 2, "IM05": 2, "IM06": 2, "IM08": 2, "IM26": 2,
    }  # fmt: skip
    assert audit.sampled
    assert audit.served == 12
    assert sum(sum(counts.values()) for counts in audit.positions.values()) == 3 * FORM


def test_audit_is_the_same_for_the_same_seed():
    assert audited(FOUR, sample=74, forms=2, seed=4) == audited(FOUR, sample=74, forms=2, seed=4)


def test_refusals_on_the_way_are_counted_by_guard():
    leaky = four_methods(wordings=tuple(replace(one, text=f"A jobber asks: {one.text}") for one in FOUR.wordings[:1]))
    refused = Counter()

    assert first_good(leaky, candidates_of(leaky, "IM01")[0], refused=refused, rng=Random(1)) is None
    assert refused == {"G07": 6}


def test_length_of_few_keys_may_be_chance():
    """Of 100 keys 29 are, 38 are not."""
    found = [
        list(failings(Audit((tally(long=100, longest_by_chance=25, longest_keys=keys),), SPREAD, False), stated=False))
        for keys in (29, 38)
    ]

    assert found == [[], ["the key is the longest option +13.0 points off chance"]]


def test_candidate_of_which_nothing_passes_is_not_served():
    leaky = four_methods(wordings=tuple(replace(one, text=f"A jobber asks: {one.text}") for one in FOUR.wordings[:1]))

    (one,) = (one for one in audited(leaky, forms=0).tallies if one.candidates)

    assert (one.candidates, one.served) == (12, 0)


def test_what_cannot_be_built_is_counted():
    odd = four_methods(wordings=tuple(replace(one, text="At {price}, which?") for one in FOUR.wordings[:1]))
    refused = Counter()

    assert first_good(odd, candidates_of(odd, "IM01")[0], refused=refused, rng=Random(1)) is None
    assert refused == {"unbuilt": 6}


def test_ambiguous_question_is_counted():
    one = Tally("IM01")

    one.add(proven(item_of("Job way", "Flow way"), TRUE, TRUE), FOUR)
    one.add(proven(item_of("Job way", "Flow way"), TRUE, FALSE), FOUR)

    assert (one.served, one.ambiguous, one.long) == (2, 1, 0)


def test_length_is_counted_where_it_could_tell():
    one = Tally("IM06")

    one.add(item_of("one two three four five six", "seven eight nine ten eleven"), FOUR)

    assert (one.long, one.longest_keys, one.longest_by_chance) == (1, 1, 0.5)


@pytest.mark.parametrize(
    ("flaw", "said"),
    [
        ({"ambiguous": 2}, "IM05: 2 items with other than one right option"),
        ({"guessed": 34}, "IM05: the guesser beats chance by 9.0 points"),
        ({"guessed": 34}, "the guesser beats chance by 9.0 points overall"),
        ({**LONG, "longest_keys": 116}, "the key is the longest option +4.0 points off chance"),
        ({**LONG, "longest_keys": 84}, "the key is the longest option -4.0 points off chance"),
        ({"model": "IM15"}, "IM15: 100 questions of 1992"),
        ({"model": "IM15"}, "100 of 100 questions are scenarios"),
    ],
)  # fmt: skip
def test_failing_is_said_in_words(flaw, said):
    audit = Audit((tally(**flaw),), SPREAD, sampled=False)

    assert said in list(failings(audit, stated=True))


def test_uneven_places_of_the_key_are_a_failing():
    audit = Audit((tally(model="IM03"),), {4: Counter({0: 90, 1: 20, 2: 20, 3: 20}), 7: Counter({0: 9})}, sampled=False)

    assert list(failings(audit, stated=True)) == ["keys of 4 options are not spread evenly: chi-square 98.0"]


def test_few_questions_are_no_failing_where_the_reason_is_named_or_a_sample_was_taken():
    few = (tally(model="IM03"), tally(model="IM13"))

    assert list(failings(Audit(few, SPREAD, sampled=False), stated=True)) == []
    assert list(failings(Audit((tally(model="IM09"),), SPREAD, sampled=True), stated=True)) == []
    assert list(failings(Audit((tally(model="IM09"),), SPREAD, sampled=False), stated=False)) == []


def test_small_model_is_not_held_to_the_guesser():
    small = tally(served=39, guessed=30, chance=10)

    assert "IM05: the guesser" not in " ".join(
        failings(Audit((small, tally(served=4000)), SPREAD, sampled=True), stated=True)
    )


def test_nothing_served_is_no_failing():
    nothing = Audit((Tally("IM05"),), {}, sampled=True)

    assert (nothing.served, nothing.lead, nothing.tallies[0].guesser_lead) == (0, 0, 0)
    assert list(failings(nothing, stated=True)) == []


def test_report_has_a_line_for_each_model_with_candidates():
    audit = Audit(
        (
            tally(refused=Counter({"G06": 3, "G04": 1})),
            tally(model="IM03", served=48, candidates=48, long=50, longest_keys=13, longest_by_chance=12.5),
            Tally("IM07"),
        ),
        SPREAD,
        sampled=False,
    )

    assert list(report_of(audit, stated=True)) == [
        f"IM05: 100 of 100; guesser +0.0; 22 % of 441 ({FEWER['IM05']}); refused G04 1, G06 3",
        f"IM03: 48 of 48; guesser +0.0; 25 % of 192 ({FEWER['IM03']})",
        "in all: 148 questions, 0 with other than one right option; guesser +0.0",
        "keys of 4 options: 25 25 25 25, chi-square 0.00",
        "key the longest option: 26.0 % of 50, by chance 25.0 %",
    ]


def test_report_of_a_sample_leaves_yields_out():
    audit = Audit((tally(),), {}, sampled=True)

    assert list(report_of(audit, stated=True)) == [
        "IM05: 100 of 100; guesser +0.0",
        "in all: 100 questions, 0 with other than one right option; guesser +0.0",
    ]


def test_models_that_notes_cannot_feed_are_named_with_the_reason():
    named = dict(line.split(": ", 1) for line in obstacles(FOUR))

    assert set(named) == set(ITEM_MODELS) - {"IM01", "IM03", "IM05", "IM06", "IM08", "IM26"}
    assert named["IM02"] == "Method to definition: no wording is written."
    assert list(obstacles(SHIPPED)) == []


def test_audit_looks_at_more_than_ten_thousand_questions_in_forms():
    assert audited.__kwdefaults__["forms"] * auditing.FORM >= 10_000
