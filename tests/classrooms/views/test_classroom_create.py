from django.urls import reverse

from classrooms.models import Classroom

URL = reverse("classrooms:classroom_create")


def test_a_guest_is_asked_to_sign_in(client_of, db):
    assert client_of(None).get(URL).status_code == 302


def test_anyone_may_open_a_class_and_teaches_it(cast, client_of):
    response = client_of(cast.nia).post(URL, {"name": "Club"})

    classroom = Classroom.objects.get(name="Club")
    assert (response.status_code, response.url) == (302, classroom.get_absolute_url())
    assert [(member.user, member.role) for member in classroom.memberships.all()] == [(cast.nia, "teacher")]


def test_a_class_needs_a_name(cast, client_of):
    response = client_of(cast.nia).post(URL, {"name": " "})

    assert response.status_code == 422
    assert response.context["form"].errors == {"name": ["This field is required."]}
    assert not Classroom.objects.filter(memberships__user=cast.nia, memberships__role="teacher").exists()
