from progress.domain.grid import Column, grid_of, weakest
from progress.domain.measures import AnswerCount, Answers, Tally
from tests.progress.facts import FACTS


def grid(*counts):
    return grid_of(FACTS, title="Ways", counts=[AnswerCount(*count) for count in counts])


def test_every_method_and_dimension_has_a_field():
    found = grid()

    assert found.columns == (Column("", "As a whole"), Column("COST", "About COST"), Column("TIME", "About TIME"))
    assert [(row.method.slug, row.glyph, [str(field.state) for field in row.fields]) for row in found.rows] == [
        ("slow", "g-1", ["not tried yet"] * 3),
        ("fast", "g-5", ["not tried yet"] * 3),
    ]


def test_counts_stand_in_their_fields():
    found = grid(("fast", "TIME", "test", 4, 5), ("slow", "", "practice", 1, 2))

    assert [[field.answers.all.words for field in row.fields] for row in found.rows] == [
        ["1 of 2", "", ""],
        ["", "", "4 of 5"],
    ]
    assert found.total == Answers(practice=Tally(1, 2), test=Tally(4, 5))


def test_rows_without_an_answer_are_kept_apart_but_not_the_whole():
    found = grid(("fast", "TIME", "test", 0, 1))

    assert [line.column.code for line in found.lines_shown] == ["", "TIME"]
    assert [line.column.code for line in found.lines_untried] == ["COST"]


def test_answers_on_what_the_notes_have_dropped_still_count_in_the_total():
    found = grid(("gone", "COST", "test", 1, 1))

    assert found.total == Answers(test=Tally(1, 1))


def test_the_weakest_field_has_most_to_gain():
    found = grid(
        ("slow", "COST", "test", 3, 5),
        ("fast", "COST", "test", 4, 10),
        ("fast", "TIME", "test", 9, 10),
        ("slow", "TIME", "test", 0, 4),
    )

    method, field = weakest(found)

    assert (method.slug, field.column.code) == ("fast", "COST")


def test_without_enough_answers_nothing_is_weakest():
    assert weakest(grid(("slow", "COST", "test", 0, 4), ("fast", "COST", "test", 5, 5))) is None
