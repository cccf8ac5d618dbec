"""What a row said before, who changed it, and how it comes back."""

import re
from html import unescape

import pytest
from django.urls import reverse

from opsmethods.models import Cell, Example, Method, RowVersion, Statement, Topic
from opsmethods.operations import change_matrix, load_topic
from opsmethods.queries import grid_of, history_of
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
