import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.domain.measures import Reliability, reliability

FORM = st.integers(2, 6).flatmap(
    lambda questions: st.lists(st.lists(st.booleans(), min_size=questions, max_size=questions), min_size=1, max_size=12)
)


def rows(*texts):
    return [[mark == "1" for mark in text] for text in texts]


def test_a_form_worked_by_hand():
    found = reliability(rows("111", "110", "100", "000"))

    assert (found.value, round(found.deviation**2, 2), found.students, found.questions) == (0.75, 1.25, 4, 3)
    assert round(found.error, 2) == 0.56


def test_the_error_of_the_research_note():
    assert round(Reliability(0.70, 3.5, 40, 20).error, 1) == 1.9


@pytest.mark.parametrize(
    ("form", "undefined"),
    [
        ([], Reliability(None, 0.0, 0, 0)),
        (rows("10", "01"), Reliability(None, 0.0, 2, 2)),
        (rows("1", "0"), Reliability(None, 0.5, 2, 1)),
        (rows("", ""), Reliability(None, 0.0, 2, 0)),
    ],
    ids=["nobody", "totals all equal", "one question", "no question"],
)
def test_where_it_is_not_defined_it_is_none(form, undefined):
    found = reliability(form)

    assert found == undefined
    assert (found.error, found.is_shown) == (None, False)


@pytest.mark.parametrize(("students", "questions", "shown"), [(29, 10, False), (30, 9, False), (30, 10, True)])
def test_it_is_shown_from_thirty_students_and_ten_questions(students, questions, shown):
    form = [[number % (question + 2) == 0 for question in range(questions)] for number in range(students)]

    assert reliability(form).is_shown is shown


def test_different_questions_are_no_fixed_form():
    with pytest.raises(ValueError, match="not everybody took the same questions"):
        reliability(rows("101", "10"))


def test_questions_that_say_the_same_are_wholly_reliable():
    assert reliability(rows("111", "000", "111")).value == pytest.approx(1)


@given(FORM)
def test_it_is_never_above_one(form):
    found = reliability(form)

    if found.value is not None:
        assert found.value <= 1 + 1e-12


@given(FORM, st.randoms(use_true_random=False))
def test_order_of_students_does_not_matter(form, rng):
    mixed = reliability(rng.sample(form, len(form)))

    assert mixed.value == pytest.approx(reliability(form).value)
