import pytest
from django.urls import reverse

from accounts.operations import notify
from tests.accounts.conftest import NOW

URL = reverse("accounts:account_detail")


def test_account_detail_is_for_members(client, db):
    response = client.get(URL)

    assert (response.status_code, response.url) == (302, f"{reverse('account_login')}?next={URL}")


def test_account_detail_shows_only_ones_own_notices(client_of, sam, nia):
    notify(sam, text="Your essay is marked.", url="", now=NOW)
    notify(nia, text="Somebody else's message.", url="", now=NOW)

    page = client_of(sam).get(URL).content.decode()

    assert "Your essay is marked." in page
    assert "Somebody else" not in page


def test_account_detail_says_what_to_expect_when_empty(client_of, sam):
    assert "When a teacher sets work or marks your essay" in client_of(sam).get(URL).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_account_detail_queries(client_of, sam, count, django_assert_num_queries):
    for number in range(count):
        notify(sam, text=f"Message {number}", url="", now=NOW)
    client = client_of(sam)

    with django_assert_num_queries(2):
        client.get(URL)
