from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essays.domain.selection import (
    MarkedPiece,
    NotASelection,
    Selection,
    SelectionMoved,
    check,
    from_utf16,
    marked,
    select,
    sentence_selection,
)
from essays.domain.text import digest, sentences

ESSAY = "Flow is cheap. Job is not.\n\nJob is not. So it “pays.” Then 3.50 more?"
HASH = digest(ESSAY)
CHOSEN = Selection("Job is not.", 15, 26, HASH)
MIXED = st.text(alphabet="aB .!?\n\"'e.g\u2028\x1c😀", max_size=120)


@st.composite
def highlighted(draw):
    text = draw(st.text(max_size=40))
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).filter(lambda pair: pair[0] < pair[1])
    pairs = draw(st.lists(places, max_size=6)) if text else []
    labels = draw(st.lists(st.sampled_from(["C1", "C2", "C3"]), min_size=len(pairs), max_size=len(pairs)))
    return text, [
        (label, select(text, start=start, end=end)) for label, (start, end) in zip(labels, pairs, strict=True)
    ]


def test_a_selection_quotes_its_place():
    assert select(ESSAY, start=15, end=26) == CHOSEN


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 3), (-1, 3), (0, len(ESSAY) + 1)])
def test_a_selection_has_words_of_the_text(start, end):
    with pytest.raises(NotASelection, match="at least one character"):
        select(ESSAY, start=start, end=end)


def test_a_selection_that_stands_is_in_order():
    check(CHOSEN, ESSAY, HASH)


@pytest.mark.parametrize(
    ("selection", "text", "text_hash", "words"),
    [
        (CHOSEN, ESSAY + " More.", digest(ESSAY + " More."), "another version"),
        (CHOSEN, ESSAY[1:], HASH, "no longer stand"),
        (replace(CHOSEN, start=14, end=25), ESSAY, HASH, "no longer stand"),
    ],
)
def test_a_selection_that_moved_says_so(selection, text, text_hash, words):
    with pytest.raises(SelectionMoved, match=words):
        check(selection, text, text_hash)


def test_sentences_that_are_alike_have_places_of_their_own():
    assert sentence_selection(ESSAY, 2) == CHOSEN
    assert sentence_selection(ESSAY, 3) == Selection("Job is not.", 28, 39, HASH)


@pytest.mark.parametrize("number", [0, 6])
def test_a_sentence_that_is_not_there_cannot_be_chosen(number):
    with pytest.raises(NotASelection, match=f"no sentence {number}"):
        sentence_selection(ESSAY, number)


@given(MIXED)
def test_every_sentence_is_found_in_its_order(text):
    chosen = [sentence_selection(text, sentence.number) for sentence in sentences(text)]

    assert [selection.quote for selection in chosen] == [sentence.text for sentence in sentences(text)]
    assert all(one.end <= other.start for one, other in pairwise(chosen))
    assert all(not text[one.end : other.start].strip() for one, other in pairwise(chosen))


@pytest.mark.parametrize(
    ("text", "units", "expected"),
    [
        ("a😀b", (0, 4), (0, 3)),
        ("a😀b", (1, 3), (1, 2)),
        ("a😀b", (3, 4), (2, 3)),
        ("a😀b", (2, 3), (1, 2)),
        ("a😀b", (0, 2), (0, 2)),
        ("👩🏽\u200d🍳 bakes", (8, 13), (5, 10)),
        ("ליאור محمد bake", (11, 15), (11, 15)),
        ("محمد 🍞 ליאור", (8, 13), (7, 12)),
        ("cafe\u0301", (3, 5), (3, 5)),
    ],
)
def test_units_of_a_browser_become_code_points(text, units, expected):
    assert from_utf16(text, *units) == expected


@pytest.mark.parametrize(("start", "end"), [(0, 0), (2, 1), (-1, 1), (0, 5)])
def test_units_outside_the_text_are_refused(start, end):
    with pytest.raises(NotASelection, match="at least one character"):
        from_utf16("a😀b", start, end)


@given(st.text(min_size=1), st.data())
def test_units_and_code_points_say_the_same(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    units = [len(text[:place].encode("utf-16-le")) // 2 for place in (start, end)]

    assert from_utf16(text, *units) == (start, end)


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([], [("abcdef", ())]),
        ([("x", 0, 6)], [("abcdef", ("x",))]),
        ([("x", 1, 3)], [("a", ()), ("bc", ("x",)), ("def", ())]),
        ([("x", 0, 3), ("y", 2, 4)], [("ab", ("x",)), ("c", ("x", "y")), ("d", ("y",)), ("ef", ())]),
        ([("x", 0, 6), ("y", 2, 4)], [("ab", ("x",)), ("cd", ("x", "y")), ("ef", ("x",))]),
        ([("x", 0, 3), ("x", 2, 4)], [("abcd", ("x",)), ("ef", ())]),
        ([("y", 0, 3), ("x", 0, 3)], [("abc", ("y", "x")), ("def", ())]),
    ],
)
def test_highlights_lie_flat(places, expected):
    selections = [(label, select("abcdef", start=start, end=end)) for label, start, end in places]

    assert marked("abcdef", selections) == tuple(MarkedPiece(*piece) for piece in expected)


def test_an_empty_text_has_no_pieces():
    assert marked("", []) == ()


@given(highlighted())
def test_highlighted_pieces_are_the_essay(essay):
    text, selections = essay

    pieces = marked(text, selections)

    assert "".join(piece.text for piece in pieces) == text
    assert all(piece.text for piece in pieces)
    assert all(one.labels != other.labels for one, other in pairwise(pieces))


@given(highlighted())
def test_each_character_has_the_labels_of_the_selections_over_it(essay):
    text, selections = essay

    labels = [set(piece.labels) for piece in marked(text, selections) for _ in piece.text]

    assert labels == [
        {label for label, selection in selections if selection.start <= place < selection.end}
        for place in range(len(text))
    ]
