import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.domain.measures import (
    CalibrationLine,
    Share,
    Verdict,
    best_certainty,
    calibration,
    certainty_mark,
    expected_mark,
    shown_total,
)

BELIEFS = st.floats(0, 1)
ANSWERS = st.lists(st.tuples(st.integers(1, 3), st.booleans()), max_size=40)


def test_marks_are_gardner_medwins():
    assert [certainty_mark(certainty, right=True) for certainty in (1, 2, 3)] == [1, 2, 3]
    assert [certainty_mark(certainty, right=False) for certainty in (1, 2, 3)] == [0, -2, -6]


# The rows of the research note.
@pytest.mark.parametrize(
    ("belief", "marks"),
    [(0.5, [0.5, 0.0, -1.5]), (0.67, [0.67, 0.68, 0.03]), (0.8, [0.8, 1.2, 1.2]), (0.9, [0.9, 1.6, 2.1])],
)
def test_expected_marks(belief, marks):
    assert [round(expected_mark(certainty, belief), 2) for certainty in (1, 2, 3)] == marks


@pytest.mark.parametrize(("belief", "certainty"), [(0, 1), (0.66, 1), (0.67, 2), (0.7, 2), (0.8, 2), (0.81, 3), (1, 3)])
def test_thresholds_stand_at_two_thirds_and_four_fifths(belief, certainty):
    assert best_certainty(belief) == certainty


@pytest.mark.parametrize("permille", range(0, 1001, 20))
def test_the_expected_mark_is_highest_when_the_stated_certainty_is_true(permille):
    belief = permille / 1000

    honest = expected_mark(best_certainty(belief), belief)

    assert honest == pytest.approx(max(expected_mark(certainty, belief) for certainty in (1, 2, 3)))


@given(BELIEFS)
def test_no_certainty_earns_more_than_the_honest_one(belief):
    honest = expected_mark(best_certainty(belief), belief)

    assert all(expected_mark(certainty, belief) <= honest + 1e-12 for certainty in (1, 2, 3))


@given(BELIEFS, BELIEFS)
def test_more_belief_never_asks_for_less_certainty(belief, other):
    low, high = sorted((belief, other))

    assert best_certainty(low) <= best_certainty(high)


@pytest.mark.parametrize("belief", [-0.01, 1.01])
def test_what_is_no_probability_is_refused(belief):
    with pytest.raises(ValueError, match="is no probability"):
        expected_mark(1, belief)
    with pytest.raises(ValueError, match="is no probability"):
        best_certainty(belief)


@pytest.mark.parametrize("certainty", [0, 4])
def test_what_is_no_certainty_is_refused(certainty):
    with pytest.raises(ValueError, match="is no certainty"):
        certainty_mark(certainty, right=True)
    with pytest.raises(ValueError, match="is no certainty"):
        expected_mark(certainty, 0.5)
    with pytest.raises(ValueError, match="is no certainty"):
        shown_total([(certainty, True)])
    with pytest.raises(ValueError, match="is no certainty"):
        calibration([(certainty, True)])


def test_a_negative_total_is_not_shown():
    assert shown_total([(3, True), (2, False)]) == 1
    assert shown_total([(3, True), (3, False)]) is None
    assert shown_total([]) == 0


@given(ANSWERS)
def test_no_total_is_ever_negative(answers):
    total = shown_total(answers)

    assert total is None or total >= 0


def test_calibration_counts_by_certainty():
    assert calibration([(3, True), (1, True), (3, False)]) == (
        CalibrationLine(1, Share(1, 1)),
        CalibrationLine(2, Share(0, 0)),
        CalibrationLine(3, Share(1, 2)),
    )


@given(ANSWERS)
def test_calibration_loses_no_answer(answers):
    lines = calibration(answers)

    assert sum(line.share.n for line in lines) == len(answers)
    assert sum(line.share.count for line in lines) == sum(right for _, right in answers)


@pytest.mark.parametrize(
    ("certainty", "right", "n", "verdict"),
    [
        (3, 0, 0, Verdict.UNKNOWN),
        (3, 0, 9, Verdict.UNKNOWN),
        (3, 7, 10, Verdict.FITS),
        (3, 7, 20, Verdict.TOO_SURE),
        (3, 20, 20, Verdict.FITS),
        (2, 5, 20, Verdict.TOO_SURE),
        (2, 30, 30, Verdict.TOO_SHY),
        (2, 15, 20, Verdict.FITS),
        (1, 20, 20, Verdict.TOO_SHY),
        (1, 0, 20, Verdict.FITS),
    ],
)
def test_a_verdict_needs_the_whole_interval(certainty, right, n, verdict):
    assert CalibrationLine(certainty, Share(right, n)).verdict == verdict


def test_calibration_in_words():
    assert CalibrationLine(3, Share(7, 10)).words == "When you chose 3 you were right 7 of 10 times"
    assert CalibrationLine(2, Share(4, 4)).words == "When you chose 2: not enough yet"
