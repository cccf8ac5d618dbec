from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.domain.guards import is_blocked
from quizzes.domain.reviewing import (
    Component,
    Kind,
    Question,
    Source,
    UnknownComponent,
    component_from,
    component_of,
    components_of,
    sources_of,
    unseen_item,
)
from tests.quizzes.domain.facts import four_methods


def asked(facts, item):
    return component_of(facts, Question(item.model, item.signature, item.method, item.dimension))


def test_shipped_notes_have_all_dimensions_misconceptions_and_pairs(shipped):
    kinds = Counter(component.kind for component in components_of(shipped))

    assert (kinds[Kind.DIMENSION], kinds[Kind.MISCONCEPTION], kinds[Kind.PAIR]) == (27, 30, 6)
    assert 25 <= kinds[Kind.TERM] <= len(shipped.terms)


def test_components_stand_in_the_order_of_the_notes(shipped):
    kinds = [component.kind for component in components_of(shipped)]
    terms = [component.code for component in components_of(shipped) if component.kind is Kind.TERM]

    assert kinds == sorted(kinds, key=list(Kind).index)
    assert terms == [term.slug for term in shipped.terms if term.slug in terms]


def test_sources_say_which_model_feeds_a_component_and_what_narrows_it(shipped):
    sources = sources_of(shipped, component_from("dimension:CHG"))

    assert Source(model="IM05", method="batch", dimension="CHG", count=1) in sources
    assert {(source.model, source.dimension) for source in sources} == {
        ("IM05", "CHG"),
        ("IM06", "CHG"),
        ("IM20", "CHG"),
    }


def test_misconception_has_one_item_model(shipped):
    assert [source.model for source in sources_of(shipped, component_from("misconception:JM5"))] == ["IM12"]


def test_every_component_gives_a_good_question_of_itself(either):
    for component in components_of(either):
        item = unseen_item(either, component, avoid=(), seed=5)

        assert asked(either, item) == component
        assert not is_blocked(item, either)


@given(seed=st.integers(0, 2**32), place=st.integers(0, 62))
def test_same_seed_gives_the_same_question(shipped, seed, place):
    component = components_of(shipped)[place]
    first, second = (unseen_item(shipped, component, avoid=(), seed=seed) for _ in range(2))

    assert first == second


def test_question_met_before_waits_until_none_is_left(shipped):
    component = component_from("dimension:CHG")
    count = sum(source.count for source in sources_of(shipped, component))
    met: list[str] = []
    for seed in range(count + 1):
        item = unseen_item(shipped, component, avoid=met, seed=seed)
        met.append(item.signature)
        if met.count(item.signature) > 1:
            break

    assert len(set(met)) == len(met) - 1
    assert len(set(met)) >= count - 2


def test_model_met_least_comes_first(shipped):
    """So that a component is soon seen through two models (pairs have thousands of cases and fifty odd ones out)."""
    component = component_from("pair:batch+job")
    met: list[str] = []
    for seed in range(5):
        met.append(unseen_item(shipped, component, avoid=met, seed=seed).signature)

    assert len({signature.split(":")[0] for signature in met}) == 5


def test_what_is_withheld_is_not_asked_even_when_all_else_was_met(shipped):
    component = component_from("misconception:JM5")
    first = unseen_item(shipped, component, avoid=(), seed=1).signature
    withheld = {first}
    while item := unseen_item(shipped, component, avoid=withheld, seed=1, never=withheld):
        assert item.signature not in withheld
        withheld.add(item.signature)

    assert len(withheld) > 1


@pytest.mark.parametrize("ask", [sources_of, lambda facts, one: unseen_item(facts, one, avoid=(), seed=1)])
def test_component_that_cannot_be_asked_is_refused(shipped, ask):
    with pytest.raises(UnknownComponent):
        ask(shipped, Component(Kind.TERM, "steam"))


def test_component_whose_questions_the_guards_refuse_is_left_out():
    bad = four_methods(wordings=tuple(one for one in four_methods().wordings if one.model == "IM01"))
    assert all(component.kind is Kind.PAIR for component in components_of(bad))

    blocked = four_methods(wordings=(type(bad.wordings[0])("IM01", "a", "{nothing} Which?"),))
    assert components_of(blocked) == ()
