"""What is published of a topic, ready to be told as specs."""

from collections import defaultdict
from typing import Any, TypeVar

from opsmethods.models import ContentRow, Topic
from opsmethods.queries.rows import TABLES, rows_by_key

Spec = TypeVar("Spec")
PARENTS = (
    "method",
    "dimension",
    "trait",
    "theme",
    "section",
    "factor",
    "question",
    "answer",
    "first",
    "second",
    "right",
    "wrong",
    "group",
    "puzzle",
    "own",
)


class Rows:
    """Published content rows of a topic by table, in the order their pages have them."""

    def __init__(self, topic: Topic) -> None:
        self.found: dict[str, list[Any]] = defaultdict(list)
        self.parted: dict[tuple[str, str], dict[int, list[Any]]] = {}
        names = {table.model: name for name, table in TABLES.items()}
        for row in rows_by_key(topic).values():
            if _is_live(row):
                self.found[names[type(row)]].append(row)

    def of(self, table: str, **parent: ContentRow) -> list[Any]:
        """All, or those of one parent."""
        if not parent:
            return sorted(self.found[table], key=_place)
        (name, row), *_ = parent.items()
        return self._by_parent(table, f"{name}_id").get(row.pk, [])

    def _by_parent(self, table: str, column: str) -> dict[int, list[Any]]:
        if (table, column) not in self.parted:
            parts: dict[int, list[Any]] = defaultdict(list)
            for row in sorted(self.found[table], key=_place):
                parts[getattr(row, column)].append(row)
            self.parted[table, column] = parts
        return self.parted[table, column]


def _place(row: Any) -> tuple[int, int]:
    return getattr(row, "position", 0), row.pk


def _is_live(row: Any) -> bool:
    parents = (getattr(row, name) for name in PARENTS if hasattr(row, f"{name}_id"))
    return (row.published or isinstance(row, Topic)) and all(_is_live(parent) for parent in parents if parent)


def spec_of(kind: type[Spec], row: ContentRow, **more: Any) -> Spec:
    """The columns that a row shares with its spec, and what must be said otherwise."""
    names = [name for name in kind.__dataclass_fields__ if name not in more]  # type: ignore[attr-defined]
    return kind(**{name: getattr(row, name) for name in names}, **more)
