import pytest
from django.urls import reverse

from accounts.operations import notify
from tests.accounts.conftest import NOW
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client_of):
    return client_of(make_user("root", is_staff=True, is_superuser=True))


@pytest.mark.parametrize("count", [1, 3])
def test_notices_are_listed_with_the_same_queries(admin, sam, count, django_assert_max_num_queries):
    for number in range(count):
        notify(sam, text=f"Message {number}", url="", now=NOW)

    with django_assert_max_num_queries(8):
        response = admin.get(reverse("admin:accounts_notice_changelist"))

    assert response.context["cl"].result_count == count


def test_a_person_can_be_edited_without_an_email(admin, nia):
    page = admin.get(reverse("admin:accounts_user_change", args=[nia.pk]))
    values = {name: page.context["adminform"].form.initial.get(name) or "" for name in ("username", "email", "level")}

    response = admin.post(
        reverse("admin:accounts_user_change", args=[nia.pk]),
        {**values, "board": "ocr", "date_joined_0": "2026-03-02", "date_joined_1": "10:00:00"},
    )

    assert response.status_code == 302, response.context["errors"]
    nia.refresh_from_db()
    assert (nia.board, nia.email) == ("ocr", "")
