"""One question looked at closely."""

import pytest

from opsmethods.domain.facts import Wording
from quizzes.domain.generator import candidates_of
from quizzes.domain.item import Strategy
from quizzes.domain.looking import REASONS, certainty, effect_on, look_at, with_wording
from tests.quizzes.domain.facts import shipped_facts

SHIPPED = shipped_facts()
SIGNATURE = candidates_of(SHIPPED, "IM01")[0].ask.signature
GOOD = Wording("IM01", "a", "{definition} Which {noun} is this?")
OPINION = Wording("IM01", "a", "{definition} Which {noun} is the best?")
RARE = Wording("IM01", "a", "{definition} Which {noun} does this gnomic, recondite, abstruse vignette delineate?")
UNFILLED = Wording("IM01", "a", "{definition} Which {town}?")
BEST = "G27: the question asks for an opinion"


def look(wording):
    return look_at(with_wording(SHIPPED, wording), model="IM01", signature=SIGNATURE)


def test_a_question_is_asked_in_the_words_tried_and_no_others():
    found = look(GOOD)

    assert found.item.stem.endswith("Which method is this?")
    assert (found.item.signature, found.refused) == (SIGNATURE, ())


def test_what_refuses_a_question_and_what_is_doubtful_about_it_are_apart():
    refused, doubtful = look(OPINION), look(RARE)

    assert (BEST in refused.refused, refused.doubts) == (True, ())
    assert (doubtful.refused, "G24: the stem has rare words" in doubtful.doubts) == ((), True)


def test_a_question_that_cannot_be_built_has_no_item():
    found = look(UNFILLED)

    assert (found.item, found.doubts) == (None, ())
    assert found.refused[0].startswith("V17: there is nothing to put for {town}")


def test_a_question_that_the_notes_do_not_give_is_none():
    assert look_at(SHIPPED, model="IM01", signature="IM01:nothing") is None


def test_other_item_models_keep_their_words():
    facts = with_wording(SHIPPED, GOOD)

    assert [one.text for one in facts.wordings if one.model == "IM01"] == [GOOD.text]
    assert [one for one in facts.wordings if one.model != "IM01"] == [
        one for one in SHIPPED.wordings if one.model != "IM01"
    ]


def test_the_effect_of_a_wording_is_counted_over_a_sample():
    found = effect_on(with_wording(SHIPPED, OPINION), model="IM01", sample=10)

    assert (found.looked_at, found.refused, found.doubtful) == (10, 10, 0)
    assert dict(found.flaws)[BEST] == 10


def test_the_same_questions_are_counted_each_time_and_never_more_than_there_are():
    facts = with_wording(SHIPPED, RARE)

    first, again = effect_on(facts, model="IM01"), effect_on(facts, model="IM01")

    assert first == again
    assert (first.looked_at, first.doubtful) == (24, 24)


@pytest.mark.parametrize(
    ("truths", "said"),
    [
        ((True, True), "true in every case"),
        ((False, False), "false in every case"),
        ((False, True), "arguable: true in some cases only"),
    ],
)
def test_what_a_proof_found_is_said_in_words(truths, said):
    assert certainty(truths) == said


def test_every_reason_for_an_option_has_words():
    assert set(REASONS) == set(Strategy)
