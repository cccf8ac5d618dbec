from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essays.domain.text import Sentence, count_words, digest, paragraphs, plain, sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("   \n ", ()),
        ("No end mark", ("No end mark",)),
        ("One. Two! Three?", ("One.", "Two!", "Three?")),
        ("It costs 3.50 in all. Demand falls.", ("It costs 3.50 in all.", "Demand falls.")),
        ("Shoes, e.g. Nike, sell. They do.", ("Shoes, e.g. Nike, sell.", "They do.")),
        ("He said “yes.” Then he left.", ("He said “yes.”", "Then he left.")),
        ("Made in 1990. 300 were sold.", ("Made in 1990.", "300 were sold.")),
        ("It stops. so it costs.", ("It stops. so it costs.",)),
        ("First line\nSecond line", ("First line", "Second line")),
    ],
)
def test_sentences_are_cut_where_a_reader_would(text, expected):
    assert tuple(sentence.text for sentence in sentences(text)) == expected


def test_sentences_are_numbered_through_the_essay():
    assert paragraphs("One. Two.\n\nThree.") == ((Sentence(1, "One."), Sentence(2, "Two.")), (Sentence(3, "Three."),))


@given(st.text(alphabet="aB .!?\n\"'e.g", max_size=200))
def test_sentences_lose_no_word(text):
    parts = [sentence.text for sentence in sentences(text)]

    assert " ".join(parts).split() == text.split()
    assert all(part.strip() for part in parts)


def test_plain_text_has_one_kind_of_line_end():
    assert plain(" a\r\nb\rc \n") == "a\nb\nc"


def test_words_are_what_stands_between_spaces():
    assert count_words("two-hour  flush,\n3 times") == 4


def test_digest_is_sha256_of_utf8():
    assert digest("café") == sha256("café".encode()).hexdigest()
