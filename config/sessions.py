"""Sessions in the database, each fetched together with its user: every request has one."""

from typing import TYPE_CHECKING, Any, cast

from django.apps import apps
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends import db
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from accounts.queries import live_session

if TYPE_CHECKING:
    from accounts.models import Session, User


class SessionStore(db.SessionStore):
    user: "User | None" = None  # of the row, once it is loaded

    @classmethod
    def get_model_class(cls) -> "type[Session]":
        return apps.get_model("accounts", "Session")

    def create_model_instance(self, data: dict[str, Any]) -> "Session":
        row = cast("Session", super().create_model_instance(data))
        row.user_id = data.get(SESSION_KEY)
        return row

    def _get_session_from_db(self) -> "Session | None":
        found = live_session(self.session_key, now=timezone.now())
        if found is None:
            self._session_key = None
            return None
        self.user = found.user
        return found

    def user_as_signed_in(self) -> "User | None":
        """The user of the row, if all is as when they signed in. None says nothing: Django looks closer then."""
        signed_in, backend, proof = (self.get(key) for key in (SESSION_KEY, BACKEND_SESSION_KEY, HASH_SESSION_KEY))
        user = self.user
        if user is None or str(user.pk) != signed_in or not user.is_active:
            return None
        if backend not in settings.AUTHENTICATION_BACKENDS:
            return None
        return user if proof and constant_time_compare(proof, user.get_session_auth_hash()) else None
