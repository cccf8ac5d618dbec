"""A row of a table as a pack tells it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Value = object


@dataclass(frozen=True, slots=True)
class PackRow:
    """One row. `key` is unique in its topic; `parents` gives the key of the row each foreign key points at.

    `values` are columns, except for a statement's `truth`, whose rows belong to the statement.
    """

    table: str
    key: str
    values: Mapping[str, Value]
    parents: Mapping[str, str] = field(default_factory=dict)


def key_of(table: str, *names: str) -> str:
    return f"{table} {'/'.join(names)}"
