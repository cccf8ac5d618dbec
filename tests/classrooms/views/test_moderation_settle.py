import pytest
from django.urls import reverse

from essays.models import Marking
from essays.operations import total_marking
from tests.classrooms.work import LATER, hand_in_essay, self_mark, teachers_mark


@pytest.fixture
def submission(cast, essay):
    """Twenty of twenty by Sam, nothing by Tess."""
    submission = hand_in_essay(essay, user=cast.sam)
    self_mark(submission)
    teachers_mark(submission, teacher=cast.tess)
    return submission


def url(submission, name="settle"):
    return reverse(f"classrooms:moderation_{name}", args=[submission.pk])


def agreed():
    return Marking.objects.filter(role="agreed")


def fields(submission, **values):
    data = {"reason": "We talked."}
    for criterion in submission.draft.rubric.criteria.all():
        data[f"{criterion.code}_mark"] = 3
        data |= {f"{criterion.code}_cap_{cap.code}": "clears" for cap in criterion.caps.all()}
    return {**data, **values}


@pytest.mark.parametrize(("name", "status"), [("sam", 404), ("nia", 404), ("omar", 404), (None, 302)])
def test_nobody_but_the_teacher_enters_an_agreed_mark(cast, submission, client_of, name, status):
    client = client_of(getattr(cast, name) if name else None)

    assert (client.post(url(submission), fields(submission)).status_code, agreed().count()) == (status, 0)


def test_three_marks_stand_side_by_side_for_teacher_and_student(cast, submission, client_of):
    response = client_of(cast.tess).post(url(submission), fields(submission))
    total_marking(agreed().get().pk, now=LATER)

    pages = [
        client_of(cast.tess).get(url(submission, "edit")).content.decode(),
        client_of(cast.sam).get(reverse("essays:submission_detail", args=[submission.pk])).content.decode(),
    ]

    assert response.url == url(submission, "edit")
    for page in pages:
        totals = [page.count(f'<span class="num fw-semibold">{points} of 20</span>') for points in (20, 0, 12, 10)]
        assert totals == [1, 1, 1, 0]
        assert "We talked." in page
        assert "Enter the agreed mark" not in page


def test_a_mark_without_a_reason_comes_back(cast, submission, client_of):
    response = client_of(cast.tess).post(url(submission), fields(submission, reason="", C1_mark="2"))

    form = response.context["agreed"]
    assert (response.status_code, list(form.errors)) == (422, ["reason"])
    assert form["C1_mark"].value() == "2"
    assert not agreed().exists()


def test_a_second_click_finds_the_first(cast, submission, client_of):
    client = client_of(cast.tess)
    client.post(url(submission), fields(submission))

    response = client.post(url(submission), fields(submission, reason="Again."))

    assert (response.url, agreed().get().comment) == (url(submission, "edit"), "We talked.")


def test_nothing_is_agreed_before_both_have_marked(cast, submission, client_of):
    Marking.objects.filter(role="self").delete()

    response = client_of(cast.tess).post(url(submission), fields(submission))

    assert (response.url, agreed().count()) == (url(submission, "edit"), 0)
