from random import Random

import pytest

from opsmethods.domain.facts import Wording
from quizzes.domain.item import BadItem
from quizzes.domain.item_models import ITEM_MODELS
from quizzes.domain.wording import (
    PLACEHOLDER,
    closed,
    explained,
    filled,
    listed,
    mark_of,
    mid_sentence,
    opened,
    quoted,
    stem_of,
    wordings_of,
)
from tests.quizzes.domain.facts import four_methods, shipped_facts

SHIPPED = shipped_facts()
FEWEST_WAYS = 3


def test_wordings_are_those_of_the_model():
    assert wordings_of(four_methods(), "IM03") == ("{example} Which {noun} is being used?",)


def test_stem_is_one_of_the_wordings_with_its_words():
    facts = four_methods(wordings=(Wording("IM03", "a", "{example}; which {noun} is it?"),))

    assert stem_of(facts, "IM03", {"example": "bread"}, rng=Random(1)) == "Bread; which method is it?"


def test_unknown_placeholder_is_a_bad_item():
    with pytest.raises(BadItem, match=r"nothing to put for \{price\} in 'At \{price\}\?'"):
        filled("At {price}?", {"noun": "method"})


def test_braces_in_the_words_are_left_alone():
    assert filled("{a} and {b}", {"a": "{b}", "b": "c"}) == "{b} and c"


@pytest.mark.parametrize(("text", "result"), [("one thing", "One thing"), ("", "")])
def test_opened_begins_with_a_capital(text, result):
    assert opened(text) == result


@pytest.mark.parametrize(("text", "result"), [("one", "One."), ("One.", "One."), ("so?", "So?")])
def test_closed_is_a_sentence(text, result):
    assert closed(text) == result


def test_explained_keeps_as_many_sentences_as_fit():
    assert explained("one " * 29 + "end", "two " * 29 + "end", "three") == (
        "One " + "one " * 28 + "end. Two " + "two " * 28 + "end."
    )


def test_explained_always_keeps_the_first_sentence():
    assert explained("word " * 70 + "end", "more") == "Word " + "word " * 69 + "end."


@pytest.mark.parametrize(
    ("name", "result"),
    [
        ("Job production", "job production"),
        ("Just-in-time (JIT)", "just-in-time (JIT)"),
        ("Computer-integrated manufacturing (CIM)", "computer-integrated manufacturing (CIM)"),
        ("Just-in-Time", "Just-in-Time"),
        ("JIT", "JIT"),
        ("3D printing", "3D printing"),
        ("pull", "pull"),
        ("", ""),
    ],
)
def test_names_lose_their_capital_in_mid_sentence(name, result):
    assert mid_sentence(name) == result


def test_quoted_stands_in_curly_marks():
    assert quoted("robot") == "\N{LEFT DOUBLE QUOTATION MARK}robot\N{RIGHT DOUBLE QUOTATION MARK}"


@pytest.mark.parametrize(("names", "result"), [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
def test_names_are_listed_in_words(names, result):
    assert listed(names) == result


def test_mark_survives_case_spacing_and_punctuation():
    assert mark_of("One thing, at a time.") == mark_of("one  thing at a time")
    assert mark_of("One thing") != mark_of("Two things")


@pytest.mark.parametrize("code", [code for code, model in ITEM_MODELS.items() if model.obstacle(SHIPPED) is None])
def test_whatever_the_shipped_notes_can_ask_is_asked_in_three_ways_or_more(code):
    texts = wordings_of(SHIPPED, code)
    asked = [set(PLACEHOLDER.findall(text)) - {"noun", "nouns"} for text in texts]

    assert len(set(texts)) >= FEWEST_WAYS
    assert asked == [asked[0]] * len(texts)
