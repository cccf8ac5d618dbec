"""What a row said before, who changed it, and how it comes back."""

import re
from html import unescape

import pytest
from django.forms import model_to_dict
from django.urls import reverse

from opsmethods.models import (
    Cell,
    Change,
    Example,
    Method,
    RowVersion,
    SectionNote,
    Statement,
    Term,
    Topic,
)
from opsmethods.operations import change_matrix, load_topic
from opsmethods.queries import (
    comes_back,
    grid_of,
    history_of,
    key_for,
    parents_of,
    rows_by_key,
    values_of,
)
from tests.factories.accounts import make_user
from tests.opsmethods.packs import load
from tests.opsmethods.test_admin import fields_of, save, url


@pytest.fixture
def editor(client, notes):
    client.force_login(make_user("ed", is_staff=True, is_superuser=True))
    return client


def page_of(client, row) -> str:
    name = f"admin:opsmethods_{row._meta.model_name}_history"
    return re.sub(r"<[^>]+>", "", unescape(client.get(reverse(name, args=[row.pk])).content.decode()))


def restore(client, row, version: RowVersion):
    name = f"admin:opsmethods_{row._meta.model_name}_restore"
    return client.post(reverse(name, args=[row.pk, version.pk]), follow=True)


def j01() -> Example:
    return Example.objects.get(code="J01")


def test_a_load_is_the_first_version_of_each_row(empty_site):
    load_topic(load("pricing-strategies"))

    row = Example.objects.order_by("pk").first()
    assert [(past.version.cause, past.version.author) for past in history_of(row)] == [("loaded", None)]
    assert history_of(row)[0].version.values["text"] == row.text


def test_the_history_says_who_changed_what(editor):
    save(editor, j01(), why="A new reason.")

    newest = history_of(j01())[0]
    assert (newest.version.cause, str(newest.version.author)) == ("edited", "ed")
    assert [(one.name, one.new) for one in newest.differences] == [("why", "A new reason.")]
    assert "edited by ed" in page_of(editor, j01())
    assert "A new reason." in page_of(editor, j01())


def test_an_earlier_version_comes_back_whole(editor):
    before = {name: getattr(j01(), name) for name in ("text", "leak_free", "why", "position", "published")}
    version = Topic.objects.get(slug="operations-methods").version
    save(editor, j01(), why="A new reason.", text="A new text")

    answer = restore(editor, j01(), history_of(j01())[-1].version)

    assert "is as it was." in answer.content.decode()
    assert {name: getattr(j01(), name) for name in before} == before
    assert [past.version.cause for past in history_of(j01())] == ["restored", "edited", "loaded"]
    assert Topic.objects.get(slug="operations-methods").version == version + 2


def test_a_statement_comes_back_with_its_truth(editor):
    row = Statement.objects.get(code="JA1")
    name = next(key for key, text in fields_of(editor, url(row)).items() if key.endswith("-value") and text == "T")
    save(editor, row, **{name: "F"})
    assert row.truths.get(method__slug="job").value == "F"

    restore(editor, row, history_of(row)[-1].version)

    assert row.truths.get(method__slug="job").value == "T"


def test_a_row_changed_on_the_page_of_its_method_has_its_own_history(editor):
    job = Method.objects.get(slug="job")
    fields = fields_of(editor, url(job))
    name = next(key for key, text in fields.items() if text == j01().why)
    editor.post(url(job), fields | {name: "Written there."})

    assert history_of(j01())[0].version.values["why"] == "Written there."
    assert len(history_of(Example.objects.get(code="J02"))) == 1


def test_a_cell_changed_in_the_grid_has_its_history_too(editor, notes):
    table = grid_of(notes).table()
    table[0]["job.sentence"] = "One."
    change_matrix(notes, table=table, seen=notes.version, author=None)

    cell = Cell.objects.get(dimension__code=table[0]["code"], method__slug="job")
    assert [past.version.values["sentence"] == "One." for past in history_of(cell)] == [True, False]


def test_what_no_longer_fits_is_not_brought_back(editor):
    row = j01()
    version = history_of(row)[0].version
    RowVersion.objects.filter(pk=version.pk).update(values=version.values | {"leak_free": "A tailor at work."})

    answer = restore(editor, row, version)

    assert "It cannot be brought back as it was." in answer.content.decode()
    assert "tailor" not in j01().leak_free


def test_a_version_of_another_row_is_not_found(editor):
    other = history_of(Example.objects.get(code="J02"))[0].version

    assert restore(editor, j01(), other).status_code == 404


