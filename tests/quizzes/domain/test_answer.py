from itertools import permutations
from typing import NamedTuple

from quizzes.domain.answer import standing


class Kept(NamedTuple):
    pk: int
    position: int
    window: int
    sequence: int


def test_the_highest_window_and_sequence_stands_in_any_order_of_arrival():
    first, second, reopened, elsewhere = Kept(1, 1, 1, 1), Kept(2, 1, 1, 9), Kept(3, 1, 2, 1), Kept(4, 2, 1, 1)

    outcomes = [standing(order) for order in permutations((first, second, reopened, elsewhere))]

    assert outcomes == [{1: reopened, 2: elsewhere}] * 24


def test_of_two_with_the_same_number_the_later_arrival_stands():
    assert standing([Kept(2, 1, 1, 1), Kept(1, 1, 1, 1)]) == {1: Kept(2, 1, 1, 1)}


def test_no_answers_no_standing():
    assert standing([]) == {}
