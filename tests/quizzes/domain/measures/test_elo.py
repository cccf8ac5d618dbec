from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.domain.measures import Rating, Ratings, rate, ratings_of
from tests.quizzes.domain.measures.simulated import share_within, world

RATINGS = st.builds(Rating, st.floats(-4, 4), st.floats(0.01, 1), st.integers(0, 50))


def test_a_first_answer_worked_by_hand():
    family, person = rate(Rating(), Rating(), right=True)

    assert (round(family.value, 3), round(family.variance, 3), family.n) == (-0.367, 0.839, 1)
    assert (round(person.value, 3), round(person.variance, 3), person.n) == (0.367, 0.842, 1)


def test_limits_of_somebody_new():
    assert tuple(round(limit, 2) for limit in Rating().limits) == (-2.23, 2.23)


@given(RATINGS, RATINGS, st.booleans())
def test_an_answer_moves_both_sides_apart_and_a_question_becomes_better_known(family, person, right):
    harder, abler = rate(family, person, right=right)

    assert (harder.value < family.value) is right
    assert (abler.value > person.value) is right
    assert harder.variance < family.variance
    assert (harder.n, abler.n) == (family.n + 1, person.n + 1)


@given(RATINGS, RATINGS)
def test_a_surprise_moves_more(family, person):
    weaker = Rating(person.value - 1, person.variance)

    expected, _ = rate(family, person, right=True)
    surprising, _ = rate(family, weaker, right=True)

    assert abs(surprising.value - family.value) / surprising.variance > (
        abs(expected.value - family.value) / expected.variance
    )


def test_a_recount_gives_what_single_answers_gave():
    once, sam = rate(Rating(), Rating(), right=True)
    twice, nia = rate(once, Rating(), right=False)
    other, sam = rate(Rating(), sam, right=False)

    assert ratings_of([("IM01", "sam", True), ("IM01", "nia", False), ("IM02", "sam", False)]) == Ratings(
        families={"IM01": twice, "IM02": other}, people={"sam": sam, "nia": nia}
    )


def test_doubt_about_people_never_goes_away():
    answers = [("easy", "sam", bool(number % 2)) for number in range(3000)]

    assert ratings_of(answers).people["sam"].variance > 0.05


SIZES = [
    pytest.param(40, {"students": 60, "each": 10, "families": 20}, id="class"),
    pytest.param(10, {"students": 200, "each": 20, "families": 30}, id="school"),
    pytest.param(60, {"students": 200, "each": 20, "families": 30}, id="schools", marks=pytest.mark.full),
    pytest.param(30, {"students": 500, "each": 30, "families": 30}, id="year", marks=pytest.mark.full),
    pytest.param(10, {"students": 2000, "each": 20, "families": 30}, id="years", marks=pytest.mark.full),
]


@pytest.mark.parametrize(("runs", "size"), SIZES)
def test_planted_difficulties_lie_within_what_is_said(runs, size):
    shares, ranked = [], []
    for seed in range(runs):
        planted = world(Random(seed), members=1, kinship=0, **size)

        ratings = ratings_of((answer.family, answer.person, answer.right) for answer in planted.answers)

        limits = {name: rating.limits for name, rating in ratings.families.items()}
        shares.append(share_within(limits, planted.families))
        easiest, hardest = (pick(planted.families, key=planted.families.get) for pick in (min, max))
        ranked.append(ratings.families[easiest].value < ratings.families[hardest].value)
    assert 0.90 <= sum(shares) / runs <= 0.98
    assert all(ranked)


def test_planted_abilities_lie_within_what_is_said():
    planted = world(Random(5), students=400, each=20, families=30, members=1, kinship=0)

    ratings = ratings_of((answer.family, answer.person, answer.right) for answer in planted.answers)

    # People who stand still are held more often than 95 per cent, since room is left for learning.
    limits = {name: rating.limits for name, rating in ratings.people.items()}
    assert share_within(limits, planted.abilities) >= 0.93
