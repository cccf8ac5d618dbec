from math import log
from random import Random
from time import process_time

import pytest

from quizzes.domain.measures import Answered, Difficulty, RaschFit, fit_rasch
from tests.quizzes.domain.measures.simulated import chance, share_within, world


def limits_of(difficulties):
    return {name: difficulty.limits for name, difficulty in difficulties.items()}


def answers_of(item, family, right, n):
    return [Answered(f"s{number}", item, family, number < right) for number in range(n)]


def test_a_question_that_half_get_right_stands_in_the_middle():
    fit = fit_rasch(answers_of("q", "IM01", 2, 4))

    assert (round(fit.items["q"].value, 6), fit.items["q"].n, fit.settled) == (0, 4, True)


def test_two_questions_worked():
    fit = fit_rasch(answers_of("a", "IM01", 15, 20) + answers_of("b", "IM02", 5, 20))

    easy, hard = fit.items["a"], fit.items["b"]
    assert (round(easy.value, 2), round(hard.value, 2)) == (-1.07, 1.07)
    assert [round(limit, 1) for limit in easy.limits] == [-2.4, 0.3]


def test_no_answers_no_difficulties():
    assert fit_rasch([]) == RaschFit({}, {}, 1.0, 0.5, 0, settled=True)


def test_a_question_nobody_answered_takes_after_its_family():
    fit = RaschFit({}, {"IM01": Difficulty(0.5, 0.04, 60)}, 1.0, 0.3, 5, settled=True)

    newcomer = fit.newcomer("IM01")

    assert (newcomer.value, round(newcomer.variance, 2), newcomer.n) == (0.5, 0.13, 0)
    assert [round(limit, 2) for limit in newcomer.limits] == [-0.21, 1.21]
    with pytest.raises(KeyError):
        fit.newcomer("IM99")


def test_a_difficulty_is_shown_from_ten_first_tries():
    assert [Difficulty(0.5, 0.1, n).is_shown for n in (0, 9, 10)] == [False, False, True]


def test_a_difficulty_is_told_as_a_share():
    fit = RaschFit({}, {}, 1.0, 0.3, 5, settled=True)

    assert round(fit.share_right(Difficulty(1.0, 0.1, 50)), 2) == 0.29


def test_a_question_with_few_answers_leans_on_its_family():
    known = [
        Answered(f"s{number}", f"q{place}", "IM01", (number + place) % 4 != 0)
        for number in range(40)
        for place in range(8)
    ]

    fit = fit_rasch([*known, *answers_of("new", "IM01", 0, 2), *answers_of("alone", "IM02", 0, 2)])

    assert fit.items["new"].value < 0 < fit.items["alone"].value
    assert fit.items["new"].variance < fit.items["alone"].variance


def test_all_right_and_all_wrong_have_a_difficulty_all_the_same():
    fit = fit_rasch(answers_of("a", "IM01", 12, 12) + answers_of("b", "IM01", 0, 12))

    assert fit.items["a"].value < -0.5
    assert fit.items["b"].value > 0.5


def test_order_of_answers_does_not_matter():
    planted = world(Random(3), students=30, each=10, families=4, members=5)

    forth, back = fit_rasch(planted.answers), fit_rasch(planted.answers[::-1])

    assert {name: found.value for name, found in forth.items.items()} == pytest.approx(
        {name: found.value for name, found in back.items.items()}, abs=1e-6
    )


SIZES = [
    pytest.param(12, {"students": 30, "each": 20, "families": 10, "members": 3}, id="class"),
    pytest.param(3, {"students": 100, "each": 20, "families": 10, "members": 8}, id="school"),
    pytest.param(60, {"students": 60, "each": 10, "families": 10, "members": 5}, id="classes", marks=pytest.mark.full),
    pytest.param(
        40, {"students": 120, "each": 20, "families": 10, "members": 10}, id="schools", marks=pytest.mark.full
    ),
    pytest.param(20, {"students": 200, "each": 20, "families": 20, "members": 1}, id="fixed", marks=pytest.mark.full),
    pytest.param(8, {"students": 60, "each": 100, "families": 10, "members": 10}, id="term", marks=pytest.mark.full),
    pytest.param(3, {"students": 500, "each": 30, "families": 30, "members": 30}, id="year", marks=pytest.mark.full),
]


@pytest.mark.parametrize(("runs", "size"), SIZES)
def test_planted_difficulties_lie_within_what_is_said(runs, size):
    items, families = [], []
    for seed in range(runs):
        planted = world(Random(seed), **size)

        fit = fit_rasch(planted.answers)

        assert fit.settled
        items.append(share_within(limits_of(fit.items), planted.difficulties))
        families.append(share_within(limits_of(fit.families), planted.families))
    assert 0.90 <= sum(items) / runs <= 0.98
    assert sum(families) / runs >= 0.88


def test_planted_difficulties_are_recovered():
    planted = world(Random(1), students=300, each=20, families=12, members=2)

    fit = fit_rasch(planted.answers)

    errors = [fit.items[item].value - truth for item, truth in planted.difficulties.items()]
    assert (sum(error * error for error in errors) / len(errors)) ** 0.5 < 0.2
    assert 0.85 < fit.spread < 1.15


def test_a_family_foretells_better_than_the_few_answers_of_a_question():
    planted = world(Random(2), students=60, each=10, families=8, members=10)
    fit = fit_rasch(planted.answers)
    right, n = {}, {}
    for answer in planted.answers:
        right[answer.item] = right.get(answer.item, 0) + answer.right
        n[answer.item] = n.get(answer.item, 0) + 1

    told = surprise(planted, {item: fit.share_right(fit.items[item]) for item in n})
    counted = surprise(planted, {item: (right[item] + 0.5) / (n[item] + 1) for item in n})

    assert max(n.values()) < 20
    assert told < counted


def surprise(planted, shares):
    """The log loss over everybody who was not asked."""
    asked = {(answer.person, answer.item) for answer in planted.answers}
    losses = [
        -(truth * log(shares[item]) + (1 - truth) * log(1 - shares[item]))
        for item in shares
        for person, ability in planted.abilities.items()
        if (person, item) not in asked
        for truth in [chance(ability - planted.difficulties[item])]
    ]
    return sum(losses) / len(losses)


@pytest.mark.full
@pytest.mark.alone
def test_two_hundred_thousand_answers_are_fitted_in_a_minute():
    planted = world(Random(1), students=10_000, each=20, families=30, members=60)
    begun = process_time()

    fit = fit_rasch(planted.answers)

    assert fit.settled
    assert process_time() - begun < 60
