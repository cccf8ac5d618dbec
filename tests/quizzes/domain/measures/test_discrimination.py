from random import Random
from statistics import correlation

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quizzes.domain.measures import Discrimination, Standing, discrimination
from tests.quizzes.domain.measures.simulated import chance

TRIES = st.lists(st.tuples(st.booleans(), st.integers(0, 9).map(lambda right: right / 9)), max_size=40)


def defined(tries):
    return len({mark for mark, _ in tries}) == 2 and len({rest for _, rest in tries}) > 1


def test_a_question_is_held_against_the_score_on_the_others():
    found = discrimination([(True, 0.9), (True, 0.7), (False, 0.7), (False, 0.5)])

    assert (round(found.value, 3), found.n) == (0.707, 4)


@pytest.mark.parametrize(
    "tries",
    [[], [(True, 0.2), (True, 0.9)], [(False, 0.2), (False, 0.9)], [(True, 0.1), (False, 0.1)]],
    ids=["nobody", "all right", "all wrong", "rests all equal"],
)
def test_where_nothing_varies_there_is_no_figure(tries):
    found = discrimination(tries)

    assert found == Discrimination(None, len(tries))
    assert (found.is_shown, found.limits, found.standing) == (False, None, None)


# The rows of the research note on small samples.
@pytest.mark.parametrize(
    ("n", "limits"), [(30, (-0.07, 0.60)), (50, (0.02, 0.53)), (100, (0.11, 0.47)), (200, (0.17, 0.42))]
)
def test_limits_are_fishers(n, limits):
    assert tuple(round(limit, 2) for limit in Discrimination(0.30, n).limits) == limits


def test_limits_at_the_line_for_flags():
    low, high = Discrimination(0.10, 60).limits

    assert (round(low, 2), round(high, 2)) == (-0.16, 0.35)


def test_under_thirty_nothing_is_shown():
    few, enough = Discrimination(0.5, 29), Discrimination(0.5, 30)

    assert (few.is_shown, few.limits, few.standing) == (False, None, None)
    assert (enough.is_shown, enough.standing) == (True, Standing.GOOD)


@pytest.mark.parametrize("value", [1.0, -1.0])
def test_a_perfect_figure_has_no_limits(value):
    assert Discrimination(value, 80).limits is None


@pytest.mark.parametrize(
    ("value", "standing"),
    [
        (0.30, Standing.GOOD),
        (0.20, Standing.WATCH),
        (0.19, Standing.READ),
        (0.0, Standing.READ),
        (-0.01, Standing.CHECK),
    ],
)
def test_bands(value, standing):
    assert Discrimination(value, 60).standing == standing


@given(TRIES)
def test_it_is_pearsons_correlation(tries):
    assume(defined(tries))

    marks, rests = zip(*tries, strict=True)

    assert discrimination(tries).value == pytest.approx(correlation([float(mark) for mark in marks], rests))


@given(TRIES)
def test_a_reversed_key_turns_the_sign(tries):
    assume(defined(tries))

    reversed_key = [(not mark, rest) for mark, rest in tries]

    assert discrimination(reversed_key).value == pytest.approx(-discrimination(tries).value)


@given(TRIES, st.randoms(use_true_random=False))
def test_order_does_not_matter(tries, rng):
    assert discrimination(rng.sample(tries, len(tries))).value == pytest.approx(discrimination(tries).value)


def sitting(rng, students):
    """A question of difficulty 0 among nine others like it."""
    for _ in range(students):
        ability = rng.gauss(0, 1)
        rest = sum(rng.random() < chance(ability) for _ in range(9)) / 9
        yield rng.random() < chance(ability), rest


@pytest.mark.parametrize("n", [30, 60])
@pytest.mark.parametrize("runs", [300, pytest.param(3000, marks=pytest.mark.full)])
def test_limits_hold_the_true_figure_as_often_as_they_say(n, runs):
    rng = Random(n)
    truth = discrimination(sitting(rng, 100_000 if runs > 300 else 30_000)).value

    found = [discrimination(sitting(rng, n)).limits for _ in range(runs)]

    assert 0.90 <= sum(low <= truth <= high for low, high in found) / runs <= 0.98
