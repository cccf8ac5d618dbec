import pytest
from django.urls import reverse

from essays.models import SavedComment
from essays.operations import keep_comment
from tests.classrooms.work import NOW


@pytest.fixture
def comment(cast):
    return keep_comment(cast.tess, criterion="C3", text="Why?", now=NOW)


def url(pk):
    return reverse("classrooms:comment_delete", args=[pk])


def test_a_teacher_takes_a_comment_out_of_their_bank(cast, comment, client_of):
    response = client_of(cast.tess).post(url(comment.pk), follow=True)

    assert "no longer among your saved ones" in response.content.decode()
    assert not SavedComment.objects.exists()


def test_a_second_click_finds_none(cast, comment, client_of):
    client = client_of(cast.tess)

    assert [client.post(url(comment.pk)).status_code for _ in range(2)] == [302, 404]


@pytest.mark.parametrize(("name", "status"), [("omar", 404), ("sam", 404), (None, 302)])
def test_nobody_else_does(cast, comment, client_of, name, status):
    client = client_of(getattr(cast, name) if name else None)

    assert client.post(url(comment.pk)).status_code == status
    assert SavedComment.objects.get() == comment


@pytest.mark.parametrize("pk", [0, 2**63, 10**40])
def test_what_is_no_comment_is_not_found(cast, client_of, pk):
    assert client_of(cast.tess).post(url(pk)).status_code == 404


def test_only_post(cast, comment, client_of):
    assert client_of(cast.tess).get(url(comment.pk)).status_code == 405
    assert SavedComment.objects.get() == comment
