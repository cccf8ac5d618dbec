import pytest

from progress.domain.knowledge import Draw, knowledge_of
from progress.domain.measures import AnswerCount
from tests.progress.facts import FACTS

EVERYTHING = Draw((), ("COST", "TIME"))


def known(*draws, counts=()):
    return knowledge_of(FACTS, draws=draws, counts=[AnswerCount(*count) for count in counts])


def words(knowledge):
    return {row.column.code: [cell.words for cell in row.cells] for row in knowledge.rows}


def test_only_what_the_points_draw_on_is_shown():
    found = known(Draw(("fast",), ("TIME", "X7")), Draw(("gone",), ("COST",)))

    assert words(found) == {"TIME": ["", "not tried yet"]}


def test_a_point_without_methods_draws_on_all_of_them():
    assert words(known(EVERYTHING)) == {"COST": ["not tried yet"] * 2, "TIME": ["not tried yet"] * 2}


@pytest.mark.parametrize(
    ("right", "tried", "said"),
    [
        (5, 6, "you have this: 5 of 6"),
        (2, 2, "right so far: 2 of 2"),
        (1, 2, "missed once: 1 of 2"),
        (0, 2, "missed twice: 0 of 2"),
        (1, 4, "missed 3 times: 1 of 4"),
    ],
)
def test_answers_are_said_in_words(right, tried, said):
    found = known(Draw(("slow",), ("COST",)), counts=[("slow", "COST", "test", right, tried)])

    assert words(found) == {"COST": [said, ""]}


def test_gaps_are_what_was_missed_most_and_then_what_was_not_tried():
    found = known(
        EVERYTHING,
        counts=[("slow", "COST", "test", 2, 2), ("fast", "COST", "test", 1, 2), ("fast", "TIME", "test", 0, 3)],
    )

    assert found.gaps == (("fast", "TIME"), ("fast", "COST"), ("slow", "TIME"))
    assert found.cells == "fast:TIME fast:COST slow:TIME"


def test_nothing_drawn_on_leaves_nothing_to_show():
    assert (known().rows, known().cells) == ((), "")
