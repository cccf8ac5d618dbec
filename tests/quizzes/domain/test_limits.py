"""What keeps a form to its subject, and what is never asked."""

import pytest

from quizzes.domain.blueprint import InfeasibleForm
from quizzes.domain.focus import Focus, on_dimension, on_method
from quizzes.domain.generator import candidates_of, generate_form
from quizzes.domain.item_models import ITEM_MODELS
from tests.quizzes.domain.facts import second_facts, shipped_facts

SHIPPED, SECOND = shipped_facts(), second_facts()


@pytest.mark.parametrize("seed", range(5))
def test_a_focus_on_a_method_asks_of_it_alone(seed):
    form = generate_form(SHIPPED, count=10, seed=seed, focus=on_method(SHIPPED, "batch"))

    assert ({item.method for item in form}, len(form)) == ({"batch"}, 10)


@pytest.mark.parametrize("code", ["UC", "VOL", "SKL"])
def test_a_focus_on_a_dimension_asks_of_it_alone(code):
    form = generate_form(SHIPPED, count=10, seed=1, focus=on_dimension(SHIPPED, code))

    assert {item.dimension for item in form} == {code}
    assert len(form) >= 3


def test_a_focus_nothing_is_on_is_refused():
    with pytest.raises(InfeasibleForm, match=r"^10 questions were asked for and these notes give 0\."):
        generate_form(SHIPPED, count=10, seed=1, focus=Focus("x", (("no-such-method", ""),)))


def test_what_is_never_asked_is_not_asked_though_nothing_else_is_left():
    first = {item.signature for item in generate_form(SECOND, count=10, seed=1)}

    second = {item.signature for item in generate_form(SECOND, count=10, seed=1, never=first, avoid=first)}
    everything = {one.ask.signature for code in ITEM_MODELS for one in candidates_of(SECOND, code)}

    assert first & second == set()
    with pytest.raises(InfeasibleForm):
        generate_form(SECOND, count=10, seed=1, never=everything)
