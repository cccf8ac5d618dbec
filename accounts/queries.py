from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.db.models import BigIntegerField, CharField, DateTimeField, QuerySet

from accounts.compiled import CompiledQuery, Parameter
from accounts.domain.actor import Actor
from accounts.domain.personal import PersonalData, registered
from accounts.domain.preference import Preference
from accounts.models import Level, Notice, Session, User

GUEST_KEY = "guest_key"
LEVEL = "level"
BOARD = "board"

Values = list[dict[str, Any]]

USER = CompiledQuery(lambda: User.objects.filter(pk=Parameter("pk", BigIntegerField())))
SESSION = CompiledQuery(
    lambda: Session.objects.filter(
        session_key=Parameter("key", CharField()), expire_date__gt=Parameter("now", DateTimeField())
    ).select_related("user")
)


def user_by_id(pk: int) -> User | None:
    return USER.row(pk=pk)


def live_session(key: str | None, *, now: datetime) -> Session | None:
    """A session that has not run out, with its user: asked for on nearly every request."""
    return SESSION.row(key=key, now=now)


def actor_of(*, user: User | AnonymousUser, session: SessionBase) -> Actor:
    """The signed-in user, or the guest of this session, who may have no key yet."""
    if isinstance(user, User):
        return Actor(user_id=user.pk)
    return Actor(guest_key=session.get(GUEST_KEY, ""))


def preference_of(*, user: User | AnonymousUser, session: SessionBase) -> Preference:
    if isinstance(user, User):
        return Preference(level=user.level, board=user.board)
    return Preference(level=session.get(LEVEL, Level.A_LEVEL.value), board=session.get(BOARD, ""))


def notices_of(user: User, *, unread: bool = False) -> QuerySet[Notice]:
    notices = user.notices.order_by("-created_at", "-pk")
    return notices.filter(read_at=None) if unread else notices


def personal_data_of(user: User) -> dict[str, Values]:
    """Everything the site keeps about a person: rows by heading, from the register of personal data."""
    found: dict[str, Values] = {}
    for entry in registered():
        found[entry.heading] = _exported(rows_owned_by(user, entry=entry), columns=entry.columns)
        for path in entry.children:
            found[f"{entry.heading} {path}"] = _exported(_children_of(user, entry=entry, path=path))
    return found


def rows_owned_by(user: User, *, entry: PersonalData) -> QuerySet[Any]:
    return _rows(entry.model).filter(**{entry.owner: user.pk})


def rows_of_guest(guest_key: str, *, entry: PersonalData) -> QuerySet[Any]:
    return _rows(entry.model).filter(user=None, guest_key=guest_key)


def _rows(label: str) -> QuerySet[Any]:
    rows: QuerySet[Any] = apps.get_model(label)._default_manager.all()
    return rows


def _exported(rows: QuerySet[Any], *, columns: tuple[str, ...] = ()) -> Values:
    names = columns or tuple(field.attname for field in rows.model._meta.concrete_fields)
    return list(rows.order_by("pk").values(*names))


def _children_of(owner: User, *, entry: PersonalData, path: str) -> QuerySet[Any]:
    """Rows at the end of a path of reverse relations, found by the way back to their owner."""
    model, back = apps.get_model(entry.model), [entry.owner]
    for name in path.split("__"):
        relation = model._meta.get_field(name)
        model = relation.related_model
        back.insert(0, relation.remote_field.name)
    return _rows(model._meta.label).filter(**{"__".join(back): owner.pk})
