import pytest
from django.urls import reverse

from accounts.domain.actor import Actor
from essays import operations
from essays.domain.sheet import Choice
from essays.models import Marking
from tests.essays.work import make_submission


def url(submission) -> str:
    return reverse("essays:marking_start", args=[submission.pk])


def edit(marking, code: str) -> str:
    return reverse("essays:marking_edit", args=[marking.pk, code])


def test_marking_begins_with_the_first_criterion(submission, cast, client_of):
    response = client_of(cast.sam).post(url(submission))

    marking = Marking.objects.get()
    assert (response.url, marking.role, marking.author) == (edit(marking, "C1"), "self", cast.sam)


def test_starting_again_goes_on_where_something_is_missing(marking, submission, cast, client_of):
    operations.save_choice(marking, choice=Choice(criterion="C1", mark=1, cap_answers=(("K", False),)))

    assert client_of(cast.sam).post(url(submission)).url == edit(marking, "C2")


@pytest.mark.parametrize(("code", "expected"), [("C3", "C3"), ("C9", "C1"), ("", "C1")])
def test_marking_begins_where_the_training_was(marking, submission, cast, client_of, code, expected):
    response = client_of(cast.sam).post(url(submission), {"code": code})

    assert response.url == edit(marking, expected)


def test_a_guest_marks_too(prompt, client):
    session = client.session
    session["guest_key"] = "a guest"
    session.save()
    submission = make_submission(Actor(guest_key="a guest"), prompt=prompt)

    client.post(url(submission))

    assert Marking.objects.get().author is None


def test_nobody_else_may_start(submission, cast, client_of):
    codes = [client_of(person).post(url(submission)).status_code for person in (cast.nia, cast.tess, None)]

    assert (codes, Marking.objects.count()) == ([404, 404, 404], 0)


def test_only_post(submission, cast, client_of):
    assert client_of(cast.sam).get(url(submission)).status_code == 405
