"""The history of prompts and samples: what they said is kept, and brought back whole."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from essays.domain.pairing import paired
from essays.models import Exemplar, ExemplarCap, ExemplarMark, ExemplarNote, Prompt
from essays.operations.lists import put, words_in, words_of
from essays.queries.versions import (
    CHILDREN,
    EXEMPLAR,
    PROMPT,
    Document,
    document_of,
    key_for,
    newest_version,
    topic_of,
)
from opsmethods.models import RowVersion

Cause = RowVersion.Cause


class NotAsItWas(Exception):
    """The row cannot be what it was; the message says why."""


def record_version(row: Prompt | Exemplar, *, cause: str, author: User | None = None) -> None:
    """Keep what the row says now, with all that hangs on it; nothing if that is what it said last."""
    newest, document = newest_version(row), document_of(row)
    if newest is None or newest.values != document:
        RowVersion.objects.create(topic_id=topic_of(row), key=key_for(row), values=document, cause=cause, author=author)


@transaction.atomic
def restore_version_of(row: Prompt | Exemplar, *, version: RowVersion, author: User) -> None:
    """Make the row say what it said then. Rows of a prompt that came later become drafts: students may have met them.

    Raises NotAsItWas, and changes nothing then.
    """
    try:
        if isinstance(row, Exemplar):
            _restore_sample(row, version.values)
        else:
            _restore_prompt(row, version.values)
    except ValidationError as error:
        raise NotAsItWas(" ".join(error.messages)) from error
    record_version(row, cause=Cause.RESTORED, author=author)


def _restore_prompt(prompt: Prompt, document: Document) -> None:
    _set(prompt, {column: document[column] for column in PROMPT})
    for children, (key, _) in CHILDREN.items():
        said = _by_key(document, f"{children} ")
        present = list(getattr(prompt, children).order_by(key, "pk"))
        rows = {row.level: row for row in present} if key == "level" else _put_back(present, said, column=key)
        for name, values in said.items():
            _set(rows.get(name) or getattr(prompt, children).model(prompt=prompt, **{key: name}), values)
        getattr(prompt, children).exclude(**{f"{key}__in": list(said)}).update(published=False)


def _put_back(rows: Sequence[Any], said: Mapping[str, Document], *, column: str) -> dict[str, Any]:
    """The rows of a list by the places they had then. One that came later steps behind all if its place is claimed."""
    names = sorted(said, key=int)
    words = [words_in(row, said[names[0]]) for row in rows] if names else []
    pairs = paired(words, [words_of(said[name]) for name in names])
    found = {names[place]: rows[before] for place, before in pairs.items()}
    places = {int(name): row for name, row in found.items()}
    behind = count(1 + max([*map(int, names), *(getattr(row, column) for row in rows)], default=0))
    for row in rows:
        if row not in found.values():
            own = getattr(row, column)
            places[next(behind) if str(own) in said else own] = row
    put(places, column=column)
    return found


def _restore_sample(exemplar: Exemplar, document: Document) -> None:
    _set(exemplar, {column: document[column] for column in EXEMPLAR})
    for hung in (exemplar.marks, exemplar.caps, exemplar.notes):
        hung.all().delete()
    for position, values in _by_key(document, "note ").items():
        ExemplarNote.objects.create(exemplar=exemplar, position=int(position), **values)
    marks: dict[str, dict[str, Any]] = defaultdict(dict)
    for name, value in document.items():
        criterion, _, rest = name.partition(" ")
        if rest.startswith("cap "):
            ExemplarCap.objects.create(
                exemplar=exemplar, criterion=criterion, cap=rest.removeprefix("cap "), holds=value
            )
        elif rest in ("mark", "reason"):
            marks[criterion][rest] = value
    ExemplarMark.objects.bulk_create(
        ExemplarMark(exemplar=exemplar, criterion=criterion, **values) for criterion, values in marks.items()
    )


def _by_key(document: Document, prefix: str) -> dict[str, Document]:
    """The entries "points 3 text" and its like, by their key."""
    found: dict[str, Document] = defaultdict(dict)
    for name, value in document.items():
        if name.startswith(prefix):
            key, _, column = name.removeprefix(prefix).partition(" ")
            found[key][column] = value
    return found


def _set(row: Any, values: Document) -> None:
    """Raises ValidationError."""
    for column, value in values.items():
        setattr(row, column, value)
    if row.pk:
        row.revision += 1
    row.full_clean()
    row.save()
