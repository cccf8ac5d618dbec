"""Signed-in pupils without the pages of signing in."""

import json

from tests.servers import manage

MAKE_SESSIONS = """
import json
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model

SessionStore = import_module(settings.SESSION_ENGINE).SessionStore

def session(number):
    user = get_user_model().objects.create(username=f"pupil-{number}", password="!")
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    return store.session_key

print(json.dumps([session(number) for number in range(COUNT)]))
"""


def sessions(env: dict[str, str], count: int) -> list[str]:
    """Session keys of so many new people."""
    return json.loads(manage(env, "shell", "-v", "0", "-c", MAKE_SESSIONS.replace("COUNT", str(count))))
