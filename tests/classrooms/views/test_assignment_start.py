import pytest
from django.urls import reverse

from classrooms.models import HandIn
from essays.models import Rubric
from tests.classrooms.work import AFTER, NOW, set_quiz


@pytest.fixture(autouse=True)
def _at_ten(time_machine):
    time_machine.move_to(NOW, tick=False)


def url(assignment):
    return reverse("classrooms:assignment_start", args=[assignment.pk])


def test_a_quiz_starts_at_its_first_question(cast, quiz, client_of):
    response = client_of(cast.sam).post(url(quiz))

    attempt = HandIn.objects.get(assignment=quiz, user=cast.sam).attempt
    assert response.url == f"/quizzes/attempts/{attempt.pk}/1/"


def test_an_essay_starts_in_the_editor(cast, essay, client_of):
    response = client_of(cast.sam).post(url(essay))

    draft = HandIn.objects.get(assignment=essay, user=cast.sam).draft
    assert response.url == f"/essays/drafts/{draft.pk}/"


def test_a_double_click_leads_to_the_same_place(cast, quiz, client_of):
    client = client_of(cast.sam)

    assert client.post(url(quiz)).url == client.post(url(quiz)).url
    assert cast.sam.attempts.count() == 1


@pytest.mark.parametrize(("name", "status"), [("tess", 404), ("nia", 404), ("omar", 404), (None, 302)])
def test_only_students_of_the_class_start(cast, quiz, client_of, name, status):
    response = client_of(getattr(cast, name) if name else None).post(url(quiz))

    assert (response.status_code, HandIn.objects.count()) == (status, 0)


def test_work_that_is_not_open_is_not_there(cast, topic, client_of):
    later = set_quiz(cast.classroom, by=cast.tess, topic=topic, opens_at=AFTER, due_at=AFTER.replace(year=2027))

    assert client_of(cast.sam).post(url(later)).status_code == 404


def test_an_essay_whose_rubric_is_gone_says_so(cast, essay, client_of):
    Rubric.objects.update(published_at=None)

    response = client_of(cast.sam).post(url(essay), follow=True)

    assert response.redirect_chain == [(cast.classroom.get_absolute_url(), 302)]
    assert "This question has no published rubric yet" in response.content.decode()
