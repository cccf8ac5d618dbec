from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.domain.scoring import UnknownOption, interval, mark_response, spoken_score, total
from quizzes.domain.snapshot import snapshot_of
from tests.quizzes.domain.items import item_of

SNAPSHOT = snapshot_of(item_of("Job way", "Batch way", "Flow way", key=1))
POINTS = st.lists(st.sampled_from([Decimal("0.00"), Decimal("1.00")]), max_size=30)


def test_key_earns_a_point_and_nothing_else_does():
    points = [mark_response(SNAPSHOT.body, option) for option in (*SNAPSHOT.option_order, None)]

    assert points == [Decimal("0.00"), Decimal("1.00"), Decimal("0.00"), Decimal("0.00")]


def test_option_may_be_given_as_a_uuid():
    assert mark_response(SNAPSHOT.body, UUID(SNAPSHOT.body["key"])) == Decimal("1.00")


def test_option_of_another_question_is_refused():
    with pytest.raises(UnknownOption):
        mark_response(SNAPSHOT.body, uuid4())


@given(POINTS, st.randoms(use_true_random=False))
def test_total_does_not_depend_on_order(points, rng):
    shuffled = rng.sample(points, len(points))

    assert total(shuffled) == total(points) == points.count(Decimal("1.00"))


# Wilson 95 per cent limits, computed by hand to three places.
@pytest.mark.parametrize(
    ("right", "n", "limits"),
    [
        (7, 10, (0.397, 0.892)),
        (0, 10, (0.0, 0.278)),
        (10, 10, (0.722, 1.0)),
        (1, 1, (0.207, 1.0)),
        (50, 100, (0.404, 0.596)),
    ],
)
def test_interval_is_wilsons(right, n, limits):
    assert tuple(round(limit, 3) for limit in interval(right, n)) == limits


@given(st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_interval_holds_the_share_seen(score):
    right, n = score

    low, high = interval(right, n)

    assert 0 <= low <= right / n <= high <= 1


@pytest.mark.parametrize(("right", "n"), [(0, 0), (3, 2), (-1, 5)])
def test_no_score_has_no_interval(right, n):
    with pytest.raises(ValueError, match="is no score"):
        interval(right, n)


@pytest.mark.parametrize(
    ("right", "n", "words"),
    [
        (7, 10, "7 of 10 right (could be anywhere from 4 to 9 of 10 on similar questions)"),
        (10, 10, "10 of 10 right (could be anywhere from 7 to 10 of 10 on similar questions)"),
        (0, 5, "0 of 5 right (could be anywhere from 0 to 2 of 5 on similar questions)"),
    ],
)
def test_score_is_spoken_in_counts(right, n, words):
    assert spoken_score(right, n) == words
