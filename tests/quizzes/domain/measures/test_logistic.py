from math import exp, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.domain.measures.logistic import around, log_miss, logistic, share_right, softening


def test_worked_numbers():
    assert [round(logistic(gap), 3) for gap in (-1, 0, 1, 2)] == [0.269, 0.5, 0.731, 0.881]
    assert round(log_miss(1), 3) == -1.313
    assert round(softening(1), 3) == 0.876
    assert round(share_right(1, 1), 2) == 0.29
    assert [round(limit, 2) for limit in around(0.5, 0.04)] == [0.11, 0.89]


@given(st.floats(-700, 700))
def test_right_and_wrong_make_one(gap):
    assert logistic(gap) + logistic(-gap) == pytest.approx(1)


@given(st.floats(-20, 20))
def test_the_logarithm_of_a_miss(gap):
    assert log_miss(gap) == pytest.approx(log(logistic(-gap)))


def test_far_from_the_middle_nothing_overflows():
    assert (logistic(-1e4), logistic(1e4), log_miss(1e4), log_miss(-1e4)) == (0.0, 1.0, -1e4, 0.0)


@given(st.floats(-3, 3), st.floats(0.1, 1))
def test_the_share_right_is_close_to_the_exact_integral(difficulty, spread):
    points = [step / 50 for step in range(-300, 301)]
    weights = [exp(-point * point / 2) for point in points]
    exact = sum(
        weight * logistic(spread * point - difficulty) for point, weight in zip(points, weights, strict=True)
    ) / sum(weights)

    assert share_right(difficulty, spread) == pytest.approx(exact, abs=0.01)
