import pytest

from quizzes.domain.counting import difficulty_words, discrimination_words, idle_words, uptake_words
from quizzes.domain.counting.telling import ORIGINS
from quizzes.domain.item import Strategy
from quizzes.domain.measures import Discrimination


@pytest.mark.parametrize(
    ("value", "n", "words"),
    [
        (0.31, 29, "not enough yet"),
        (None, 90, "not enough yet"),
        (0.31, 45, "0.31 of 45 (0.02 to 0.55), uncertain: good"),
        (-0.05, 100, "-0.05 of 100 (-0.24 to 0.15): check the key first"),
        (1.0, 60, "1.00 of 60: good"),
    ],
)
def test_discrimination_in_words(value, n, words):
    assert discrimination_words(Discrimination(value, n)) == words


@pytest.mark.parametrize(("n", "words"), [(9, "not enough yet"), (10, "50% of 10 (29% to 71%), nightly fit")])
def test_difficulty_in_words_is_a_share(n, words):
    assert difficulty_words(0.0, limits=(-1.0, 1.0), n=n, method="nightly fit") == words


def test_uptake_in_words():
    uptake = {"v": [0, 3], "10*v": [1, 20], "DS1": [6, 20]}

    assert uptake_words(uptake) == (
        "a method near by: 30% of 20 (15% to 52%), early",
        "10*v: 5% of 20 (1% to 24%), early",
        "v: not enough yet",
    )


def test_options_that_hardly_anybody_chooses():
    assert idle_words({"DS6": [1, 80], "DS1": [20, 80], "v": [0, 59]}) == ("a slip in the sum: 1 of 80",)


def test_every_origin_of_a_wrong_option_has_words():
    assert set(ORIGINS) == set(Strategy) - {Strategy.NONE}
