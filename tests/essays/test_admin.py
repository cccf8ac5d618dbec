import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse

from essays import operations
from essays.models import Criterion, Mark, Marking, Prompt, Rubric
from essays.queries import rubric_spec
from tests.factories.accounts import make_user

STUDENT_WORK = ["draft", "submission", "marking", "mark"]


@pytest.fixture
def editor(db, client_of):
    call_command("make_groups", verbosity=0)
    user = make_user("eda", is_staff=True)
    user.groups.set(Group.objects.filter(name="content editor"))
    return client_of(user)


@pytest.fixture
def office(db, client_of):
    return client_of(make_user("ada", is_staff=True, is_superuser=True))


def change_url(row) -> str:
    return reverse(f"admin:essays_{row._meta.model_name}_change", args=[row.pk])


def act(client, name: str, *rows):
    url = reverse(f"admin:essays_{rows[0]._meta.model_name}_changelist")
    return client.post(url, {"action": name, "_selected_action": [row.pk for row in rows]}, follow=True)


@pytest.mark.parametrize("model", ["prompt", "rubric", "criterion"])
def test_an_editor_may_list_content_and_no_students_work(prompt, editor, model):
    assert editor.get(reverse(f"admin:essays_{model}_changelist")).status_code == 200
    assert [editor.get(reverse(f"admin:essays_{name}_changelist")).status_code for name in STUDENT_WORK] == [403] * 4


def test_an_editor_changes_a_prompt_and_the_loader_leaves_it_alone(prompt, editor):
    inline = {"variants-TOTAL_FORMS": 0, "variants-INITIAL_FORMS": 0}
    fields = {"topic": prompt.topic_id, "number": 1, "title": "Edited", "text": prompt.text, "command": "c"}

    editor.post(change_url(prompt), {**inline, **fields})
    call_command("load_prompts", verbosity=0)

    assert Prompt.objects.get(pk=prompt.pk).title == "Edited"


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


def test_students_work_is_shown_and_not_changed(finished, office):
    operations.total_marking(finished.pk, now=finished.started_at)
    rows = [finished.submission.draft, finished.submission, finished, finished.marks.get()]

    pages = [office.get(change_url(row)) for row in rows]

    assert [page.status_code for page in pages] == [200] * 4
    assert [page.context["has_change_permission"] for page in pages] == [False] * 4
    assert "1. Job production makes one item." in pages[2].content.decode()


def test_the_office_has_a_stuck_marking_totalled(finished, office, django_capture_on_commit_callbacks):
    Marking.objects.update(totalling_state="running")

    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            page = act(office, "total_again", finished)

    assert Mark.objects.count() == 1
    assert "Markings sent to be totalled: 0." in page.content.decode()
