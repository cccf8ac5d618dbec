import random
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essays.domain.difference import Kind, Piece, difference

WORDS = [f"word{number}" for number in range(600)]
PROSE = st.text(alphabet="ab \n.\r\t", max_size=80)


def same(text):
    return Piece(Kind.SAME, text)


def removed(text):
    return Piece(Kind.REMOVED, text)


def added(text):
    return Piece(Kind.ADDED, text)


def joined(pieces, *kinds):
    return "".join(piece.text for piece in pieces if piece.kind in kinds)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", ()),
        ("It costs more.", "It costs more.", (same("It costs more."),)),
        ("", "New words", (added("New words"),)),
        ("Old words", "", (removed("Old words"),)),
        ("a red car", "a blue car", (same("a"), removed(" red"), added(" blue"), same(" car"))),
        ("It sells.\n", "It sells. It pays.\n", (same("It sells."), added(" It pays."), same("\n"))),
        ("It sells", "Now It sells", (added("Now "), same("It sells"))),
        ("Now It sells", "It sells", (removed("Now "), same("It sells"))),
        ("cheap, so sold", "cheap so sold", (removed("cheap,"), added("cheap"), same(" so sold"))),
        ("One. Two.", "One.\n\nTwo.", (same("One."), removed(" "), added("\n\n"), same("Two."))),
        ("end ", "end", (same("end"), removed(" "))),
        ("two  spaces", "two spaces", (same("two"), removed("  "), added(" "), same("spaces"))),
    ],
)
def test_differences_are_whole_words(before, after, expected):
    assert difference(before, after) == expected


def test_a_short_word_between_two_replacements_is_replaced_with_them():
    assert difference("He sold the car", "She bought the house") == (
        removed("He sold the car"),
        added("She bought the house"),
    )


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            "He sold cola cars",
            "She bought cola houses",
            (removed("He sold"), added("She bought"), same(" cola"), removed(" cars"), added(" houses")),
        ),
        ("the car", "the house", (same("the"), removed(" car"), added(" house"))),
        ("old the car", "the house", (removed("old "), same("the"), removed(" car"), added(" house"))),
    ],
)
def test_other_words_between_changes_stay(before, after, expected):
    assert difference(before, after) == expected


def test_a_moved_sentence_leaves_the_longer_part_in_place():
    before, after = "Flow is cheap. Job production makes one.", "Job production makes one. Flow is cheap."

    pieces = difference(before, after)

    assert pieces == (removed("Flow is cheap. "), same("Job production makes one."), added(" Flow is cheap."))


@given(st.text(max_size=120), st.text(max_size=120))
def test_both_texts_can_be_read_from_the_pieces(before, after):
    pieces = difference(before, after)

    assert joined(pieces, Kind.SAME, Kind.REMOVED) == before
    assert joined(pieces, Kind.SAME, Kind.ADDED) == after


@given(PROSE, PROSE)
def test_pieces_are_as_few_as_they_can_be(before, after):
    pieces = difference(before, after)

    assert all(piece.text for piece in pieces)
    assert all(one.kind is not other.kind for one, other in pairwise(pieces))
    assert not any((one.kind, other.kind) == (Kind.ADDED, Kind.REMOVED) for one, other in pairwise(pieces))


@given(PROSE)
def test_a_text_does_not_differ_from_itself(text):
    assert joined(difference(text, text), Kind.REMOVED, Kind.ADDED) == ""


def every_fifth_changed(words):
    return [word if place % 5 else f"changed{place}" for place, word in enumerate(words)]


def unlike(rng):
    return rng.choices(WORDS, k=3000), rng.choices(WORDS, k=3000)


def edited(rng):
    words = [f"{word}{place}" for place, word in enumerate(rng.choices(WORDS, k=3000))]
    return words, every_fifth_changed(words)


def two_words_alone(rng):
    return rng.choices("ab", k=3000), rng.choices("ab", k=3000)


@pytest.mark.parametrize("pair", [unlike, edited, two_words_alone])
def test_three_thousand_words_take_less_than_a_second(pair):
    before, after = (" ".join(words) for words in pair(random.Random(5)))

    started = time.process_time()
    pieces = difference(before, after)
    taken = time.process_time() - started

    assert joined(pieces, Kind.SAME, Kind.REMOVED) == before
    assert taken < 1


def test_an_essay_pasted_twice_is_compared_in_less_than_a_second():
    words = [f"word{place}" for place in range(750)] * 2
    before, after = " ".join(words), " ".join(every_fifth_changed(words))

    started = time.process_time()
    pieces = difference(before, after)
    taken = time.process_time() - started

    assert joined(pieces, Kind.SAME, Kind.ADDED) == after
    assert taken < 1


def test_what_was_not_edited_is_found_in_a_text_edited_everywhere():
    before, after = edited(random.Random(5))

    pieces = difference(" ".join(before), " ".join(after))

    assert len(joined(pieces, Kind.SAME).split()) == 2400
