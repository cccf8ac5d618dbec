from datetime import timedelta
from importlib import import_module

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DjangosOwn
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.models import Session
from config.sessions import SessionStore

pytestmark = pytest.mark.django_db

MOVED = import_module("accounts.migrations.0003_move_sessions")
ACCOUNT = reverse("accounts:account_detail")


def test_a_session_comes_back_as_it_was_saved():
    saved = SessionStore()
    saved["guest_key"] = "abc"
    saved.save()

    assert dict(SessionStore(saved.session_key).items()) == {"guest_key": "abc"}


def test_a_session_that_has_run_out_is_a_new_one():
    saved = SessionStore()
    saved["guest_key"] = "abc"
    saved.save()
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    found = SessionStore(saved.session_key)

    assert dict(found.items()) == {}
    assert found.session_key is None


# --- Whose it is ----------------------------------------------------------------------------------


@pytest.fixture
def sam(django_user_model):
    return django_user_model.objects.create_user("sam", password="a long enough password")


@pytest.fixture
def session(client, sam):
    """As Sam's browser sends it."""
    client.force_login(sam, backend=settings.AUTHENTICATION_BACKENDS[0])
    return lambda: SessionStore(client.session.session_key)


def test_a_session_names_its_user(session, sam):
    assert Session.objects.get().user == sam
    assert session().user_as_signed_in() == sam


def test_a_guest_has_no_user():
    saved = SessionStore()
    saved["guest_key"] = "abc"
    saved.save()

    assert Session.objects.get().user is None
    assert SessionStore(saved.session_key).user_as_signed_in() is None


def test_whoever_signs_out_is_nobody(client, session):
    client.logout()

    assert session().user_as_signed_in() is None


@pytest.mark.parametrize(
    ("key", "value"), [(BACKEND_SESSION_KEY, "no.such.Backend"), (HASH_SESSION_KEY, "another"), (HASH_SESSION_KEY, "")]
)
def test_a_session_that_does_not_fit_is_looked_at_closer(session, key, value):
    store = session()
    store[key] = value
    store.save()

    assert session().user_as_signed_in() is None


def test_an_account_that_was_shut_is_signed_out(client, session, sam):
    sam.is_active = False
    sam.save(update_fields=["is_active"])

    assert session().user_as_signed_in() is None
    assert client.get(ACCOUNT).status_code == 302


def test_a_new_password_ends_other_sessions(client, session, sam):
    sam.set_password("another long password")
    sam.save(update_fields=["password"])

    assert session().user_as_signed_in() is None
    assert client.get(ACCOUNT).status_code == 302


def test_sessions_go_with_their_user(session, sam):
    sam.delete()

    assert Session.objects.count() == 0


def test_a_row_without_its_user_is_still_a_session(client, session, sam):
    Session.objects.update(user=None)

    assert session().user_as_signed_in() is None
    assert client.get(ACCOUNT).status_code == 200


def test_sessions_from_before_are_kept():
    old = DjangosOwn()
    old["guest_key"] = "abc"
    old.save()

    with connection.cursor() as cursor:
        cursor.execute(MOVED.THERE)

    assert dict(SessionStore(old.session_key).items()) == {"guest_key": "abc"}
