import pytest
from django.urls import reverse

from classrooms.models import Classroom


def url(cast):
    return reverse("classrooms:code_rotate", args=[cast.classroom.pk])


def code_of(cast):
    return Classroom.objects.get(pk=cast.classroom.pk).code


def test_the_teacher_makes_a_new_code(cast, client_of):
    response = client_of(cast.tess).post(url(cast))

    assert response.url == cast.classroom.get_absolute_url()
    assert code_of(cast) != cast.classroom.code


@pytest.mark.parametrize(("name", "status"), [("sam", 404), ("nia", 404), ("omar", 404), (None, 302)])
def test_nobody_else_does(cast, client_of, name, status):
    response = client_of(getattr(cast, name) if name else None).post(url(cast))

    assert (response.status_code, code_of(cast)) == (status, cast.classroom.code)
