import pytest
from django.urls import reverse

from accounts.models import Notice, User
from accounts.operations import notify
from tests.accounts.conftest import NOW
from tests.factories.accounts import PASSWORD

URL = reverse("accounts:account_erase")


def test_the_password_erases_the_account_and_signs_out(client_of, sam, nia):
    notify(sam, text="Your essay is marked.", url="", now=NOW)
    client = client_of(sam)

    response = client.post(URL, {"password": PASSWORD}, follow=True)

    assert list(User.objects.values_list("pk", flat=True)) == [nia.pk]
    assert not Notice.objects.exists()
    assert "gone from this site" in response.content.decode()
    assert client.get(reverse("accounts:account_detail")).status_code == 302


@pytest.mark.parametrize("sent", [{}, {"password": ""}, {"password": "guessed"}])
def test_without_the_password_nothing_is_erased(client_of, sam, sent):
    client = client_of(sam)

    response = client.post(URL, sent)

    assert response.status_code == 422
    assert User.objects.filter(pk=sam.pk).exists()
    assert client.get(URL).status_code == 200


def test_an_administrator_is_erased_by_another(client_of, sam):
    User.objects.filter(pk=sam.pk).update(is_superuser=True, is_staff=True)

    response = client_of(sam).post(URL, {"password": PASSWORD})

    assert "removed by another administrator" in response.content.decode()
    assert User.objects.filter(pk=sam.pk).exists()


def test_a_password_is_not_guessed_here(client_of, sam):
    client = client_of(sam)

    statuses = [client.post(URL, {"password": f"guess {number}"}).status_code for number in range(20)]

    assert statuses[0] == 422
    assert statuses[-1] == 429


def test_looking_erases_nothing(client_of, sam):
    assert client_of(sam).get(URL).status_code == 200
    assert User.objects.filter(pk=sam.pk).exists()
