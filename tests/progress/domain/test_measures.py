import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress.domain.measures import AnswerCount, Answers, State, Tally, fields_of, total_of

COUNTS = st.builds(
    AnswerCount,
    method=st.sampled_from(["slow", "fast"]),
    dimension=st.sampled_from(["", "COST"]),
    mode=st.sampled_from(["practice", "test", "review"]),
    right=st.integers(0, 9),
    tried=st.integers(9, 20),
)


@pytest.mark.parametrize(
    ("right", "tried", "state"),
    [
        (0, 0, "not tried yet"),
        (0, 1, "not enough yet"),
        (4, 4, "not enough yet"),
        (0, 5, "learning"),
        (2, 5, "learning"),
        (3, 6, "learning"),
        (3, 5, "nearly"),
        (7, 9, "nearly"),
        (4, 5, "secure"),
        (8, 10, "secure"),
        (79, 99, "nearly"),
    ],
)
def test_what_may_be_said_of_a_tally(right, tried, state):
    assert Tally(right, tried).state == state


@given(st.integers(5, 60).flatmap(lambda tried: st.tuples(st.integers(0, tried - 1), st.just(tried))))
def test_one_more_right_never_lowers_the_state(tally):
    right, tried = tally
    order = list(State)

    assert order.index(Tally(right + 1, tried).state) >= order.index(Tally(right, tried).state)


def test_a_tally_in_words():
    assert (Tally(3, 7).words, Tally().words) == ("3 of 7", "")


def test_a_tally_says_how_far_it_can_be_trusted():
    assert Tally(7, 10).spoken == "7 of 10 right (could be anywhere from 4 to 9 of 10 on similar questions)"
    assert Tally().spoken == "none yet"


def test_practice_and_tests_are_counted_apart():
    counts = [
        AnswerCount("slow", "COST", "practice", 1, 2),
        AnswerCount("slow", "COST", "test", 2, 3),
        AnswerCount("slow", "COST", "review", 1, 1),
        AnswerCount("fast", "", "test", 0, 1),
    ]

    assert fields_of(counts) == {
        ("slow", "COST"): Answers(practice=Tally(2, 3), test=Tally(2, 3)),
        ("fast", ""): Answers(test=Tally(0, 1)),
    }
    assert total_of(counts) == Answers(practice=Tally(2, 3), test=Tally(2, 4))
    assert total_of(counts).all == Tally(4, 7)


@given(st.lists(COUNTS))
def test_the_fields_add_up_to_the_total(counts):
    assert sum(fields_of(counts).values(), Answers()) == total_of(counts)
    assert total_of(counts).all.tried == sum(count.tried for count in counts)


@given(st.lists(COUNTS), st.randoms(use_true_random=False))
def test_the_order_of_counts_does_not_matter(counts, rng):
    shuffled = counts.copy()
    rng.shuffle(shuffled)

    assert fields_of(shuffled) == fields_of(counts)
