from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from config.sessions import SessionStore

pytestmark = pytest.mark.django_db


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
