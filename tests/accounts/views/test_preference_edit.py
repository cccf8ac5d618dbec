from django.urls import reverse

from accounts.models import User

URL = reverse("accounts:preference_edit")


def test_preference_edit_of_a_guest_is_kept_in_the_session(client, db):
    response = client.post(URL, {"level": "AS", "board": "cambridge"})

    assert (response.status_code, response.url) == (302, reverse("opsmethods:home"))
    assert (client.session["level"], client.session["board"]) == ("AS", "cambridge")
    assert client.get(URL).context["form"].initial == {"level": "AS", "board": "cambridge"}


def test_preference_edit_of_a_user_is_kept_with_the_user(client_of, sam):
    client_of(sam).post(URL, {"level": "O", "board": ""})

    assert User.objects.values_list("level", "board").get() == ("O", "")


def test_preference_edit_says_what_is_wrong_beside_the_field(client, db):
    response = client.post(URL, {"level": "GCSE", "board": "aqa"})

    assert response.status_code == 422
    assert response.context["form"].errors == {
        "level": ["Select a valid choice. GCSE is not one of the available choices."]
    }
    assert "level" not in client.session


def test_preference_edit_shows_to_a_guest_without_asking_the_database(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        client.get(URL)
