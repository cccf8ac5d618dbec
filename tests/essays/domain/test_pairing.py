import pytest
from hypothesis import given
from hypothesis import strategies as st

from essays.domain.pairing import merged, paired

OLD = ("Labour is craft work in job.", "Volume is high in flow.", "A set passes each stage together.")
JOB, FLOW, BATCH = OLD
NEW = "Modules are joined with chosen options."
OTHER = "Stock waits between stages."
REWORDED = "Labour is skilled craft work in job."


@pytest.mark.parametrize(
    ("new", "pairs"),
    [
        (OLD, {0: 0, 1: 1, 2: 2}),
        ((NEW, *OLD), {1: 0, 2: 1, 3: 2}),
        ((*OLD, NEW), {0: 0, 1: 1, 2: 2}),
        ((BATCH, JOB, FLOW), {0: 2, 1: 0, 2: 1}),
        ((JOB, BATCH), {0: 0, 1: 2}),
        ((REWORDED, FLOW, BATCH), {0: 0, 1: 1, 2: 2}),
        ((NEW, REWORDED, FLOW, BATCH), {1: 0, 2: 1, 3: 2}),
        ((FLOW, BATCH, REWORDED), {0: 1, 1: 2, 2: 0}),
        ((JOB, NEW, BATCH), {0: 0, 1: 1, 2: 2}),
        ((NEW, JOB, OTHER, BATCH), {1: 0, 2: 1, 3: 2}),
        ((NEW, OTHER), {0: 0, 1: 1}),
        ((), {}),
    ],
)
def test_a_row_is_known_by_its_words_and_then_by_its_place(new, pairs):
    assert paired(OLD, new) == pairs


def test_a_new_list_has_nothing_to_pair():
    assert paired((), OLD) == {}


def test_rows_of_the_same_words_keep_their_order():
    assert paired((JOB, FLOW, JOB), (NEW, JOB, FLOW, JOB)) == {1: 0, 2: 1, 3: 2}


def test_what_is_known_stands_whatever_the_words_say():
    assert paired((JOB, FLOW), (JOB, JOB), known={0: 1}) == {0: 1, 1: 0}


@given(st.permutations("abcdefgh"), st.integers(0, 8))
def test_rows_that_moved_are_found_and_each_once(new, kept):
    pairs = paired("abcdef"[:kept], new)

    assert {"abcdef"[before]: new[place] for place, before in pairs.items()} == {name: name for name in "abcdef"[:kept]}


@pytest.mark.parametrize(
    ("new", "old", "rows"),
    [
        ("abc", "abc", "abc"),
        ("nabc", "abc", "nabc"),
        ("abc", "axbc", "axbc"),
        ("abcn", "abcx", "abcxn"),
        ("cab", "axybc", "caxyb"),
        ("ab", "xab", "xab"),
        ("", "xy", "xy"),
        ("ab", "", "ab"),
    ],
)
def test_what_is_in_the_old_list_alone_stays_behind_its_neighbour(new, old, rows):
    assert "".join(merged(new, old)) == rows
