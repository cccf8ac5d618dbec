"""The matrix changed as one table."""

import pytest

from opsmethods.domain.schema import ContentError
from opsmethods.models import Cell, Topic
from opsmethods.operations import MatrixMoved, change_matrix
from opsmethods.queries import grid_of


def version(topic: Topic) -> int:
    return Topic.objects.get(pk=topic.pk).version


def table_with(topic: Topic, column: str, value: str) -> list[dict[str, str]]:
    table = grid_of(topic).table()
    table[0][column] = value
    return table


def cells() -> list[dict]:
    return list(Cell.objects.order_by("pk").values())


def test_a_table_as_it_is_changes_nothing(any_notes):
    before = cells()

    assert change_matrix(any_notes, table=grid_of(any_notes).table(), seen=any_notes.version) == ()
    assert (cells(), version(any_notes)) == (before, any_notes.version)


def test_a_changed_cell_is_saved_and_raises_the_version_once(notes):
    changes = change_matrix(notes, table=table_with(notes, "job.sentence", "One."), seen=notes.version)

    cell = Cell.objects.get(dimension__code=changes[0].code, method__slug="job")
    assert [(change.method, change.new.sentence) for change in changes] == [("job", "One.")]
    assert (cell.sentence, cell.revision, version(notes)) == ("One.", 2, notes.version + 1)


def test_a_dry_run_says_the_same_and_writes_nothing(notes):
    before = cells()

    changes = change_matrix(notes, table=table_with(notes, "job.sentence", "One."), seen=notes.version, dry_run=True)

    assert len(changes) == 1
    assert (cells(), version(notes)) == (before, notes.version)


def test_one_bad_cell_keeps_all_of_the_table_out(notes):
    table = table_with(notes, "job.sentence", "One.")
    table[1]["flow.level"] = "9"
    before = cells()

    with pytest.raises(ContentError, match=r"row 3, flow\.level"):
        change_matrix(notes, table=table, seen=notes.version)

    assert cells() == before


def test_a_table_made_before_another_edit_is_refused(notes):
    table = table_with(notes, "job.sentence", "One.")
    change_matrix(notes, table=table_with(notes, "job.sentence", "Two."), seen=notes.version)

    with pytest.raises(MatrixMoved, match="Somebody has changed these notes since"):
        change_matrix(notes, table=table, seen=notes.version)

    assert "One." not in {cell["sentence"] for cell in cells()}
