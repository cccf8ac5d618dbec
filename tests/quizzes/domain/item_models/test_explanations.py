"""What an option's explanation says beside whether it is right."""

from random import Random

import pytest

from opsmethods.domain.banks import CueSpec
from opsmethods.domain.clues import Clue, Setting
from quizzes.domain.generator import built, candidates_of
from quizzes.domain.item import WHY_WORDS
from quizzes.domain.item_models.im15_scenario import _against, _clearest
from tests.quizzes.domain.facts import shipped_facts

FACTS = shipped_facts()
METHODS = {method.slug: method for method in FACTS.methods}
CLEAREST, AGAINST = "The clearest: ", "This fact speaks against it: "


def items_of(code, *, count=30):
    rng = Random(code)
    found = candidates_of(FACTS, code)
    made = [built(FACTS, one, seed=7, position=0) for one in rng.sample(found, min(count, len(found)))]
    return [item for item in made if item is not None]


@pytest.mark.parametrize("code", ["IM02", "IM09", "IM10"])
def test_key_about_a_method_is_explained_by_another_definition_of_it(code):
    for item in items_of(code):
        told = [text for text in METHODS[item.method].definitions if text in item.key.why]

        assert len(told) == 1
        assert told[0] != item.key.text
        assert len(item.key.why.split()) <= WHY_WORDS


def test_key_about_a_term_is_explained_by_a_term_beside_it():
    for item in items_of("IM13"):
        meanings = [term.definition for term in FACTS.terms if term.definition in item.key.why]

        assert item.key.text not in meanings
        assert len(meanings) == 1
        assert meanings[0] in [option.text for option in item.options]


def test_no_meaning_names_the_term_that_is_asked():
    terms = {term.slug: term.term.casefold() for term in FACTS.terms}
    for item in items_of("IM13", count=500):
        asked = terms[item.certificate[0].claim.rpartition(" ")[2]]

        assert not any(asked in option.text.casefold() for option in item.options), item


def test_terms_stand_in_curly_marks():
    assert all(
        option.why.startswith("This is what \N{LEFT DOUBLE QUOTATION MARK}")
        for item in items_of("IM13")
        for option in item.options
    )


def test_fact_of_a_scenario_is_quoted_as_the_stem_tells_it():
    for item in items_of("IM15"):
        for option in item.options:
            quoted = option.why.partition(CLEAREST if option.correct else AGAINST)[2]

            assert quoted.partition(".")[0]
            assert f"{quoted.partition('.')[0]}." in item.stem


def clue(code, own="", **scores):
    return Clue(code, scores, CueSpec(answer=code, texts=(code,), own=own))


def test_clearest_fact_is_the_one_that_tells_the_key_from_the_next():
    """Money speaks as loud for job production, but batch production has little of it too."""
    money, orders = clue("k1", job=3, batch=2, flow=-3), clue("q1", own="job", job=3, batch=-1, flow=-3)

    assert _clearest(Setting((money, orders), ("job", "batch", "flow"), is_hard=False)) == orders


def test_own_clue_of_the_key_is_preferred_to_another_as_clear():
    money, orders = clue("k1", job=3, batch=-1, flow=-3), clue("q1", own="job", job=2, batch=-2, flow=-3)

    assert _clearest(Setting((money, orders), ("job", "batch", "flow"), is_hard=False)) == orders


def test_method_beyond_the_syllabus_takes_nothing_from_a_clue():
    money, orders = clue("k1", job=3, batch=-2, blend=3), clue("q1", own="job", job=2, batch=-2, blend=0)

    assert _clearest(Setting((money, orders), ("job", "batch"), is_hard=False)) == money


def test_fact_against_a_method_is_the_one_that_puts_it_furthest_behind():
    money, orders = clue("k1", job=0, batch=2, flow=-3), clue("q1", own="job", job=3, batch=-1, flow=-3)

    assert _against(Setting((money, orders), ("job", "batch", "flow"), is_hard=False), "batch") == orders
    assert _against(Setting((orders, money), ("job", "batch", "flow"), is_hard=False), "flow") == orders
