"""Bringing a row up to its pack without touching what was edited in the site."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from opsmethods.models import ContentRow

Values = Mapping[str, Any]


def upsert(row: ContentRow, values: Values, *, name: str) -> str:
    """Save the pack's values unless someone has edited the row. Returns what was done, empty for nothing."""
    present = digest_of({column: getattr(row, column) for column in values})
    verb = verdict(row, present=present, wanted=digest_of(values))
    if verb in ("added", "changed"):
        for column, value in {**values, "import_hash": digest_of(values)}.items():
            setattr(row, column, value)
        row.save()
    return f"{verb}: {name}" if verb else ""


def verdict(row: ContentRow, *, present: str, wanted: str) -> str:
    """What is to be done with a row that says `present` where its pack says `wanted`; empty for nothing."""
    if not row.pk:
        return "added"
    if present == wanted:
        return ""
    return "changed" if present == row.import_hash else "left alone, edited here"


def digest_of(values: Values) -> str:
    return sha256(json.dumps(dict(values), sort_keys=True, ensure_ascii=False).encode()).hexdigest()
