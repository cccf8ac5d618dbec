from django.urls import reverse

from accounts.models import User

URL = reverse("accounts:name_edit")


def test_name_edit_is_for_members(client, db):
    assert client.get(URL).status_code == 302


def test_a_name_is_kept_and_shown(client_of, sam):
    client = client_of(sam)

    response = client.post(URL, {"first_name": "Samira", "last_name": "Khan"})

    assert (response.status_code, response.url) == (302, reverse("accounts:account_detail"))
    assert User.objects.values_list("first_name", "last_name").get() == ("Samira", "Khan")
    assert "Samira Khan</h1>" in client.get(response.url).content.decode()
    assert 'value="Khan"' in client.get(URL).content.decode()


def test_without_a_name_the_user_name_is_shown(client_of, sam):
    client_of(sam).post(URL, {"first_name": "", "last_name": ""})

    assert User.objects.get().display_name == sam.username


def test_a_name_that_is_too_long_is_refused_beside_its_field(client_of, sam):
    response = client_of(sam).post(URL, {"first_name": "x" * 151})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["first_name"]
