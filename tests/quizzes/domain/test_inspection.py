from collections import Counter
from dataclasses import replace

import pytest

from quizzes.domain import inspection
from quizzes.domain.bank import repeated_signatures
from quizzes.domain.generator import candidates_of
from quizzes.domain.inspection import FIRST, Place, digest_of, inspected, whole_bank, words_of
from quizzes.domain.item_models import ITEM_MODELS
from tests.quizzes.domain.facts import four_methods, fresh_facts, second_facts, shipped_facts
from tests.quizzes.domain.items import item_of

SECOND = second_facts()


def walked(facts, place=FIRST):
    while place is not None:
        rows, place = inspected(facts, place)
        yield from rows


@pytest.fixture(scope="module")
def bank():
    return list(walked(SECOND))


def test_every_candidate_is_looked_at_once(bank):
    expected = [candidate.ask.signature for code in ITEM_MODELS for candidate in candidates_of(SECOND, code)]

    assert Counter(row.signature for row in bank) == Counter(expected)


def test_slices_end_where_the_next_begin(monkeypatch, bank):
    monkeypatch.setattr(inspection, "SLICE", 7)

    assert list(walked(SECOND)) == bank


def test_a_slice_may_end_with_its_model(monkeypatch):
    monkeypatch.setattr(inspection, "SLICE", len(candidates_of(SECOND, FIRST.model)))

    rows, following = inspected(SECOND, FIRST)

    assert len(rows) == inspection.SLICE
    assert following == Place(list(ITEM_MODELS)[1])


def test_good_questions_carry_options_and_proof_and_refused_ones_their_guards(bank):
    assert any(not row.refused for row in bank)
    for row in bank:
        if not row.refused:
            assert sum(proof["correct"] for proof in row.body["certificate"]) == 1
        assert all(flaw[:4] == "V17:" or flaw[0] == "G" for flaw in row.flaws)
        assert row.flaws or not row.refused


def test_refused_questions_say_by_which_guard(monkeypatch):
    monkeypatch.setattr(inspection, "refusals", lambda item, facts: ("G06: planted",))

    rows, _ = inspected(SECOND, FIRST)

    assert {(row.refused, row.flaws) for row in rows} == {(True, ("G06: planted",))}
    assert all(row.body["options"] for row in rows)


def test_what_cannot_be_built_has_no_options(monkeypatch):
    facts = replace(SECOND, wordings=tuple(replace(one, text="{nothing} is asked?") for one in SECOND.wordings))

    rows, _ = inspected(facts, FIRST)

    assert {row.refused for row in rows} == {True}
    assert {tuple(row.body["options"]) for row in rows} == {()}
    assert all(flaw.startswith("V17: ") for row in rows for flaw in row.flaws)


def test_warnings_do_not_refuse(monkeypatch):
    monkeypatch.setattr(inspection, "warnings", lambda item, facts: ("G24: planted",))

    rows, _ = inspected(SECOND, FIRST)

    assert {(row.refused, row.flaws) for row in rows} == {(False, ("G24: planted",))}


def test_the_digest_is_that_of_what_is_asked():
    facts = four_methods()

    assert digest_of(facts) == digest_of(replace(facts, version=facts.version + 1))
    assert digest_of(facts) != digest_of(replace(facts, noun="way"))
    assert digest_of(fresh_facts()) == digest_of(fresh_facts())


def test_words_are_the_same_in_any_order():
    item = item_of("Job production", "Flow production", "Batch production")

    turned = replace(item, options=item.options[::-1], certificate=item.certificate[::-1])

    assert words_of(item) == words_of(turned)
    assert words_of(item) != words_of(replace(item, stem=f"{item.stem}?"))


def test_a_sound_bank_has_nothing_against_it():
    whole = whole_bank(shipped_facts(), forms=40)

    assert (whole.failings, whole.alike) == ((), {})


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("longest_is_telling", lambda items: True, "G05: the key is too often, or too seldom, the longest option"),
        ("negative", lambda item, facts: True, "G13: 100% of the questions are negative"),
        ("longest_run", lambda form: 4, "G19: the key stands in one place 4 times running"),
    ],
)
def test_what_is_wrong_with_a_bank_is_said(monkeypatch, name, value, told):
    monkeypatch.setattr(inspection, name, value)

    assert whole_bank(SECOND, forms=2).failings[-1:] == (told,)


def test_keys_in_one_place_are_said(monkeypatch):
    monkeypatch.setattr(inspection, "keys_are_spread", lambda items: False)

    assert any("G19: keys are not spread evenly, chi-square " in one for one in whole_bank(SECOND, forms=1).failings)


def test_questions_too_like_another_in_one_form_are_named(monkeypatch):
    monkeypatch.setattr(inspection, "near_duplicates", lambda form: [(form[0].signature, form[1].signature)])

    alike = whole_bank(SECOND, forms=1).alike

    assert [flaw.startswith("G26: nearly the same words as ") for flaw in alike.values()] == [True]


def test_the_bank_holds_each_question_once():
    assert repeated_signatures(inspection.generate_form(SECOND, count=10, seed=1)) == []
