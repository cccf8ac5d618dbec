from hypothesis import given
from hypothesis import strategies as st

from opsmethods.domain.snippets import LONGEST, Piece, Span, pieces_of, snippet_of

SHORT = "One line.\nAnother line with a hit.\nA third."
LONG = " ".join(f"Sentence {number} says something about nothing in particular." for number in range(20))


def spans(text: str, *words: str) -> list[Span]:
    """Each first place of a word."""
    return [Span(text.index(word), text.index(word) + len(word), number) for number, word in enumerate(words)]


def joined(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in pieces)


def test_hits_are_pieces_of_their_own():
    text = "The unit cost falls"

    assert pieces_of(text, spans(text, "falls", "unit")) == (
        ("The ", False),
        ("unit", True),
        (" cost ", False),
        ("falls", True),
    )


def test_hits_side_by_side_are_one_piece():
    text = "low unit-cost, unit cost and unit (cost)"
    hits = [Span(start, start + 4, 0) for start in (4, 9, 15, 20, 29, 35)]

    assert [piece.text for piece in pieces_of(text, hits) if piece.is_hit] == ["unit-cost", "unit cost", "unit", "cost"]


def test_hits_that_overlap_are_one_piece():
    assert pieces_of("abcdef", [Span(0, 3, 0), Span(1, 2, 1), Span(2, 5, 2)]) == (("abcde", True), ("f", False))


def test_without_a_hit_the_first_line_is_shown():
    assert snippet_of(SHORT, []).pieces == (("One line.", False),)
    assert snippet_of("", []).pieces == ()


def test_the_line_with_most_words_is_shown_whole():
    found = snippet_of(SHORT, spans(SHORT, "hit", "Another", "One"))

    assert joined(found.pieces) == "Another line with a hit."
    assert (found.cut_before, found.cut_after) == (False, False)


def test_of_lines_with_as_many_words_the_first_is_shown():
    assert joined(snippet_of(SHORT, spans(SHORT, "third", "hit")).pieces) == "Another line with a hit."


def test_of_a_long_line_as_many_sentences_as_there_is_room_for():
    found = snippet_of(LONG, spans(LONG, "Sentence 7"))

    assert joined(found.pieces).startswith("Sentence 7 says")
    assert joined(found.pieces).endswith("particular.")
    assert joined(found.pieces).count("Sentence") == 4
    assert (found.cut_before, found.cut_after) == (True, True)


def test_the_end_of_a_long_line_is_not_cut():
    found = snippet_of(LONG, spans(LONG, "Sentence 19"))

    assert (joined(found.pieces)[:11], found.cut_before, found.cut_after) == ("Sentence 19", True, False)


def test_of_an_endless_sentence_whole_words_around_the_hit():
    text = "word " * 100 + "hit" + " word" * 100
    found = snippet_of(text, spans(text, "hit"))

    assert joined(found.pieces).startswith("word word")
    assert joined(found.pieces).endswith("word word")
    assert 200 < len(joined(found.pieces)) <= LONGEST
    assert (found.cut_before, found.cut_after) == (True, True)


def test_an_endless_sentence_with_an_early_or_a_late_hit():
    early, late = "hit " + "word " * 100, "word " * 100 + "hit"

    assert joined(snippet_of(early, spans(early, "hit")).pieces).startswith("hit word")
    assert joined(snippet_of(late, spans(late, "hit")).pieces).endswith("word hit")
    assert joined(snippet_of("word " * 100, []).pieces).startswith("word word")


def test_an_endless_word_is_cut_anywhere():
    assert len(joined(snippet_of("x" * 1000, []).pieces)) == LONGEST
    assert joined(snippet_of("x" * 1000 + "hit", [Span(1000, 1003, 0)]).pieces) == "hit"


TEXTS = st.text(st.sampled_from("ab .!?\n-é<"), max_size=600) | st.text()


@given(TEXTS, st.data())
def test_any_snippet_is_part_of_one_line(text, data):
    numbers = st.integers(0, len(text))
    places = data.draw(st.lists(st.tuples(numbers, numbers).map(sorted), max_size=6))
    hits = [Span(start, end, number) for number, (start, end) in enumerate(places) if start < end]

    found = snippet_of(text, hits)

    assert joined(pieces_of(text, hits)) == text
    assert any(joined(found.pieces) in line for line in text.split("\n"))
    assert len(joined(found.pieces)) <= LONGEST
    assert all(piece.text for piece in found.pieces)
