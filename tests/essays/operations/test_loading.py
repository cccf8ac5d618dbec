import pytest

from essays.models import ScaffoldRow
from essays.operations.loading import digest_of, upsert

LOADED = {"label": "Buyers", "hint": "Who?"}
CHANGED = {"label": "Buyers", "hint": "Who would buy?"}


@pytest.fixture
def row(prompt) -> ScaffoldRow:
    """As it stands once it was loaded."""
    made = ScaffoldRow(prompt=prompt, position=9)
    upsert(made, LOADED, name="row 9")
    return made


def stored(row) -> tuple[str, str, str]:
    return ScaffoldRow.objects.values_list("label", "hint", "import_hash").get(pk=row.pk)


def test_upsert_adds_a_row(prompt):
    row = ScaffoldRow(prompt=prompt, position=9)

    said = upsert(row, LOADED, name="row 9")

    assert said == "added: row 9"
    assert stored(row) == ("Buyers", "Who?", digest_of(LOADED))


def test_upsert_of_the_same_says_nothing(row):
    assert upsert(row, LOADED, name="row 9") == ""


def test_upsert_changes_a_row_that_nobody_edited(row):
    said = upsert(row, CHANGED, name="row 9")

    assert said == "changed: row 9"
    assert stored(row) == ("Buyers", "Who would buy?", digest_of(CHANGED))


@pytest.mark.parametrize("edit", [{"label": "Rivals"}, {"hint": ""}])
def test_upsert_leaves_an_edited_row_alone(row, edit):
    ScaffoldRow.objects.filter(pk=row.pk).update(**edit)
    row.refresh_from_db()

    said = upsert(row, CHANGED, name="row 9")

    assert said == "left alone, edited here: row 9"
    assert stored(row) == (*{**LOADED, **edit}.values(), digest_of(LOADED))


def test_upsert_leaves_alone_a_row_made_here(prompt):
    row = ScaffoldRow.objects.create(prompt=prompt, position=9, **LOADED)

    assert upsert(row, LOADED, name="row 9") == ""
    assert upsert(row, CHANGED, name="row 9") == "left alone, edited here: row 9"
    assert stored(row) == ("Buyers", "Who?", "")


def test_upsert_is_silent_about_an_edit_that_equals_the_pack(row):
    ScaffoldRow.objects.filter(pk=row.pk).update(**CHANGED)
    row.refresh_from_db()

    assert upsert(row, CHANGED, name="row 9") == ""


def test_upsert_takes_no_notice_of_columns_the_pack_does_not_hold(row):
    ScaffoldRow.objects.filter(pk=row.pk).update(published=False)
    row.refresh_from_db()

    assert upsert(row, CHANGED, name="row 9") == "changed: row 9"
    assert not ScaffoldRow.objects.get(pk=row.pk).published


def test_a_digest_is_of_names_and_values_in_any_order():
    digest = digest_of({"label": "Buyers", "hint": "£5?"})

    assert digest_of({"hint": "£5?", "label": "Buyers"}) == digest
    assert digest_of({"hint": "Buyers", "label": "£5?"}) != digest
