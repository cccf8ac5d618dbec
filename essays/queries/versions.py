"""What a prompt or a sample said before: all of it as one document, under a key that packs know."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from essays.domain.exemplar import COLUMNS
from essays.models import Exemplar, Prompt
from opsmethods.models import RowVersion
from opsmethods.queries import PastVersion, past_versions

Document = dict[str, Any]

PROMPT = ("title", "text", "command", "starters", "firms", "weaknesses", "published")
CHILDREN = {  # of a prompt: what tells one from another, and what it says
    "variants": ("level", ("text", "marks", "minutes", "words_low", "words_high", "depth", "published")),
    "scaffold": ("position", ("label", "hint", "published")),
    "points": ("number", ("text", "objectives", "methods", "references", "published")),
}
EXEMPLAR = (*COLUMNS, "published")


def key_for(row: Prompt | Exemplar) -> str:
    if isinstance(row, Exemplar):
        return f"essay {row.prompt.number} sample {row.code}"
    return f"essay {row.number}"


def topic_of(row: Prompt | Exemplar) -> int:
    return row.prompt.topic_id if isinstance(row, Exemplar) else row.topic_id


def document_of(row: Prompt | Exemplar) -> Document:
    """One entry for each thing that is said, named as an editor would: "points 3 text", "C1 reason"."""
    return _sample(row) if isinstance(row, Exemplar) else _prompt(row)


def history_of(row: Prompt | Exemplar) -> list[PastVersion]:
    """Newest first."""
    return past_versions(topic_id=topic_of(row), key=key_for(row))


def version_of(row: Prompt | Exemplar, *, pk: int) -> RowVersion | None:
    return RowVersion.objects.filter(pk=pk, topic=topic_of(row), key=key_for(row)).first()


def newest_version(row: Prompt | Exemplar) -> RowVersion | None:
    versions = RowVersion.objects.filter(topic=topic_of(row), key=key_for(row))
    return versions.order_by("-created_at", "-pk").first()


def _prompt(prompt: Prompt) -> Document:
    document = _said(prompt, PROMPT)
    for children, (key, columns) in CHILDREN.items():
        for row in getattr(prompt, children).order_by(key, "pk"):
            document |= _said(row, columns, prefix=f"{children} {getattr(row, key)} ")
    return document


def _sample(exemplar: Exemplar) -> Document:
    document = _said(exemplar, EXEMPLAR)
    for mark in exemplar.marks.order_by("criterion", "pk"):
        document |= _said(mark, ("mark", "reason"), prefix=f"{mark.criterion} ")
    for cap in exemplar.caps.order_by("criterion", "cap", "pk"):
        document[f"{cap.criterion} cap {cap.cap}"] = cap.holds
    for note in exemplar.notes.order_by("position", "pk"):
        document |= _said(note, ("criterion", "quote", "note"), prefix=f"note {note.position} ")
    return document


def _said(row: Model, columns: Iterable[str], *, prefix: str = "") -> Document:
    return {f"{prefix}{column}": getattr(row, column) for column in columns}
