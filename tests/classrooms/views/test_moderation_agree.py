import pytest
from django.urls import reverse

from essays.models import Marking
from essays.operations import take_lease, total_marking
from tests.classrooms.work import LATER, hand_in_essay, judgement, self_mark, teach_too


@pytest.fixture
def submission(cast, essay):
    submission = hand_in_essay(essay, user=cast.sam)
    self_mark(submission)
    return submission


def url(submission, name="agree"):
    return reverse(f"classrooms:moderation_{name}", args=[submission.pk])


def teachers_marking():
    return Marking.objects.filter(role="teacher")


@pytest.mark.parametrize(("name", "status"), [("sam", 404), ("nia", 404), ("omar", 404), (None, 302)])
def test_nobody_but_the_teacher_agrees(cast, submission, client_of, name, status):
    client = client_of(getattr(cast, name) if name else None)

    assert (client.post(url(submission)).status_code, teachers_marking().count()) == (status, 0)


def test_one_key_press_gives_the_self_mark(cast, submission, client_of):
    response = client_of(cast.tess).post(url(submission), {"comment": ""})

    mark = total_marking(teachers_marking().get().pk, now=LATER)
    assert response.url == url(submission, "edit")
    assert (mark.points, mark.author) == (20, cast.tess)


def test_words_typed_on_the_page_go_with_it_and_marks_do_not(cast, submission, client_of):
    notes = {"p0-first": "1", "p0-text": "Why?"}

    client_of(cast.tess).post(url(submission), {**judgement(submission), **notes})

    marking = teachers_marking().get()
    assert marking.comment == "Compare two methods in one sentence."
    assert list(marking.passages.values_list("text", flat=True)) == ["Why?"]
    assert total_marking(marking.pk, now=LATER).points == 20


def test_words_that_are_wrong_come_back_with_the_marks(cast, submission, client_of):
    data = {**judgement(submission), "p0-text": "Why?", "C3-mark": "2"}

    response = client_of(cast.tess).post(url(submission), data)

    form = response.context["form"]
    assert response.status_code == 422
    assert form.passages[0].errors == {"first": ["Choose the sentence that you mean."]}
    assert form.criteria[2]["mark"].value() == "2"
    assert not teachers_marking().exists()


def test_without_a_self_mark_the_page_says_so(cast, topic, submission, client_of):
    Marking.objects.all().delete()

    response = client_of(cast.tess).post(url(submission), {"comment": "Well."})

    assert response.status_code == 422
    assert "There is no self-mark to agree with" in response.content.decode()
    assert not Marking.objects.exists()


def test_a_second_click_changes_nothing(cast, submission, client_of):
    client = client_of(cast.tess)
    client.post(url(submission), {"comment": "First."})

    response = client.post(url(submission), {"comment": "Second."})

    assert (response.status_code, response.context["form"]) == (200, None)
    assert teachers_marking().get().comment == "First."


def test_a_script_that_another_teacher_has_is_not_agreed_to(cast, submission, client_of, time_machine):
    time_machine.move_to(LATER, tick=False)
    teach_too(cast.classroom, user=cast.omar)
    take_lease(submission, holder=cast.tess, now=LATER)

    response = client_of(cast.omar).post(url(submission), {"comment": ""})

    assert (response.status_code, teachers_marking().count()) == (409, 0)
