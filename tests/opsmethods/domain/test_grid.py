from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsmethods.domain.grid import CellChange, Grid, GridRow, changes_in
from opsmethods.domain.schema import ContentError
from opsmethods.domain.specs import CellSpec

JOB = CellSpec(1, 1, 2, "A few are made.")
GRID = Grid(
    methods=("job", "flow"),
    rows=(GridRow("VOL", "Volume", (1, 5), {"job": JOB}), GridRow("UC", "Unit cost", (1, 5), {})),
)
WHOLE = {"code": "VOL", "job.level": "2", "job.low": "1", "job.high": "2", "job.sentence": "A few are made."}


def test_a_grid_written_and_read_changes_nothing():
    assert changes_in(GRID.table(), GRID) == ()


def test_a_changed_and_a_new_cell_are_found():
    new = {"code": "UC", "flow.level": "1", "flow.low": "1", "flow.high": "1", "flow.sentence": "It is low."}

    assert changes_in([WHOLE, new], GRID) == (
        CellChange("VOL", "job", JOB, CellSpec(2, 1, 2, "A few are made.")),
        CellChange("UC", "flow", None, CellSpec(1, 1, 1, "It is low.")),
    )


@pytest.mark.parametrize(
    ("table", "problems"),
    [
        ([], ("The table has no rows.",)),
        (
            [{"label": "Volume"}],
            ("The first row must name the columns; code is missing.", "row 2: there is no dimension"),
        ),
        ([{"code": "X"}], ("row 2: there is no dimension X",)),
        ([{"code": "VOL"}, {"code": "VOL"}], ("row 3: stands twice: VOL",)),
        ([{"code": "VOL", "batch.level": "1"}], ("There is no column batch.level.",)),
        ([WHOLE | {"job.level": "two"}], ("row 2, job.level: must be a whole number, not two",)),
        ([WHOLE | {"job.level": "3"}], ("row 2, job.level: The level, 3, must lie in the range 1 to 2.",)),
        ([WHOLE | {"job.high": "6"}], ("row 2, job.level: The range 1 to 6 must lie on the scale 1 to 5.",)),
        ([WHOLE | {"job.sentence": " "}], ("row 2, job.sentence: is missing",)),
    ],
)
def test_what_is_wrong_is_said_with_its_row_and_column(table, problems):
    with pytest.raises(ContentError) as error:
        changes_in(table, GRID)

    assert error.value.problems == problems


@given(st.lists(st.dictionaries(st.sampled_from([*GRID.header, "x"]), st.text(max_size=5)), max_size=3))
def test_whatever_is_typed_is_a_change_or_a_problem_in_words(table):
    with suppress(ContentError):
        assert all(1 <= one.new.low <= one.new.level <= one.new.high <= 5 for one in changes_in(table, GRID))
