from hypothesis import given
from hypothesis import strategies as st

from quizzes.domain.receipts import Tally, agree, line_of, tally_of

LINES = st.lists(st.tuples(st.uuids(), st.integers(0, 99), st.uuids()).map(lambda row: line_of(*row)), unique=True)


def test_of_nothing():
    assert tally_of([]) == Tally(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")


@given(LINES, st.randoms())
def test_order_does_not_matter_and_every_line_does(lines, rng):
    shuffled = rng.sample(lines, len(lines))

    assert tally_of(lines) == tally_of(shuffled)
    assert all(tally_of(lines) != tally_of([*lines[:at], *lines[at + 1 :]]) for at in range(len(lines)))


def test_agreement_needs_the_count_and_the_digest_where_there_is_one():
    kept = tally_of(["a 1 b"])

    assert agree(kept, kept)
    assert agree(Tally(1, ""), kept)
    assert not agree(Tally(2, ""), kept)
    assert not agree(Tally(1, "x"), kept)
