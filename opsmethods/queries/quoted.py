"""What of a row of the notes may stand in a question word for word."""

from collections.abc import Mapping

from opsmethods.domain.impact import ContentRow as TouchingRow
from opsmethods.domain.impact import literal
from opsmethods.models import ContentRow, lines_of
from opsmethods.queries.rows import TABLES
from opsmethods.queries.versions import key_for, topic_for

QUOTED: Mapping[str, tuple[str, ...]] = {
    "method": ("name",),
    "dimension": ("most", "least", "more", "less"),
    "example": ("leak_free", "why"),
    "statement": ("text",),
    "phrase": ("text",),
    "contrast": ("text",),
    "wording": ("text",),
    "group": ("label", "meaning"),
    "case": ("text", "why"),
    "puzzle": ("prompt",),
    "reply": ("text", "why"),
    "cue": ("texts", "reason"),
    "filler": ("text",),
}
# Of these each line is told by itself, and words may be put into it.
FILLED = {"cue", "filler"}


def content_row(row: ContentRow) -> TouchingRow:
    table, _, names = key_for(row).partition(" ")
    texts = [value for name in QUOTED.get(table, ()) if (value := getattr(row, name))]
    if table in FILLED:
        texts = [literal(line) for text in texts for line in lines_of(text)]
    return TouchingRow(topic_for(row), table, tuple(names.split("/")), tuple(texts))


def row_at(table: str, pk: int) -> ContentRow | None:
    """A row by the name of its table and its id."""
    if table not in TABLES:
        return None
    rows = TABLES[table].model._default_manager.filter(pk=pk)
    return rows.select_related(*TABLES[table].related).first() if TABLES[table].related else rows.first()