def test_a_deleted_row_leaves_its_last_words(editor):
    editor.post(url(j01(), "delete"), {"post": "yes"})

    last = RowVersion.objects.filter(key="example job/J01").latest("created_at", "pk")
    assert (last.cause, last.values["code"], str(last.author)) == ("deleted", "J01", "ed")


def test_whoever_may_only_look_may_not_bring_back(client, notes):
    client.force_login(make_user("sue", is_staff=True))

    assert restore(client, j01(), history_of(j01())[0].version).status_code == 403


def test_an_earlier_version_of_a_move_keeps_its_ends(editor):
    row = Change.objects.filter(old__slug="job").order_by("pk").first()
    before = (row.old, row.new, row.benefits)
    save(editor, row, benefits="None.")

    restore(editor, row, history_of(row)[-1].version)

    row.refresh_from_db()
    assert (row.old, row.new, row.benefits) == before


# --- Rows that have gone --------------------------------------------------------------------------


def deleted(client, row) -> str:
    return client.get(url(row, "deleted")).content.decode()


def bring_back(client, row, key: str):
    version = RowVersion.objects.filter(key=key).latest("pk")
    name = f"admin:opsmethods_{row._meta.model_name}_bring_back"
    return client.post(reverse(name, args=[version.pk]), follow=True)


def plain(row) -> dict[str, object]:
    return {name: value for name, value in model_to_dict(row).items() if name != "id"}


@pytest.mark.parametrize(
    ("model", "key"),
    [
        (Example, "example job/J01"),
        (Statement, "statement job/JA1"),
        (Cell, "cell job/VOL"),
        (SectionNote, "sectionnote globalisation/larger-markets/flow"),
        (Term, "term kaizen"),
    ],
)
def test_a_deleted_row_comes_back_whole(editor, notes, model, key):
    row = rows_by_key(notes)[key]
    before, truth = plain(row), values_of(row).get("truth")
    editor.post(url(row, "delete"), {"post": "yes"})
    version = Topic.objects.get(pk=notes.pk).version
    assert f"{key}: deleted" in deleted(editor, row)
    assert f'href="{url(row, "deleted")}"' in editor.get(url(row, "changelist")).content.decode()

    answer = bring_back(editor, row, key)

    assert "is back." in answer.content.decode()
    back = rows_by_key(notes)[key]
    assert (plain(back), values_of(back).get("truth")) == (before, truth)
    assert [past.version.cause for past in history_of(back)] == ["restored", "deleted", "loaded"]
    assert Topic.objects.get(pk=notes.pk).version == version + 1
    assert key not in deleted(editor, row)
    assert not load_topic(load(notes.slug)).has_changes


def test_a_row_whose_parent_has_gone_stays_away(editor):
    row, method = j01(), Method.objects.get(slug="job")
    for one in (row, method):
        editor.post(url(one, "delete"), {"post": "yes"})

    answer = bring_back(editor, row, "example job/J01")

    assert "Example job/J01 cannot be brought back. Its method has gone too." in answer.content.decode()
    assert not Example.objects.filter(code="J01").exists()


def test_a_row_made_again_by_hand_is_not_brought_back(editor):
    row = j01()
    fields = fields_of(editor, url(row)) | {"method": str(row.method_id)}
    editor.post(url(row, "delete"), {"post": "yes"})
    editor.post(url(row, "add"), fields)

    assert "example job/J01" not in deleted(editor, row)
    assert bring_back(editor, row, "example job/J01").status_code == 404


def test_a_kind_of_row_whose_versions_do_not_say_all_is_not_offered(editor):
    row = Change.objects.first()

    assert editor.get(url(row, "deleted")).status_code == 404
    assert url(row, "deleted") not in editor.get(url(row, "changelist")).content.decode()


def test_every_other_row_is_found_by_its_key(notes):
    """One of each kind: its key leads to the parents it has."""
    rows = {type(row): row for row in rows_by_key(notes).values() if comes_back(type(row))}
    found = {row: parents_of(RowVersion(topic=notes, key=key_for(row))) for row in rows.values()}
    actual = {
        row: {field.name: getattr(row, field.attname) for field in row._meta.concrete_fields if field.is_relation}
        for row in rows.values()
    }

    assert {row: {"topic": notes.pk} | parents for row, parents in actual.items()} == found


def test_whoever_may_only_look_sees_no_deleted_rows(client, notes):
    client.force_login(make_user("sue", is_staff=True))

    assert client.get(url(j01(), "deleted")).status_code == 403
