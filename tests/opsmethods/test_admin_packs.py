"""A topic written to a zip in admin, and read back."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from opsmethods.models import Example, Topic
from tests.factories.accounts import make_user

IMPORT = "admin:opsmethods_pack_import"


@pytest.fixture
def editor(client, notes):
    client.force_login(make_user("ed", is_staff=True, is_superuser=True))
    return client


def exported(client, topic: Topic) -> bytes:
    return client.get(reverse("admin:opsmethods_pack_export", args=[topic.pk])).content


def send(client, content: bytes, name: str = "pack.zip", **fields: str):
    return client.post(reverse(IMPORT), {"file": SimpleUploadedFile(name, content), **fields}, follow=True)


def changed(content: bytes, old: str, new: str) -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(content)) as archive, ZipFile(out, "w") as other:
        for name in archive.namelist():
            other.writestr(name, archive.read(name).decode().replace(old, new))
    return out.getvalue()


def test_a_topic_exported_and_loaded_again_changes_nothing(editor, notes):
    answer = send(editor, exported(editor, notes))

    assert " same." in answer.content.decode()
    assert Topic.objects.get(pk=notes.pk).version == notes.version


def test_a_changed_pack_is_tried_and_then_loaded(editor, notes):
    content = changed(exported(editor, notes), "A tailor making a suit for one client", "A tailor making a coat")

    tried = send(editor, content, trying="on").content.decode()
    assert "1 changed" in tried
    assert "A tailor making a suit for one client &rarr; A tailor making a coat" in tried
    assert Example.objects.get(code="J01").text == "A tailor making a suit for one client"

    send(editor, content)
    assert Example.objects.get(code="J01").text == "A tailor making a coat"


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("pack.yaml", b"slug: x", "Choose a file that ends in .zip."),
        ("pack.zip", b"slug: x", "This is no zip of YAML files."),
    ],
)
def test_a_file_that_is_no_pack_is_refused(editor, name, content, complaint):
    answer = send(editor, content, name)

    assert (answer.status_code, complaint in answer.content.decode()) == (422, True)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("level: 5", "level: 9", "The level, 9, must lie in the range"),
        ("slug: job", "slug: jobs", "methods/job.yaml: slug: must repeat the file&#x27;s name"),
        ("tagline:", "tag_line:", "methods/job.yaml: tag_line: unknown key"),
        ("slug: flow", "slug: [", "A file in it is no YAML"),
    ],
)
def test_a_broken_pack_is_refused_with_file_path_and_reason(editor, notes, old, new, complaint):
    answer = send(editor, changed(exported(editor, notes), old, new))

    assert (answer.status_code, complaint in answer.content.decode()) == (422, True)
    assert Topic.objects.get(pk=notes.pk).version == notes.version


def test_whoever_may_not_change_topics_may_do_neither(client, notes):
    client.force_login(make_user("sue", is_staff=True))

    assert client.get(reverse(IMPORT)).status_code == 403
    assert client.get(reverse("admin:opsmethods_pack_export", args=[notes.pk])).status_code == 403
