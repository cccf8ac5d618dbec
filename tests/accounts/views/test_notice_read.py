import pytest
from django.urls import reverse

from accounts.models import Notice
from accounts.operations import notify
from tests.accounts.conftest import NOW


@pytest.fixture
def notice(sam):
    return notify(sam, text="Your essay is marked.", url="/essays/", now=NOW)


def read(notice):
    return reverse("accounts:notice_read", kwargs={"pk": notice.pk})


def test_notice_read_opens_what_it_is_about(client_of, sam, notice):
    response = client_of(sam).post(read(notice))

    assert (response.status_code, response.url) == (302, "/essays/")
    assert Notice.objects.filter(read_at=None).count() == 0


def test_notice_read_of_somebody_else_is_not_found(client_of, nia, notice):
    response = client_of(nia).post(read(notice))

    assert response.status_code == 404
    assert Notice.objects.filter(read_at=None).count() == 1


def test_notice_read_without_an_address_returns_to_the_account(client_of, sam):
    notice = notify(sam, text="Welcome.", url="", now=NOW)

    assert client_of(sam).post(read(notice)).url == reverse("accounts:account_detail")


def test_notice_read_needs_a_post(client_of, sam, notice):
    assert client_of(sam).get(read(notice)).status_code == 405


def test_notice_read_is_for_members(client, notice):
    assert client.post(read(notice)).status_code == 302
    assert Notice.objects.filter(read_at=None).count() == 1
