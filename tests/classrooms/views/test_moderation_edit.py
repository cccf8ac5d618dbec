import pytest
from django.urls import reverse

from essays.models import Marking
from essays.operations import total_marking
from tests.classrooms.work import hand_in_essay, judgement, self_mark


@pytest.fixture
def submission(cast, essay):
    return hand_in_essay(essay, user=cast.sam)


def url(submission):
    return reverse("classrooms:moderation_edit", args=[submission.pk])


def teachers_marking():
    return Marking.objects.filter(role="teacher")


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(("name", "status"), [("sam", 404), ("nia", 404), ("omar", 404), (None, 302)])
def test_nobody_but_the_teacher_opens_a_script(cast, submission, client_of, method, name, status):
    client = client_of(getattr(cast, name) if name else None)

    response = getattr(client, method)(url(submission))

    assert (response.status_code, teachers_marking().count()) == (status, 0)


def test_the_script_shows_the_students_evidence(cast, submission, client_of):
    self_mark(submission)

    page = client_of(cast.tess).get(url(submission)).content.decode()

    assert '<mark class="ev"><b>C1 C2 C3 C4</b> Job production makes one item.</mark>' in page
    assert "Batch production makes a set, because equipment is reset between sets." in page


def test_opening_a_script_marks_nothing(cast, submission, client_of):
    client_of(cast.tess).get(url(submission))

    assert not Marking.objects.exists()


def test_a_mark_of_nought_needs_no_evidence_and_waits_for_its_total(cast, submission, client_of):
    response = client_of(cast.tess).post(url(submission), judgement(submission))

    marking = teachers_marking().get()
    assert response.url == url(submission)
    assert (marking.author, marking.comment) == (cast.tess, "Compare two methods in one sentence.")
    assert (marking.totalling_state, marking.totalled_at) == ("queued", None)


def test_both_marks_stand_beside_each_other_for_teacher_and_student(cast, submission, client_of):
    own = self_mark(submission)
    client_of(cast.tess).post(url(submission), judgement(submission))
    total_marking(teachers_marking().get().pk, now=own.created_at)

    pages = [
        client_of(cast.tess).get(url(submission)).content.decode(),
        client_of(cast.sam).get(reverse("essays:submission_detail", args=[submission.pk])).content.decode(),
    ]

    for page in pages:
        assert f"{own.points:.0f} of 20" in page
        assert "0 of 20" in page
        assert "Compare two methods in one sentence." in page


def test_a_finished_marking_has_no_form(cast, submission, client_of):
    client = client_of(cast.tess)
    client.post(url(submission), judgement(submission))

    page = client.get(url(submission))

    assert page.context["form"] is None


def test_a_second_click_changes_nothing(cast, submission, client_of):
    client = client_of(cast.tess)
    client.post(url(submission), judgement(submission))

    client.post(url(submission), {**judgement(submission), "comment": "Another."})

    assert teachers_marking().get().comment == "Compare two methods in one sentence."


@pytest.mark.parametrize("change", [{"C1-mark": ""}, {"C1-mark": "5"}, {"C1-mark": "all"}, {"comment": "x" * 4001}])
def test_bad_input_comes_back_and_nothing_is_kept(cast, submission, client_of, change):
    data = {**judgement(submission), "C3-mark": "2", **change}

    response = client_of(cast.tess).post(url(submission), data)

    form = response.context["form"]
    assert response.status_code == 422
    assert bool(form.errors) or [part.errors for part in form.criteria if part.errors] != []
    assert form.criteria[2]["mark"].value() == "2"
    assert not Marking.objects.exists()


def test_a_check_that_is_not_answered_is_named(cast, submission, client_of):
    data = judgement(submission)
    unanswered = next(name for name in data if "-cap_" in name)

    response = client_of(cast.tess).post(url(submission), {**data, unanswered: ""})

    assert response.status_code == 422
    assert "has a check that is not answered yet." in str(response.context["form"].non_field_errors())
    assert not Marking.objects.exists()
