import pytest
from django.urls import reverse


def url(cast):
    return reverse("classrooms:classroom_leave", args=[cast.classroom.pk])


def names_in(classroom):
    return set(classroom.memberships.values_list("user__username", flat=True))


def test_a_student_leaves(cast, client_of):
    response = client_of(cast.sam).post(url(cast))

    assert response.url == reverse("classrooms:classroom_list")
    assert names_in(cast.classroom) == {"tess"}


def test_the_last_teacher_is_told_why_not(cast, client_of):
    response = client_of(cast.tess).post(url(cast), follow=True)

    assert "You are the only teacher of this class, so you cannot leave it." in response.content.decode()
    assert names_in(cast.classroom) == {"tess", "sam"}


@pytest.mark.parametrize(("name", "status"), [("nia", 404), ("omar", 404), (None, 302)])
def test_others_leave_nothing(cast, client_of, name, status):
    assert client_of(getattr(cast, name) if name else None).post(url(cast)).status_code == status


def test_opening_the_address_leaves_nothing(cast, client_of):
    assert client_of(cast.sam).get(url(cast)).status_code == 405
    assert names_in(cast.classroom) == {"tess", "sam"}
