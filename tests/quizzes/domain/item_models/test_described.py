"""IM01, IM03 and IM08: a description without a name, methods as options."""

from dataclasses import replace

import pytest

from opsmethods.domain.facts import ExampleFact
from quizzes.domain.guards import refusals
from quizzes.domain.item import Option, Strategy
from quizzes.domain.item_models import ITEM_MODELS
from tests.quizzes.domain.facts import (
    WORDINGS,
    four_methods,
    made_cells,
    made_contrasts,
    made_method,
    three_strategies,
)

CODES = pytest.mark.parametrize("code", ["IM01", "IM03", "IM08"])
FACTS = three_strategies(wordings=(WORDINGS[0], WORDINGS[2], WORDINGS[6]))
EIGHT = tuple(made_method(slug, slot) for slot, slug in enumerate("abcdefgh", start=1))


def candidates(code, facts):
    return list(ITEM_MODELS[code].candidates(facts))


def test_definition_is_explained_by_another_definition():
    item = candidates("IM01", FACTS)[0].build(seed=1, position=0)

    assert item.stem == "Things come about in manner 1 of kind 1. Which strategy is described here?"
    assert item.options[0] == Option(
        "Skim way", True, "This is skim way. Things come about in manner 2 of kind 1.", "skim#definition"
    )
    assert sorted(item.options[1:], key=lambda option: option.text) == [
        Option("Enter way", False, "A case of skim is no case of enter.", "enter#definition"),
        Option("Plus way", False, "A case of skim is no case of plus.", "plus#definition"),
    ]
    assert (item.method, item.methods, item.dimension) == ("skim", ("skim", "enter", "plus"), "")
    assert (item.ao, item.bloom, item.difficulty) == ("AO1", "remember", 2)


def test_only_definition_is_not_repeated_as_its_own_explanation():
    method = replace(FACTS.methods[0], definitions=("Dear at first.",))

    item = candidates("IM01", replace(FACTS, methods=(method, *FACTS.methods[1:])))[0].build(seed=1, position=0)

    assert item.key.why == "This is skim way."


def test_example_is_explained_by_its_own_clue():
    item = candidates("IM03", FACTS)[0].build(seed=1, position=1)

    assert item.stem == f"{FACTS.examples[0].text} Which strategy is being used?"
    assert item.options[1] == Option("Skim way", True, "Clue 1.", "skim#examples")
    assert (item.signature, item.ao, item.bloom, item.difficulty) == ("IM03:skim:S1", "AO1", "understand", 2)


def test_conjunction_takes_both_phrases_from_one_method():
    found = candidates("IM08", FACTS)
    item = found[0].build(seed=1, position=2)

    assert len(found) == 3 * 3 * 3
    assert item.stem == (
        "About 110 pieces leave the shop, and piece 1 looks like its neighbour 1. Which strategy fits both facts?"
    )
    assert item.options[2] == Option(
        "Skim way", True, "Skim way fits both facts. Things come about in manner 1 of kind 1.", "skim#definition"
    )
    assert (item.ao, item.bloom, item.difficulty) == ("AO1", "understand", 3)


def test_one_feature_may_fit_two_methods_if_the_other_does_not():
    shared = tuple(replace(method, outputs=("they sell a lot",)) for method in FACTS.methods)
    facts = replace(FACTS, methods=shared)

    item = candidates("IM08", facts)[0].build(seed=1, position=0)

    assert refusals(item, facts) == ()


@CODES
def test_description_that_fits_two_methods_is_refused(code):
    first, second, third = FACTS.methods
    twin = replace(second, definitions=first.definitions, outputs=first.outputs, sequences=first.sequences)
    examples = (*FACTS.examples, ExampleFact("X1", "enter", FACTS.examples[0].text, "Clue."))
    facts = replace(FACTS, methods=(first, twin, third), examples=examples)

    item = candidates(code, facts)[0].build(seed=1, position=0)

    assert "G01: more than one option can be right" in refusals(item, facts)


@CODES
def test_description_uses_up_its_words(code):
    first, *rest = candidates(code, FACTS)

    assert len(first.uses) == len(first.ask.parts) - 1
    assert not any(one.uses == first.uses for one in rest)


@CODES
@pytest.mark.parametrize("count", range(2, 9))
def test_all_methods_are_options_up_to_four(code, count):
    methods = EIGHT[:count]
    slugs = tuple(method.slug for method in methods)
    examples = tuple(ExampleFact("X", slug, f"Firm {slug}.", "Clue.") for slug in slugs)
    facts = four_methods(methods=methods, contrasts=made_contrasts(slugs), examples=examples)

    found = candidates(code, facts)

    assert {one.option_count for one in found} == {min(count, 4)}
    assert {len(one.build(seed=1, position=0).options) for one in found} == {min(count, 4)}


def test_of_many_methods_the_near_ones_are_shown():
    slugs = tuple(method.slug for method in EIGHT)
    near = {"a": (1, 1, 3), "c": (2, 2, 2), "e": (3, 3, 3), "g": (1, 1, 1)}
    levels = {"UC": {slug: near.get(slug, (5, 5, 5)) for slug in slugs}}
    facts = four_methods(methods=EIGHT, contrasts=made_contrasts(slugs), cells=made_cells(levels))

    item = candidates("IM01", facts)[0].build(seed=4, position=0)

    assert item.methods == ("a", "c", "e", "g")
    assert [proof.strategy for proof in item.certificate] == [Strategy.NONE, *[Strategy.NEAR] * 3]


@CODES
def test_method_without_explained_rivals_is_not_asked(code):
    contrasts = {pair: text for pair, text in FACTS.contrasts.items() if pair != ("skim", "plus")}

    found = candidates(code, replace(FACTS, contrasts=contrasts))

    assert {one.ask.method for one in found} == {"enter", "plus"}


@CODES
def test_notes_without_contrasts_are_an_obstacle(code):
    model = ITEM_MODELS[code]

    assert model.obstacle(FACTS) is None
    assert model.obstacle(replace(FACTS, contrasts={})) == f"{model.title}: the notes need {model.needs}."


@CODES
def test_one_method_alone_is_no_question(code):
    assert candidates(code, replace(FACTS, methods=FACTS.methods[:1], examples=FACTS.examples[:1])) == []


def test_editing_the_words_of_a_definition_makes_another_question():
    one, two = (
        candidates(
            "IM01", replace(FACTS, methods=(replace(FACTS.methods[0], definitions=(text,)), *FACTS.methods[1:]))
        )[0]
        for text in ("Dear at first.", "dear, at first")
    )

    assert one.ask.signature == two.ask.signature
