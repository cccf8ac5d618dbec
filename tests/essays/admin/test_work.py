import pytest

from essays import operations
from essays.models import Mark, Marking
from tests.essays.admin.desk import act, change_url, list_url

CONTENT = ["prompt", "evidencehint", "exemplar", "rubric", "criterion"]
STUDENT_WORK = ["draft", "submission", "marking", "mark"]


@pytest.mark.parametrize("model", CONTENT)
def test_an_editor_may_list_content_and_no_students_work(prompt, editor, model):
    assert editor.get(list_url(model)).status_code == 200
    assert [editor.get(list_url(name)).status_code for name in STUDENT_WORK] == [403] * 4


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
