"""The matrix in admin: as a grid, as a file, and previews of prose."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from opsmethods.exports.tables import read_table
from opsmethods.models import Cell, Topic
from opsmethods.queries import grid_of
from tests.factories.accounts import make_user


@pytest.fixture
def editor(client, notes):
    client.force_login(make_user("ed", is_staff=True, is_superuser=True))
    return client


def at(name: str, topic: Topic) -> str:
    return reverse(f"admin:opsmethods_topic_{name}", args=[topic.pk])


def filled(topic: Topic, **changes: str) -> dict[str, str]:
    """The grid as it stands; `VOL_job_level` in changes is the field VOL.job.level."""
    fields = {
        f"{row['code']}.{name}": text
        for row in grid_of(topic).table()
        for name, text in row.items()
        if name not in {"code", "label"}
    }
    return fields | {"seen": str(topic.version)} | {name.replace("_", "."): text for name, text in changes.items()}


def level_of(method: str, code: str) -> int:
    return Cell.objects.get(method__slug=method, dimension__code=code).level


def version(topic: Topic) -> int:
    return Topic.objects.get(pk=topic.pk).version


def test_the_grid_shows_every_cell(editor, notes):
    page = editor.get(at("matrix", notes)).content.decode()

    assert all(f'name="{name}"' in page for name in filled(notes))
    assert all(f"<legend>{method.name}</legend>" in page for method in notes.methods.all())


def test_the_first_page_leads_to_the_grid(editor, notes):
    page = editor.get(reverse("admin:index")).content.decode()

    assert f'<a href="{at("matrix", notes)}">{notes}</a>' in page


def test_a_changed_cell_is_saved(editor, notes):
    answer = editor.post(at("matrix", notes), filled(notes, VOL_batch_level="2"))

    assert (answer.status_code, level_of("batch", "VOL"), version(notes)) == (302, 2, notes.version + 1)


def test_a_bad_cell_keeps_all_out_and_what_was_typed_comes_back(editor, notes):
    answer = editor.post(at("matrix", notes), filled(notes, VOL_batch_level="9", UC_job_level="4", UC_job_low="4"))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "batch.level: The level, 9, must lie in the range 2 to 3." in page
    assert 'name="VOL.batch.level" value="9"' in page
    assert (level_of("job", "UC"), version(notes)) == (5, notes.version)


def test_of_two_editors_the_second_is_told_what_stands_there_now(editor, notes):
    first, second = filled(notes, VOL_batch_level="2"), filled(notes, UC_batch_level="4")
    editor.post(at("matrix", notes), first)

    answer = editor.post(at("matrix", notes), second)

    page = answer.content.decode()
    assert "Somebody has changed these notes since" in page
    assert [(change.code, change.old.level, change.new.level) for change in answer.context["moved"]] == [
        ("VOL", 2, 3),
        ("UC", 3, 4),
    ]
    assert 'name="UC.batch.level" value="4"' in page
    assert (level_of("batch", "VOL"), level_of("batch", "UC")) == (2, 3)


def test_what_was_refused_is_refused_when_it_is_sent_again(editor, notes):
    """The page that tells the second editor still says which version they saw."""
    second = filled(notes, UC_batch_level="4")
    editor.post(at("matrix", notes), filled(notes, VOL_batch_level="2"))
    told = editor.post(at("matrix", notes), second)

    answer = editor.post(at("matrix", notes), second | {"seen": str(told.context["seen"])})

    assert (answer.status_code, level_of("batch", "VOL"), level_of("batch", "UC")) == (422, 2, 3)


def test_a_grid_with_a_hole_is_told_of_the_other_editor_too(editor, notes):
    second = filled(notes, UC_batch_level="", UC_job_level="4")
    editor.post(at("matrix", notes), filled(notes, VOL_batch_level="2"))

    answer = editor.post(at("matrix", notes), second)

    assert "Somebody has changed these notes since" in answer.content.decode()
    assert (answer.context["moved"], level_of("job", "UC")) == ((), 5)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_file_downloaded_and_sent_back_changes_what_was_changed(editor, notes, kind):
    content = editor.get(at(kind, notes)).content
    assert read_table(content, kind=kind) == grid_of(notes).table()

    tried = editor.post(at("import", notes), {"file": SimpleUploadedFile(f"m.{kind}", content), "trying": "on"})
    sent = editor.post(at("import", notes), {"file": SimpleUploadedFile(f"m.{kind}", content)}, follow=True)

    assert "0 cells would change, and nothing is saved." in tried.content.decode()
    assert "0 cells changed." in sent.content.decode()
    assert version(notes) == notes.version


def test_a_file_is_tried_before_it_is_saved(editor, notes):
    content = b"code,batch.level,batch.low,batch.high,batch.sentence\nVOL,2,2,3,Some are made.\n"

    tried = editor.post(at("import", notes), {"file": SimpleUploadedFile("m.csv", content), "trying": "on"})
    assert "1 cells would change" in tried.content.decode()
    assert "Some are made." in tried.content.decode()
    assert level_of("batch", "VOL") == 3

    editor.post(at("import", notes), {"file": SimpleUploadedFile("m.csv", content)})
    assert level_of("batch", "VOL") == 2


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("m.txt", b"code", "Choose a file that ends in .csv or .xlsx."),
        ("m.csv", b"", "The submitted file is empty."),
        ("m.csv", b"\xff\xfe", "This is no CSV file in UTF-8."),
        ("m.xlsx", b"code", "This is no XLSX file."),
        ("m.csv", b"code,job.level\nVOL,9\n", "row 2, job.low: is missing"),
        ("m.csv", b"code\n", "The table has no rows."),
    ],
)
def test_a_bad_file_is_refused_in_words(editor, notes, name, content, complaint):
    answer = editor.post(at("import", notes), {"file": SimpleUploadedFile(name, content)})

    assert answer.status_code == 422
    assert complaint in answer.content.decode()
    assert version(notes) == notes.version


def test_prose_is_previewed_clean(editor):
    answer = editor.post(reverse("admin:opsmethods_preview") + "?field=idea", {"idea": "**So** <script>x</script>"})

    page = answer.content.decode()
    assert "<strong>So</strong>" in page
    assert "<script>x" not in page


@pytest.mark.parametrize("name", ["matrix", "csv", "xlsx"])
def test_whoever_may_not_edit_cells_may_not_see_the_grid(client, notes, name):
    client.force_login(make_user("sue", is_staff=True))

    assert client.get(at(name, notes)).status_code == 403
    assert client.post(reverse("admin:opsmethods_preview"), {}).status_code == 403
