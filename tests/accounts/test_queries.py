from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser

from accounts.domain.actor import Actor
from accounts.domain.preference import Preference
from accounts.operations import notify, read_notice
from accounts.queries import actor_of, notices_of, personal_data_of, preference_of
from tests.accounts.conftest import NOW, make_attempt

pytestmark = pytest.mark.django_db

GUEST = AnonymousUser()


def test_actor_of_a_user(sam):
    assert actor_of(user=sam, session={"guest_key": "left over"}) == Actor(user_id=sam.pk)


def test_actor_of_a_guest():
    assert actor_of(user=GUEST, session={"guest_key": "k"}) == Actor(guest_key="k")
    assert actor_of(user=GUEST, session={}) == Actor()


def test_preference_of_a_user(sam):
    sam.level, sam.board = "AS", "ocr"

    assert preference_of(user=sam, session={"level": "O"}) == Preference(level="AS", board="ocr")


def test_preference_of_a_guest():
    assert preference_of(user=GUEST, session={}) == Preference(level="A", board="")
    assert preference_of(user=GUEST, session={"level": "O", "board": "aqa"}) == Preference(level="O", board="aqa")


def test_notices_of_are_newest_first_and_ones_own(sam, nia):
    old = notify(sam, text="Old", url="", now=NOW)
    new = notify(sam, text="New", url="", now=NOW + timedelta(hours=1))
    notify(nia, text="Not yours", url="", now=NOW)
    read_notice(old, now=NOW)

    assert list(notices_of(sam)) == [new, old]
    assert list(notices_of(sam, unread=True)) == [new]


def test_personal_data_of_is_ones_own_and_without_secrets(sam, nia):
    notice = notify(sam, text="Hello", url="/essays/", now=NOW)
    notify(nia, text="Not yours", url="", now=NOW)
    EmailAddress.objects.create(user=sam, email="sam@school.example", verified=True, primary=True)

    data = personal_data_of(sam)

    assert {heading: rows for heading, rows in data.items() if rows} == {
        "accounts.User": [
            {
                "username": "sam",
                "email": "sam@school.example",
                "first_name": "",
                "last_name": "",
                "level": "A",
                "board": "",
                "date_joined": sam.date_joined,
                "last_login": None,
            }
        ],
        "accounts.Notice": [
            {
                "id": notice.pk,
                "user_id": sam.pk,
                "text": "Hello",
                "url": "/essays/",
                "created_at": NOW,
                "read_at": None,
            }
        ],
        "account.EmailAddress": [{"email": "sam@school.example", "verified": True, "primary": True}],
    }
    assert "mfa.Authenticator" in data


def test_personal_data_of_includes_rows_below_ones_own(sam):
    attempt = make_attempt(user=sam)

    data = personal_data_of(sam)

    assert [row["id"] for row in data["quizzes.Attempt"]] == [attempt.pk]
    assert {row["attempt_id"] for row in data["quizzes.Attempt items"]} <= {attempt.pk}
