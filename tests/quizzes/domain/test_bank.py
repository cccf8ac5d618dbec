from collections import Counter
from dataclasses import replace

import pytest

from quizzes.domain.bank import (
    Use,
    chi_square,
    idle_distractors,
    keys_are_spread,
    longest_is_telling,
    longest_run,
    near_duplicates,
    repeated_signatures,
    share_of_longest,
)
from tests.quizzes.domain.items import item_of

NAMES = ("Job way", "Batch way", "Flow way", "Blend way")
ASHORE, AFLOAT = "Nine barges unload coal at the pier", "A tailor cuts one coat for a wedding"


def at(*positions, options=4):
    return [item_of(*NAMES[:options], key=position) for position in positions]


def keyed(*lengths, key):
    return item_of(*("word " * (number - 1) + str(place) for place, number in enumerate(lengths)), key=key)


def in_words(signature, stem, *options):
    return replace(item_of(*options, stem=stem), signature=signature)


def test_chi_square_is_that_of_pearson():
    assert chi_square({0: 30, 1: 20}, 2) == 2
    assert chi_square(Counter(), 4) == 0


def test_keys_in_every_place_are_spread():
    assert keys_are_spread(at(*[0, 1, 2, 3] * 50))
    assert keys_are_spread(at(*[0, 1, 2] * 70, options=3))


def test_keys_mostly_in_one_place_are_not():
    """G19, G20: 80 of 200 where 50 are expected is 24 beyond the limit of 11.3."""
    assert not keys_are_spread(at(*[0] * 80, *[1, 2, 3] * 40))


def test_places_are_counted_by_number_of_options():
    assert not keys_are_spread([*at(*[0, 1, 2, 3] * 50), *at(*[2] * 30, options=3)])


@pytest.mark.parametrize(("positions", "longest"), [((1, 1, 1, 0), 3), ((0, 1, 0, 1), 1), ((2, 2, 2, 2), 4), ((), 0)])
def test_run_of_keys_in_one_place_is_counted(positions, longest):
    assert longest_run(at(*positions)) == longest


def test_choosing_the_longest_earns_a_share_of_those_as_long():
    assert [share_of_longest(keyed(6, 4, 5, key=place)) for place in range(3)] == [1, 0, 0]
    assert [share_of_longest(keyed(6, 6, 5, key=place)) for place in range(3)] == [0.5, 0.5, 0]


def test_bank_whose_keys_are_often_the_longest_tells():
    """G05: of 100 questions with four options 25 should have the longest key, and 17 to 33 may."""
    longest, other = keyed(8, 5, 6, 7, key=0), keyed(8, 5, 6, 7, key=1)

    assert [longest_is_telling([longest] * hits + [other] * (100 - hits)) for hits in (16, 17, 33, 34)] == [
        True,
        False,
        False,
        True,
    ]
    assert not longest_is_telling([])


def test_signature_met_twice_is_named():
    items = [in_words(signature, ASHORE, *NAMES) for signature in ("a", "b", "a")]

    assert repeated_signatures(items) == ["a"]
    assert repeated_signatures(items[:2]) == []


def test_questions_in_nearly_the_same_words_are_named():
    items = [
        in_words("a", f"{ASHORE}, so which of these?", *NAMES),
        in_words("b", f"{ASHORE}, so, which of these?", *reversed(NAMES)),
        in_words("c", f"{AFLOAT}, so which of these?", *NAMES),
    ]

    assert near_duplicates(items) == [("a", "b")]


def test_questions_without_words_are_no_duplicates():
    assert near_duplicates([in_words(signature, "...?", "!", "?") for signature in "ab"]) == []


@pytest.mark.parametrize(
    ("chosen", "idle"),
    [
        ((40, 18, 2, 0), [2, 3]),
        ((40, 14, 3, 3), []),
        ((0, 20, 20, 20), []),
        ((59, 0, 0, 0), []),
        ((60, 0, 0, 0), [1, 2, 3]),
    ],
)
def test_wrong_option_that_hardly_anybody_chooses_is_idle(chosen, idle):
    """G40: fewer than five in a hundred, once sixty have answered; the key never."""
    assert idle_distractors(Use(chosen=chosen, key=0)) == idle
