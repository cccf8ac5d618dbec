from django.urls import reverse

URL = reverse("classrooms:classroom_join")


def link(classroom):
    return classroom.get_join_url()


def is_in(user, classroom):
    return classroom.memberships.filter(user=user).exists()


def test_a_guest_signs_in_and_comes_back_to_the_link(cast, client_of):
    response = client_of(None).get(link(cast.classroom))

    assert response.url == f"{reverse('account_login')}?next={link(cast.classroom)}"


def test_a_link_shows_the_class_and_joins_nothing(cast, client_of):
    response = client_of(cast.nia).get(link(cast.classroom))

    assert "Join Year 12?" in response.content.decode()
    assert not is_in(cast.nia, cast.classroom)


def test_the_button_joins(cast, client_of):
    response = client_of(cast.nia).post(URL, {"code": cast.classroom.spoken_code.lower()})

    assert response.url == cast.classroom.get_absolute_url()
    assert is_in(cast.nia, cast.classroom)


def test_a_wrong_code_comes_back_with_the_reason(cast, client_of):
    response = client_of(cast.nia).post(URL, {"code": "nothing"})

    assert response.status_code == 422
    assert response.context["form"].errors == {"code": ["No class has this code. Check it with your teacher."]}
    assert 'value="nothing"' in response.content.decode()


def test_a_link_with_a_wrong_code_says_so(cast, client_of):
    response = client_of(cast.nia).get(reverse("classrooms:classroom_join", args=["NNNNNN"]))

    assert response.status_code == 422
    assert "No class has this code." in response.content.decode()


def test_a_page_without_a_code_asks_for_one(cast, client_of):
    response = client_of(cast.nia).get(URL)

    assert (response.status_code, dict(response.context["form"].errors)) == (200, {})
