from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.domain.measures import Evidence, Share, evidence_of, facility, interval

COUNTS = st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("n", "evidence"),
    [
        (0, Evidence.TOO_FEW),
        (4, Evidence.TOO_FEW),
        (5, Evidence.COUNTS),
        (9, Evidence.COUNTS),
        (10, Evidence.EARLY),
        (29, Evidence.EARLY),
        (30, Evidence.UNCERTAIN),
        (59, Evidence.UNCERTAIN),
        (60, Evidence.ENOUGH),
    ],
)
def test_what_so_many_tries_allow(n, evidence):
    assert (evidence_of(n), Share(0, n).evidence) == (evidence, evidence)


def test_facility_is_the_share_that_were_right():
    assert facility([True, True, False, True]) == Share(3, 4)
    assert facility([True, True, False, True]).value == 0.75
    assert facility(iter([])) == Share(0, 0)


def test_a_share_has_wilsons_limits():
    low, high = Share(14, 20).limits

    assert (Share(14, 20).value, round(low, 2), round(high, 2)) == (0.7, 0.48, 0.85)


def test_of_nothing_nothing_is_said():
    assert (Share(0, 0).value, Share(0, 0).limits, Share(0, 0).words) == (None, None, "not enough yet")


@pytest.mark.parametrize(
    ("count", "n", "words"),
    [
        (4, 4, "not enough yet"),
        (6, 8, "6 of 8"),
        (14, 20, "70% of 20 (48% to 85%), early"),
        (42, 60, "70% of 60 (57% to 80%)"),
    ],
)
def test_a_share_says_no_more_than_its_size_allows(count, n, words):
    assert Share(count, n).words == words


@pytest.mark.parametrize(("count", "n"), [(-1, 3), (4, 3), (1, 0), (0, -1)])
def test_what_is_no_share_is_refused(count, n):
    with pytest.raises(ValueError, match="is no share"):
        Share(count, n)


@given(COUNTS)
def test_wrong_answers_have_the_mirrored_interval(counted):
    count, n = counted

    low, high = Share(count, n).limits

    assert Share(n - count, n).limits == pytest.approx((1 - high, 1 - low))


@given(COUNTS)
def test_ten_times_the_tries_narrow_the_interval(counted):
    count, n = counted
    low, high = Share(count, n).limits
    nearer, further = Share(10 * count, 10 * n).limits

    assert further - nearer < high - low


def coverage(n, p, limits):
    """How often the interval holds p: the exact binomial sum, no sampling."""
    held = (k for k, (low, high) in enumerate(limits) if low <= p <= high)
    return sum(comb(n, k) * p**k * (1 - p) ** (n - k) for k in held)


@pytest.mark.parametrize("n", [8, 15, 30, 200])
def test_wilsons_interval_holds_the_truth_as_often_as_it_says(n):
    limits = [interval(k, n) for k in range(n + 1)]

    covered = [coverage(n, permille / 1000, limits) for permille in range(50, 951)]

    assert 0.93 <= sum(covered) / len(covered) <= 0.98
    assert min(covered) >= 0.89
