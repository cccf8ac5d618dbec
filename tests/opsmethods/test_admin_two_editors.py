"""Two editors at once: the second is told what stands there now, and nothing is saved over."""

import pytest

from opsmethods.models import Change, Example, Method, Section, Topic
from tests.factories.accounts import make_user
from tests.opsmethods.test_admin import complaints, fields_of, save, url


@pytest.fixture
def editor(client, notes):
    client.force_login(make_user("ed", is_staff=True, is_superuser=True))
    return client


def test_of_two_editors_the_second_is_told_what_stands_there_now(editor, notes):
    row = Example.objects.get(code="J01")
    opened = fields_of(editor, url(row))
    save(editor, row, why="The first editor wrote this.")

    response = editor.post(url(row), opened | {"why": "The second editor wrote this."})

    assert response.status_code == 200
    assert "Somebody has changed this since you opened it, so nothing is saved." in complaints(response)
    assert "Now this stands here: The first editor wrote this." in complaints(response)
    row.refresh_from_db()
    assert (row.why, row.revision) == ("The first editor wrote this.", 2)
    assert Topic.objects.get(pk=notes.pk).version == notes.version + 1


def test_what_another_editor_emptied_or_chose_is_told_in_words(editor, notes):
    change = Change.objects.filter(topic=notes, old__slug="job").order_by("pk").first()
    section = Section.objects.exclude(caution="").order_by("pk").first()
    opened = {row: fields_of(editor, url(row)) for row in (change, section)}
    save(editor, change, old=str(Method.objects.get(slug="mass-customisation").pk))
    save(editor, section, caution="")

    said = [complaints(editor.post(url(row), fields)) for row, fields in opened.items()]

    assert "Now this stands here: Mass customisation" in said[0]
    assert "Now nothing stands here." in said[1]


def test_rows_on_the_page_of_a_method_are_held_to_it_too(editor):
    job = Method.objects.get(slug="job")
    opened = fields_of(editor, url(job))
    row = Example.objects.get(code="J01")
    save(editor, row, why="The first editor wrote this.")

    response = editor.post(url(job), opened | {"tagline": "Another tagline"})

    assert "Somebody has changed this since you opened it" in complaints(response)
    job.refresh_from_db()
    row.refresh_from_db()
    assert (job.tagline, row.why) == ("One order, one maker, one result.", "The first editor wrote this.")
