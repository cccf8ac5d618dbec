"""What an item model says of itself before anything is looked for, and that only what is wanted is looked for."""

import pytest

from quizzes.domain.candidate import ItemModel
from quizzes.domain.generator import candidates_of, generate_form
from quizzes.domain.item_models import ITEM_MODELS
from quizzes.domain.shelves import blooms_of, shelves_of
from tests.quizzes.domain.facts import four_methods, fresh_facts, second_facts, shipped_facts

FOUR, SHIPPED, SECOND = four_methods(), shipped_facts(), second_facts()
TOPICS = pytest.mark.parametrize("facts", [FOUR, SHIPPED, SECOND], ids=["four", "shipped", "second"])


@TOPICS
@pytest.mark.parametrize("code", ITEM_MODELS)
def test_questions_are_as_their_model_says(facts, code):
    model = ITEM_MODELS[code]
    asks = [candidate.ask for candidate in candidates_of(facts, code)]

    assert {ask.model for ask in asks} <= {code}
    assert {ask.demand for ask in asks} <= {model.demand}
    assert {ask.method for ask in asks} <= set(model.methods(facts))


@TOPICS
@pytest.mark.parametrize("quotas", [(), ("bloom",), ("dimension",), ("bloom", "difficulty")])
def test_shelves_hold_every_question_once(facts, quotas):
    shelves = shelves_of(facts, ITEM_MODELS.values(), quotas)

    shelved = [candidate.ask.signature for shelf in shelves for candidate in shelf.candidates()]
    there = [candidate.ask.signature for code in ITEM_MODELS for candidate in candidates_of(facts, code)]
    assert sorted(shelved) == sorted(there)


@pytest.mark.parametrize("quotas", [("bloom",), ("dimension", "difficulty")])
def test_shelf_tells_the_values_of_its_questions(quotas):
    for shelf in shelves_of(SHIPPED, ITEM_MODELS.values(), quotas):
        for ask in (candidate.ask for candidate in shelf.candidates()):
            told = {
                "method": ask.method,
                "dimension": ask.dimension,
                "ao": ask.demand.value[0],
                "bloom": ask.demand.value[1],
                "difficulty": str(ask.difficulty),
                "model": ask.model,
            }
            assert {name: shelf.values[name] for name in ("method", "model", "ao", *quotas)} == {
                name: told[name] for name in ("method", "model", "ao", *quotas)
            }


def test_level_of_thinking_is_there_when_a_question_asks_for_it():
    assert blooms_of(FOUR, ITEM_MODELS.values()) == {"remember", "understand", "apply"}
    assert blooms_of(FOUR, [ITEM_MODELS["IM17"]]) == set()


def test_form_looks_only_for_questions_of_the_models_it_wants(monkeypatch):
    """A form of ten from notes never seen before leaves most item models alone."""
    looked_through = set()
    facts = fresh_facts()
    found = ItemModel.candidates

    def watched(model, facts):
        for number, candidate in enumerate(found(model, facts)):
            if number:
                looked_through.add(model.code)
            yield candidate

    monkeypatch.setattr(ItemModel, "candidates", watched)
    generate_form(facts, count=10, seed=1)

    assert 0 < len(looked_through) <= 20


def test_form_is_the_same_whatever_has_been_looked_for_before():
    fresh, known = fresh_facts(), fresh_facts()
    for code in ITEM_MODELS:
        candidates_of(known, code)

    assert generate_form(fresh, count=10, seed=3) == generate_form(known, count=10, seed=3)
