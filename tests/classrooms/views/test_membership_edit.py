import pytest
from django.urls import reverse

from classrooms.models import Membership


def membership(cast):
    return Membership.objects.get(classroom=cast.classroom, user=cast.sam)


def url(cast, *, of="sam"):
    member = Membership.objects.get(user=getattr(cast, of))
    return reverse("classrooms:membership_edit", args=[cast.classroom.pk, member.pk])


def test_the_teacher_gives_extra_time(cast, client_of):
    response = client_of(cast.tess).post(url(cast), {"percent": 25})

    assert response.url == cast.classroom.get_absolute_url()
    assert membership(cast).extra_time_percent == 25


def test_the_form_shows_what_is_given(cast, client_of):
    Membership.objects.filter(user=cast.sam).update(extra_time_percent=10)

    assert 'value="10"' in client_of(cast.tess).get(url(cast)).content.decode()


@pytest.mark.parametrize("percent", ["", "-1", "301", "much"])
def test_bad_input_comes_back(cast, client_of, percent):
    response = client_of(cast.tess).post(url(cast), {"percent": percent})

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["percent"])
    assert membership(cast).extra_time_percent == 0


@pytest.mark.parametrize(("name", "status"), [("sam", 404), ("nia", 404), ("omar", 404), (None, 302)])
def test_nobody_else_gives_any(cast, client_of, name, status):
    response = client_of(getattr(cast, name) if name else None).post(url(cast), {"percent": 25})

    assert (response.status_code, membership(cast).extra_time_percent) == (status, 0)


@pytest.mark.parametrize("of", ["nia", "tess"])
def test_only_students_of_this_class_get_any(cast, client_of, of):
    assert client_of(cast.tess).post(url(cast, of=of), {"percent": 25}).status_code == 404
