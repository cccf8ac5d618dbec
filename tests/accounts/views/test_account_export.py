from django.urls import reverse

from accounts.operations import notify
from tests.accounts.conftest import NOW

URL = reverse("accounts:account_export")


def test_account_export_is_for_members(client, db):
    assert client.get(URL).status_code == 302


def test_account_export_is_a_file_with_ones_own_rows(client_of, sam, nia):
    notify(sam, text="Your essay is marked.", url="", now=NOW)
    notify(nia, text="Somebody else's message.", url="", now=NOW)

    response = client_of(sam).get(URL)

    assert response["Content-Disposition"] == 'attachment; filename="my-data.json"'
    assert [row["text"] for row in response.json()["accounts.Notice"]] == ["Your essay is marked."]
    assert [row["username"] for row in response.json()["accounts.User"]] == ["sam"]
