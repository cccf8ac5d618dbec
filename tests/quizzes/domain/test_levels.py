"""G28: at a level whose exam leaves a method out, nothing speaks of it."""

from collections import Counter
from dataclasses import replace
from random import Random

import pytest

from opsmethods.domain.facts import SyllabusFact
from quizzes.domain.audit import first_good
from quizzes.domain.generator import candidates_of, generate_form
from quizzes.domain.item_models import ITEM_MODELS
from quizzes.domain.levels import facts_for
from tests.quizzes.domain.facts import four_methods, second_facts, shipped_facts

SHIPPED = shipped_facts()
O_LEVEL = facts_for(SHIPPED, "O")
CORE = {"job", "batch", "flow"}
PER_MODEL = 25


def texts_of(item):
    yield from (item.stem, *item.methods)
    for option in item.options:
        yield from (option.text, option.why, option.note)


@pytest.mark.parametrize("code", ITEM_MODELS)
def test_no_question_at_o_level_names_mass_customisation(code):
    found, rng = candidates_of(O_LEVEL, code), Random(code)
    made = (
        first_good(O_LEVEL, one, refused=Counter(), rng=rng) for one in rng.sample(found, min(PER_MODEL, len(found)))
    )
    items = [item for item in made if item is not None]

    said = " ".join(text for item in items for text in texts_of(item)).casefold()
    assert items
    assert "mass custom" not in said.replace("-", " ")
    assert {slug for item in items for slug in item.methods} <= CORE


def test_o_level_form_counts_three_methods():
    items = generate_form(O_LEVEL, count=12, seed=1, level="O")

    assert {item.method for item in items} - {""} == CORE
    assert Counter(item.bloom for item in items) == {"remember": 4, "understand": 4, "apply": 3, "analyse": 1}


def test_every_model_has_questions_at_o_level():
    assert [model.code for model in ITEM_MODELS.values() if model.obstacle(O_LEVEL)] == []


@pytest.mark.parametrize("level", ["AS", "A", "", "unknown"])
def test_level_that_asks_for_every_method_keeps_the_facts(level):
    assert facts_for(SHIPPED, level) is SHIPPED


def test_method_of_one_board_is_kept_for_all_at_the_level():
    more = SyllabusFact("other", "O", core=("job", "mass-customisation"), beyond=())
    facts = replace(SHIPPED, syllabuses=(*SHIPPED.syllabuses, more))

    assert facts_for(facts, "O") is facts


def test_topic_without_syllabuses_keeps_its_facts():
    facts = second_facts()

    assert facts_for(facts, "O") is facts


def test_one_method_alone_is_no_level():
    facts = four_methods(syllabuses=(SyllabusFact("board", "O", core=("job",), beyond=("flow",)),))

    assert facts_for(facts, "O") is facts


def test_facts_of_a_level_are_found_once():
    assert facts_for(SHIPPED, "O") is O_LEVEL
