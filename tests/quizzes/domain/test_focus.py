import pytest

from quizzes.domain.focus import EVERYTHING, Focus, NothingToAsk, on_both, on_cells, on_dimension, on_method, on_missed
from tests.quizzes.domain.facts import four_methods

FACTS = four_methods()
METHOD, DIMENSION = FACTS.methods[0], FACTS.dimensions[0]


def test_everything_is_taken_without_a_focus():
    assert EVERYTHING.takes("job", "UC")


@pytest.mark.parametrize(
    ("pairs", "method", "dimension", "taken"),
    [
        ((("job", ""),), "job", "UC", True),
        ((("job", ""),), "flow", "UC", False),
        ((("", "UC"),), "flow", "UC", True),
        ((("", "UC"),), "flow", "VOL", False),
        ((("job", "UC"), ("flow", "VOL")), "flow", "VOL", True),
        ((("job", "UC"), ("flow", "VOL")), "job", "VOL", False),
    ],
)
def test_a_pair_takes_what_it_names(pairs, method, dimension, taken):
    assert Focus("x", pairs).takes(method, dimension) is taken


def test_a_focus_says_what_it_is_about():
    assert on_method(FACTS, METHOD.slug) == Focus(METHOD.name[0].lower() + METHOD.name[1:], ((METHOD.slug, ""),))
    assert on_dimension(FACTS, DIMENSION.code).pairs == (("", DIMENSION.code),)
    assert on_both(FACTS, METHOD.slug, DIMENSION.code).pairs == ((METHOD.slug, DIMENSION.code),)
    cell = (METHOD.slug, DIMENSION.code)
    assert on_cells(FACTS, [cell, cell]) == Focus("gaps behind an essay", (cell,))
    assert on_missed([("job", "UC"), ("", ""), ("job", "UC")]) == Focus("what you missed", (("job", "UC"),))


@pytest.mark.parametrize(
    "ask", [lambda: on_method(FACTS, "x"), lambda: on_dimension(FACTS, "x"), lambda: on_missed([])]
)
def test_what_the_notes_do_not_know_cannot_be_asked(ask):
    with pytest.raises(NothingToAsk):
        ask()
