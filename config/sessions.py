"""Sessions in the database, fetched with a query compiled once: every request has one."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import CharField, DateTimeField
from django.utils import timezone

from accounts.compiled import CompiledQuery, Parameter

LIVE = CompiledQuery(
    lambda: Session.objects.filter(
        session_key=Parameter("key", CharField()), expire_date__gt=Parameter("now", DateTimeField())
    )
)


class SessionStore(db.SessionStore):
    def _get_session_from_db(self) -> Session | None:
        found = LIVE.row(key=self.session_key, now=timezone.now())
        if found is None:
            self._session_key = None
        return found
