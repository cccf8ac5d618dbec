from math import log
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.domain.reviewing import Bin, Outcome, bins_of, fit_of
from quizzes.domain.scoring import interval

outcomes = st.lists(st.builds(Outcome, predicted=st.floats(0, 1), is_right=st.booleans()), max_size=60)


def test_bin_says_what_was_predicted_and_what_happened():
    told = [Outcome(0.92, is_right=True)] * 7 + [Outcome(0.98, is_right=False)] * 3

    (one,) = bins_of(told)

    assert one == Bin(0.9, 1.0, n=10, predicted=pytest.approx(0.938), right=7, likely=interval(7, 10))
    assert one.observed == 0.7
    assert not one.agrees


def test_prediction_on_an_edge_belongs_to_the_bin_above():
    told = [Outcome(predicted, is_right=True) for predicted in (0.0, 0.5, 0.9, 1.0)]

    assert [(one.low, one.n) for one in bins_of(told)] == [(0.0, 1), (0.5, 1), (0.9, 2)]


@given(told=outcomes)
def test_every_review_is_in_one_bin(told):
    bins = bins_of(told)

    assert sum(one.n for one in bins) == len(told)
    assert sum(one.right for one in bins) == sum(one.is_right for one in told)
    assert all(one.low <= one.predicted <= one.high and one.n > 0 for one in bins)


def test_fit_is_that_of_the_worked_example():
    fit = fit_of([Outcome(0.9, is_right=True), Outcome(0.9, is_right=False)])

    assert (fit.n, fit.brier) == (2, pytest.approx(0.41))
    assert fit.log_loss == pytest.approx((-log(0.9) - log(0.1)) / 2)


def test_prophet_has_no_loss_and_certainty_that_fails_a_finite_one():
    assert fit_of([Outcome(1.0, is_right=True), Outcome(0.0, is_right=False)]).log_loss == pytest.approx(0, abs=2e-6)
    assert fit_of([Outcome(1.0, is_right=False)]).log_loss == pytest.approx(-log(1e-6))


def test_nothing_reviewed_is_nothing_said():
    assert fit_of([]) is None
    assert bins_of([]) == ()


def test_reviews_that_follow_the_prediction_agree_with_it():
    """Of bins of 400 reviews about 19 in 20 hold the prediction, and no constant prediction fits better."""
    rng = Random(1)
    chances = [rng.uniform(0.5, 1) for _ in range(2000)]
    told = [Outcome(chance, is_right=rng.random() < chance) for chance in chances]
    share = sum(one.is_right for one in told) / len(told)

    assert sum(one.agrees for one in bins_of(told)) >= 4
    assert fit_of(told).brier < fit_of([Outcome(share, is_right=one.is_right) for one in told]).brier
