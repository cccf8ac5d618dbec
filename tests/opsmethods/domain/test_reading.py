import pytest

from opsmethods.domain.reading import grade_of, sentences_in, syllables_in


@pytest.mark.parametrize(
    ("word", "count"),
    [("cat", 1), ("made", 1), ("makes", 1), ("worked", 1), ("started", 2), ("table", 2), ("The", 1), ("machine", 2)],
)
def test_syllables_are_groups_of_vowels_without_a_silent_e(word, count):
    assert syllables_in(word) == count


def test_sentences_end_at_stops_colons_and_empty_lines():
    assert sentences_in("It is: one. Two?\n\nThree") == ["It is:", "one.", "Two?", "Three"]


def test_a_grade_is_that_of_the_formula():
    assert grade_of("The cat sat on the mat.") == pytest.approx(-1.45)
    assert grade_of("The cat sat. It saw a mat.") == pytest.approx(0.39 * 3.5 + 11.8 - 15.59)
