from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.auth.models import AnonymousUser

from accounts.domain.actor import Actor
from accounts.domain.personal import registered
from accounts.models import Notice, User
from accounts.operations import (
    actor_to_own_work,
    claim_guest_work,
    claim_session,
    erase_user,
    notify,
    read_notice,
    set_preference,
)
from accounts.queries import notices_of
from tests.accounts.conftest import NOW, make_attempt

pytestmark = pytest.mark.django_db

GUEST = AnonymousUser()
KEY = "k" * 43


def owners(model: str) -> list[tuple[int | None, str]]:
    return list(apps.get_model(model).objects.order_by("pk").values_list("user_id", "guest_key"))


def test_actor_to_own_work_of_a_user(sam, session):
    assert actor_to_own_work(user=sam, session=session) == Actor(user_id=sam.pk)
    assert session == {}


def test_actor_to_own_work_makes_a_guest_key_once(session):
    first = actor_to_own_work(user=GUEST, session=session)
    second = actor_to_own_work(user=GUEST, session=session)

    assert first == second == Actor(guest_key=session["guest_key"])
    assert len(first.guest_key) == 43


def test_guest_keys_differ(session):
    assert actor_to_own_work(user=GUEST, session={}) != actor_to_own_work(user=GUEST, session=session)


def test_claim_guest_work_moves_only_this_guests_rows(sam):
    make_attempt(guest_key=KEY)
    make_attempt(guest_key="another")

    claimed = claim_guest_work(user=sam, guest_key=KEY, now=NOW)

    assert claimed == 1
    assert set(owners("quizzes.Attempt")) == {(None, "another"), (sam.pk, "")}
    assert [notice.created_at for notice in notices_of(sam)] == [NOW]


def test_claim_guest_work_happens_once(sam, nia):
    make_attempt(guest_key=KEY)
    claim_guest_work(user=sam, guest_key=KEY, now=NOW)

    claimed = claim_guest_work(user=nia, guest_key=KEY, now=NOW)

    assert claimed == 0
    assert owners("quizzes.Attempt") == [(sam.pk, "")]
    assert list(notices_of(nia)) == []


def test_claim_session_leaves_no_key_behind(sam):
    session = {"guest_key": KEY, "level": "AS", "board": "aqa", "other": "stays"}

    claim_session(user=sam, session=session, is_new=False, now=NOW)

    assert session == {"other": "stays"}
    assert (sam.level, sam.board) == ("A", "")


def test_claim_session_gives_a_new_account_the_guests_preference(sam):
    claim_session(user=sam, session={"level": "AS", "board": "aqa"}, is_new=True, now=NOW)

    assert User.objects.values_list("level", "board").get(pk=sam.pk) == ("AS", "aqa")


def test_set_preference_of_a_guest_stays_in_the_session(session):
    set_preference(user=GUEST, session=session, level="O", board="cambridge")

    assert session == {"level": "O", "board": "cambridge"}


def test_set_preference_of_a_user_stays_with_the_user(sam, session):
    set_preference(user=sam, session=session, level="O", board="cambridge")

    assert User.objects.values_list("level", "board").get(pk=sam.pk) == ("O", "cambridge")
    assert session == {}


def test_read_notice_keeps_the_first_reading(sam):
    notice = notify(sam, text="Your essay is marked.", url="/essays/", now=NOW)

    read_notice(notice, now=NOW)
    read_notice(notice, now=NOW + timedelta(days=1))

    assert Notice.objects.values_list("text", "url", "read_at").get() == ("Your essay is marked.", "/essays/", NOW)


def test_erase_user_leaves_nothing_of_the_person_and_all_of_others(sam, nia):
    for user in (sam, nia):
        make_attempt(user=user)
        notify(user, text="Hello", url="", now=NOW)
        EmailAddress.objects.create(user=user, email=f"{user.username}@home.example")

    erase_user(sam)

    left = {
        entry.heading: set(apps.get_model(entry.model).objects.values_list(entry.owner, flat=True))
        for entry in registered()
        if entry.model in {"accounts.User", "accounts.Notice", "account.EmailAddress", "quizzes.Attempt"}
    }
    assert left == {
        "accounts.User": {nia.pk},
        "accounts.Notice": {nia.pk},
        "account.EmailAddress": {nia.pk},
        "quizzes.Attempt": {nia.pk},
    }
