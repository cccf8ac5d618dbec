import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsmethods.domain.drawing import LEADING, STRONG, Arrow, Label, block, width_of, wrapped

WORDS = st.lists(st.text("abiMW", min_size=1, max_size=30), min_size=1, max_size=6).map(" ".join)


def test_text_is_broken_where_it_is_full():
    assert wrapped("Client places the order", width=100, size=14) == ("Client", "places the", "order")
    assert wrapped("Client places the order", width=400, size=14) == ("Client places the order",)


def test_a_word_too_wide_by_itself_is_broken_with_a_hyphen():
    assert wrapped("internationalisation", width=110, size=14) == ("international-", "isation")


def test_no_letter_is_left_alone():
    width = width_of("production", size=14) - 1

    assert wrapped("production", width=width, size=14) == ("product-", "ion")


@given(WORDS, st.integers(60, 300))
def test_no_line_is_wider_than_its_room(text, width):
    lines = wrapped(text, width=width, size=14)

    assert max(width_of(line, size=14) for line in lines) <= width
    assert "".join(lines).replace("-", "").replace(" ", "") == text.replace(" ", "")


def test_where_not_even_a_letter_fits_letters_stand_alone():
    assert wrapped("abc", width=1, size=14) == ("a-", "b-", "c")


def test_letters_of_other_scripts_are_wide():
    assert width_of("生产", size=100) == 212


def test_a_block_goes_down_line_by_line():
    lines = block("Client places the order", x=5, y=20, width=100, kind=STRONG)

    assert [(line.x, line.y) for line in lines] == [(5, 20), (5, 20 + LEADING), (5, 20 + 2 * LEADING)]


@pytest.mark.parametrize(("anchor", "left"), [("start", 100), ("middle", 87), ("end", 73)])
def test_a_label_knows_where_it_begins(anchor, left):
    label = Label(100, 0, "aaa", STRONG, anchor)

    assert (label.width, label.left) == (27, left)


@pytest.mark.parametrize(
    ("end", "head"),
    [
        ((20, 0), "M13 5L20 0L13 -5"),
        ((-20, 0), "M-13 -5L-20 0L-13 5"),
        ((0, 20), "M5 13L0 20L-5 13"),
        ((0, -20), "M-5 -13L0 -20L5 -13"),
    ],
)
def test_an_arrow_has_its_head_at_its_end(end, head):
    arrow = Arrow(((0, 0), end))

    assert arrow.line == f"M0 0L{end[0]} {end[1]}"
    assert arrow.head == head
