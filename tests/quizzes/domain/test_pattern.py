from decimal import Decimal

import pytest

from quizzes.domain.pattern import OTHERS, WHOLE, MarkedLine, Pattern, PatternRow, Tally, pattern_of
from tests.quizzes.domain.facts import four_methods

FACTS = four_methods()
METHODS = {method.slug: method for method in FACTS.methods}
LABELS = {dimension.code: dimension.label for dimension in FACTS.dimensions}


def line(method, dimension, points):
    return MarkedLine(method=method, dimension=dimension, points=Decimal(points))


def test_right_answers_are_counted_by_method_and_dimension_in_the_order_of_the_notes():
    lines = [line("flow", "UC", 1), line("job", "", 1), line("flow", "UC", 0), line("flow", "VOL", 0)]

    which, volume, cost = WHOLE, LABELS["VOL"], LABELS["UC"]
    assert pattern_of(lines, facts=FACTS) == Pattern(
        labels=(which, volume, cost),
        rows=(
            PatternRow(method=METHODS["job"], tallies=(Tally(which, 1, 1), Tally(volume, 0, 0), Tally(cost, 0, 0))),
            PatternRow(method=METHODS["flow"], tallies=(Tally(which, 0, 0), Tally(volume, 0, 1), Tally(cost, 1, 2))),
        ),
    )


def test_questions_of_no_method_are_counted_beside_the_table():
    lines = [line("", "", 1), line("flow", "UC", 1), line("", "", 0)]

    pattern = pattern_of(lines, facts=FACTS)

    assert pattern.others == Tally(OTHERS, 1, 2)
    assert [row.method.slug for row in pattern.rows] == ["flow"]


def test_column_laid_down_has_a_tally_for_each_method():
    pattern = pattern_of([line("job", "UC", 1), line("flow", "UC", 0)], facts=FACTS)

    cost = LABELS["UC"]
    assert [(one.label, one.tallies) for one in pattern.lines] == [
        (cost, ((METHODS["job"], Tally(cost, 1, 1)), (METHODS["flow"], Tally(cost, 0, 1))))
    ]


def test_no_lines_no_pattern():
    assert pattern_of([], facts=FACTS) == Pattern(labels=(), rows=())


@pytest.mark.parametrize(("right", "tried", "sign"), [(2, 2, "i-tick"), (1, 2, "i-half"), (0, 2, "i-cross")])
def test_the_sign_stands_for_these_questions_only(right, tried, sign):
    assert Tally("x", right, tried).sign == sign
