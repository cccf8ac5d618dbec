from math import comb
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.domain.measures import Confusion, Pick, Share, confusions
from quizzes.domain.measures.confusion import at_least
from tests.quizzes.domain.measures.simulated import METHODS, PLANTED, class_picks

NAMES = st.lists(st.sampled_from(["", *METHODS]), min_size=1, max_size=4)
PICKS = NAMES.flatmap(
    lambda wrong: st.builds(
        Pick,
        person=st.sampled_from(["sam", "nia"]),
        method=st.sampled_from(METHODS),
        dimension=st.sampled_from(["VOL", ""]),
        wrong=st.just(tuple(wrong)),
        taken_for=st.sampled_from([*wrong, None]),
    )
)


def cell(**changes):
    usual = {
        "method": "job",
        "taken_for": "mass",
        "dimension": "OPEN",
        "offered": 30,
        "chosen": 16,
        "wrong": 20,
        "even": 20 / 3,
        "people": 16,
        "prior": 10.0,
        "cells": 72,
    }
    return Confusion(**(usual | changes))


def test_choices_are_counted_for_the_times_of_being_offered():
    picks = [
        Pick("sam", "job", "VOL", ("mass", "flow"), "mass"),
        Pick("sam", "job", "VOL", ("mass", "flow"), "mass"),
        Pick("nia", "job", "VOL", ("mass", "batch", ""), ""),
        Pick("nia", "job", "VOL", ("mass", "flow"), None),
    ]

    counts = {
        (found.method, found.taken_for, found.dimension): (
            found.uptake,
            found.wrong,
            round(found.even, 2),
            found.people,
        )
        for found in confusions(picks)
    }

    assert counts == {
        ("job", "mass", "VOL"): (Share(2, 4), 3, 1.33, 1),
        ("job", "flow", "VOL"): (Share(0, 3), 2, 1.0, 0),
        ("job", "batch", "VOL"): (Share(0, 1), 1, 0.33, 0),
    }


def test_two_wrong_options_of_one_method_are_two_chances():
    (found,) = confusions([Pick("sam", "job", "VOL", ("mass", "mass", ""), "mass")])

    assert (found.uptake, round(found.even, 2)) == (Share(1, 1), 0.67)


def test_a_method_is_not_taken_for_itself():
    assert confusions([Pick("sam", "job", "VOL", ("job", ""), "job")]) == ()


def test_nobody_can_choose_what_was_not_offered():
    with pytest.raises(ValueError, match="flow was not offered"):
        confusions([Pick("sam", "job", "VOL", ("mass",), "flow")])


def test_shrinkage_worked_by_hand():
    assert round(cell().shrunk, 2) == 0.43
    assert cell(wrong=0, chosen=0, even=0.0).shrunk == 0


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({}, True),
        ({"chosen": 11}, False),
        ({"chosen": 11, "cells": 1}, True),
        ({"offered": 9, "wrong": 9, "chosen": 9, "even": 3.0}, False),
        ({"offered": 10, "wrong": 10, "chosen": 10, "even": 10 / 3}, True),
        ({"chosen": 0, "wrong": 0, "even": 0.0}, False),
        ({"chosen": 30, "wrong": 30, "even": 30.0}, False),
    ],
    ids=["clear", "not clear among 72", "clear alone", "nine offers", "ten offers", "never wrong", "only wrong option"],
)
def test_a_cell_is_shown_from_ten_offers_if_guessing_would_not_do_it(changes, shown):
    assert cell(**changes).is_shown is shown


def test_tails_worked_by_hand():
    assert at_least(2, 3, 0.5) == pytest.approx(0.5)
    assert (at_least(0, 3, 0.5), at_least(1, 3, 1.0)) == (1.0, 1.0)
    assert round(at_least(16, 20, 1 / 3), 5) == 0.00003
    assert round(at_least(11, 20, 1 / 3), 2) == 0.04


@given(st.integers(0, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.floats(0.05, 0.95))
def test_tails_are_exact(counted, chance):
    successes, n = counted
    exact = sum(comb(n, k) * chance**k * (1 - chance) ** (n - k) for k in range(successes, n + 1))

    assert at_least(successes, n, chance) == pytest.approx(exact, rel=1e-9, abs=1e-15)


@given(st.lists(PICKS))
def test_cells_add_up_in_any_order(picks):
    found = confusions(picks)

    chosen = sum(pick.taken_for not in (None, "", pick.method) for pick in picks)
    assert sum(one.chosen for one in found) == chosen
    assert all(one.chosen <= one.wrong <= one.offered and 0 <= one.shrunk <= 1 for one in found)
    assert [one.uptake for one in confusions(reversed(picks))] == [one.uptake for one in found]


RUNS = [40, pytest.param(1000, marks=pytest.mark.full)]


@pytest.mark.parametrize("runs", RUNS)
def test_one_planted_confusion_is_the_top_cell_of_a_class_of_thirty(runs):
    tables = (confusions(class_picks(Random(seed), students=30, known=0.6, confused=0.6)) for seed in range(runs))

    tops = [(top.method, top.taken_for, top.dimension, top.is_shown) for top, *_ in tables]

    assert tops.count((*PLANTED, True)) / runs >= 0.95


@pytest.mark.parametrize("runs", RUNS)
@pytest.mark.parametrize("known", [0, 0.6])
def test_guessers_show_no_confusion(runs, known):
    tables = (confusions(class_picks(Random(seed), students=30, known=known)) for seed in range(runs))

    assert sum(not table[0].is_shown for table in tables) / runs >= 0.95


def test_shrinkage_draws_guessers_to_an_even_spread():
    table = confusions(class_picks(Random(1), students=30, known=0))

    assert max(one.shrunk for one in table) < 0.35 < max(one.uptake.value for one in table)
