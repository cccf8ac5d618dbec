import secrets
from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.utils.module_loading import import_string

from accounts.domain.actor import Actor
from accounts.domain.personal import Erase, PersonalData, registered
from accounts.models import Notice, User
from accounts.queries import BOARD, GUEST_KEY, LEVEL, actor_of, rows_of_guest, rows_owned_by

if TYPE_CHECKING:
    from collections.abc import Callable


def actor_to_own_work(*, user: User | AnonymousUser, session: SessionBase) -> Actor:
    """The actor of this session, able to own work: a guest without a key is given one."""
    if user.is_anonymous and GUEST_KEY not in session:
        session[GUEST_KEY] = secrets.token_urlsafe(32)
    return actor_of(user=user, session=session)


@transaction.atomic
def claim_guest_work(*, user: User, guest_key: str, now: datetime) -> int:
    """Give a guest's rows to the user and say how many there were. A second claim finds none."""
    claimed = sum(_claimed(entry, user=user, guest_key=guest_key) for entry in registered() if entry.guest)
    if claimed:
        notify(user, text="The work you started before you signed in is now in your account.", url="", now=now)
    return claimed


def _claimed(entry: PersonalData, *, user: User, guest_key: str) -> int:
    if entry.claim:
        claim: Callable[..., int] = import_string(entry.claim)
        return claim(user, guest_key=guest_key)
    return rows_of_guest(guest_key, entry=entry).update(user=user, guest_key="")


def claim_session(*, user: User, session: SessionBase, is_new: bool, now: datetime) -> None:
    """Take over what a guest left in the session: the work always, the preference for a new account."""
    guest_key = session.pop(GUEST_KEY, "")
    if guest_key:
        claim_guest_work(user=user, guest_key=guest_key, now=now)
    level, board = session.pop(LEVEL, user.level), session.pop(BOARD, user.board)
    if is_new:
        set_preference(user=user, session=session, level=level, board=board)


def set_preference(*, user: User | AnonymousUser, session: SessionBase, level: str, board: str) -> None:
    """Keep level and board with the user, or in a guest's session."""
    if isinstance(user, User):
        user.level, user.board = level, board
        user.save(update_fields=["level", "board"])
        return
    session[LEVEL], session[BOARD] = level, board


def set_name(user: User, *, first_name: str, last_name: str) -> None:
    """What the person is shown as; with neither name, by the user name."""
    user.first_name, user.last_name = first_name, last_name
    user.save(update_fields=["first_name", "last_name"])


def notify(user: User, *, text: str, url: str, now: datetime) -> Notice:
    """Tell one person something inside the site."""
    return Notice.objects.create(user=user, text=text, url=url, created_at=now)


def read_notice(notice: Notice, *, now: datetime) -> None:
    """Mark a notice as read; the first reading stands."""
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=now)


@transaction.atomic
def erase_user(user: User) -> None:
    """Take a person out of the site by the register of personal data.

    Rows of the highest apps go first and the account, registered first, goes last.
    """
    entries = tuple(reversed(registered()))
    for entry in entries:
        if entry.erase is Erase.ANONYMISE:
            rows_owned_by(user, entry=entry).update(**{entry.owner: None})
    for entry in entries:
        if entry.erase is Erase.DELETE:
            rows_owned_by(user, entry=entry).delete()
