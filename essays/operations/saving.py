"""Saving: a draft is opened in a window and its words are kept as they change, many times a minute."""

from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import F

from accounts.compiled import CompiledInsert
from accounts.domain.actor import Actor
from essays.domain.change import Change
from essays.domain.text import count_words, digest, plain
from essays.models import Draft, DraftVersion
from essays.queries import drafts_of, drafts_taking_words, known_and_current


class NoSuchDraft(Exception):
    """The actor is writing no such essay."""


class ChangeConflict(Exception):
    """The same save was sent twice with different words."""


class StaleWindow(Exception):
    """The essay was opened again elsewhere; the text was kept as a version set aside."""


class DraftHandedIn(Exception):
    """The essay is handed in; a text that still arrives is kept as a version set aside."""


def open_window(draft: Draft) -> Draft:
    """Open the draft for writing: from now on saves of an earlier window are set aside (V13).

    Raises DraftHandedIn.
    """
    opened = Draft.objects.filter(pk=draft.pk, state=Draft.State.WRITING).update(window=F("window") + 1)
    if not opened:
        raise DraftHandedIn("This essay is handed in.")
    draft.refresh_from_db(fields=["window"])
    return draft


# The usual save takes one statement; the lock puts it before or after a hand-in, as in `_store`.
ENTERED = {guest: CompiledInsert(DraftVersion, partial(drafts_taking_words, is_guest=guest)) for guest in (False, True)}


def save_words(actor: Actor, *, draft_id: UUID, change: Change, now: datetime) -> DraftVersion:
    """`save_version` for a draft of this actor. Raises NoSuchDraft too."""
    if actor.owns_nothing:
        raise NoSuchDraft
    version = _version(draft_id, change=change, now=now)
    if ENTERED[actor.is_guest].enter(version, **actor.owner):
        return version
    draft = drafts_of(actor).filter(pk=draft_id).first()
    if draft is None:
        raise NoSuchDraft
    return save_version(draft, change=change, now=now)


def save_version(draft: Draft, *, change: Change, now: datetime) -> DraftVersion:
    """Keep the text as a new version, or the current one if nothing changed. Sending a change twice is harmless.

    Raises StaleWindow and DraftHandedIn after keeping the text aside, ChangeConflict without keeping it.
    """
    version = _store(draft, change=change, now=now)
    if not version.superseded:
        return version
    if Draft.objects.filter(pk=draft.pk, state=Draft.State.HANDED_IN).exists():
        raise DraftHandedIn("This essay is handed in. These words are kept among its versions.")
    raise StaleWindow(
        "This essay was opened in another place after this page. These words are kept among its versions."
    )


@transaction.atomic
def _store(draft: Draft, *, change: Change, now: datetime) -> DraftVersion:
    locked = Draft.objects.select_for_update().get(pk=draft.pk)
    version = _version(locked.pk, change=change, now=now)
    known, current = known_and_current(locked, client_uuid=change.client_uuid)
    if known is not None:
        if known.text_hash != version.text_hash:
            raise ChangeConflict("This save was already received with other words.")
        return known
    version.superseded = not locked.is_open or change.window != locked.window
    if current is not None and not version.superseded and current.text_hash == version.text_hash:
        return current
    version.save(force_insert=True)
    return version


def _version(draft_id: UUID, *, change: Change, now: datetime) -> DraftVersion:
    text = plain(change.text)
    return DraftVersion(
        draft_id=draft_id,
        window=change.window,
        sequence=change.sequence,
        client_uuid=change.client_uuid,
        client_time=change.client_time,
        cause=change.cause,
        text=text,
        text_hash=digest(text),
        words=count_words(text),
        server_time=now,
    )


@transaction.atomic
def restore_version(draft: Draft, *, version: DraftVersion, client_uuid: UUID, now: datetime) -> DraftVersion:
    """Make an earlier text the current one by saving it again in a window of its own. Raises DraftHandedIn."""
    opened = open_window(draft)
    change = Change(
        text=version.text,
        window=opened.window,
        sequence=1,
        client_uuid=client_uuid,
        cause=DraftVersion.Cause.RESTORE,
    )
    return save_version(opened, change=change, now=now)
