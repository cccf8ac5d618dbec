from django.urls import reverse

from essays import operations
from essays.models import Criterion, Rubric
from essays.queries import rubric_spec
from tests.essays.admin.desk import act, change_url


def test_a_published_rubric_is_read_only(prompt, editor):
    rubric = prompt.rubrics.get()
    criterion = rubric.criteria.first()

    assert [editor.get(change_url(row)).context["has_change_permission"] for row in (rubric, criterion)] == [
        False,
        False,
    ]
    assert [editor.post(change_url(row), {"question": "x"}).status_code for row in (rubric, criterion)] == [403, 403]
    delete = reverse("admin:essays_rubric_delete", args=[rubric.pk])
    assert editor.post(delete, {"post": "yes"}).status_code == 403


def test_an_editor_copies_edits_and_publishes(prompt, editor):
    rubric = prompt.rubrics.get()
    act(editor, "copy_to_new_version", rubric)
    copy = prompt.rubrics.get(version=2)
    Criterion.objects.filter(rubric=copy, code="C1").update(question="Which sentence, exactly?")

    page = act(editor, "publish", copy)

    copy.refresh_from_db()
    assert (copy.is_published, copy.content_hash) == (True, rubric_spec(copy).content_hash)
    assert f"{copy} is published." in page.content.decode()
    assert editor.get(change_url(prompt.rubrics.get(version=2))).context["has_change_permission"] is False


def test_what_cannot_be_published_or_copied_is_said(prompt, editor):
    rubric = prompt.rubrics.get()
    same = operations.copy_rubric(rubric)
    unsound = operations.copy_rubric(rubric)
    unsound.criteria.filter(code="C1").update(maximum=9)

    words = [
        act(editor, name, row).content.decode()
        for name, row in (("publish", rubric), ("publish", same), ("copy_to_new_version", unsound))
    ]

    assert "is published already" in words[0]
    assert "already says exactly the same" in words[1]
    assert "its maximum is 9, but its levels end at 4" in words[2]
    assert Rubric.objects.filter(prompt=prompt).count() == 3


def test_an_unpublished_copy_can_be_edited(prompt, editor):
    copy = operations.copy_rubric(prompt.rubrics.get())

    assert [editor.get(change_url(row)).context["has_change_permission"] for row in (copy, copy.criteria.first())] == [
        True,
        True,
    ]
