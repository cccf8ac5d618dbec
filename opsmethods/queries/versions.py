"""What rows of the notes said before."""

from collections.abc import Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from opsmethods.domain.pack_row import key_of
from opsmethods.domain.rows import TRUTH
from opsmethods.models import ContentRow, RowVersion, Statement
from opsmethods.queries.rows import TABLES

BOOKKEEPING = {"id", "import_hash", "revision", "version", "loaded"}
NAMES = {table.model: name for name, table in TABLES.items()}


@dataclass(frozen=True, slots=True)
class Difference:
    name: str
    old: object
    new: object


@dataclass(frozen=True, slots=True)
class PastVersion:
    """`differences` are from the version before; all of it for the first."""

    version: RowVersion
    differences: tuple[Difference, ...]


def table_of(model: type[ContentRow]) -> str:
    """The name of a kind of row: that of its table in `TABLES`."""
    return NAMES[model]


def key_for(row: ContentRow) -> str:
    """The natural key by which packs know a row."""
    name = NAMES[type(row)]
    return key_of(name, *(str(attrgetter(path)(row)) for path in TABLES[name].key))


def topic_for(row: ContentRow) -> int:
    """The id of the topic a row belongs to."""
    path = TABLES[NAMES[type(row)]].topic.replace("__topic", ".topic_id")
    found: int = attrgetter({"pk": "pk", "topic": "topic_id"}.get(path, path))(row)
    return found


def values_of(row: ContentRow) -> dict[str, Any]:
    """What an editor can say in a row; not its parents, which are settled when it is made."""
    fields = (field for field in row._meta.concrete_fields if not field.is_relation and field.name not in BOOKKEEPING)
    values = {field.name: getattr(row, field.name) for field in fields}
    if isinstance(row, Statement):
        truths = row.truths.select_related("method").order_by("method__slot")
        values[TRUTH] = {truth.method.slug: truth.value for truth in truths}
    return values


def history_of(row: ContentRow) -> list[PastVersion]:
    """Newest first."""
    return past_versions(topic_id=topic_for(row), key=key_for(row))


def past_versions(*, topic_id: int, key: str) -> list[PastVersion]:
    """What is known of the row of this key, newest first."""
    rows = RowVersion.objects.filter(topic=topic_id, key=key).select_related("author")
    found: list[PastVersion] = []
    before: Mapping[str, object] = {}
    for version in rows.order_by("created_at", "pk"):
        found.append(PastVersion(version, differences(before, version.values)))
        before = version.values
    return found[::-1]


def differences(old: Mapping[str, object], new: Mapping[str, object]) -> tuple[Difference, ...]:
    names = [*new, *(name for name in old if name not in new)]
    return tuple(Difference(name, old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name))


def version_of(row: ContentRow, *, pk: int) -> RowVersion | None:
    return RowVersion.objects.filter(pk=pk, topic=topic_for(row), key=key_for(row)).first()


# --- Rows that have gone --------------------------------------------------------------------------


def comes_back(model: type[ContentRow]) -> bool:
    """Whether versions say all of a row of this kind: the parents that are not in its key are in no version."""
    parents = {field.name for field in model._meta.concrete_fields if field.is_relation}
    return parents <= {"topic", *(path.partition(".")[0] for path in TABLES[NAMES[model]].key)}


def last_words(model: type[ContentRow]) -> QuerySet[RowVersion]:
    """The version with which each row of a kind was deleted that has not been made again since, newest first."""
    later = RowVersion.objects.filter(topic=OuterRef("topic"), key=OuterRef("key"), pk__gt=OuterRef("pk"))
    gone = RowVersion.objects.filter(key__startswith=f"{NAMES[model]} ", cause=RowVersion.Cause.DELETED)
    return gone.filter(~Exists(later)).select_related("author", "topic").order_by("-created_at", "-pk")


def parents_of(version: RowVersion) -> dict[str, int | None]:
    """The ids of the rows that the key of a version hangs on; None for one that has gone too."""
    name, _, rest = version.key.partition(" ")
    table = TABLES[name]
    named: dict[str, dict[str, str]] = {}
    for path, value in zip(table.key, rest.split("/"), strict=True):
        parent, _, inner = path.partition(".")
        if inner:
            named.setdefault(parent, {})[inner.replace(".", "__")] = value
    found = {parent: _parent(table.model, parent, lookup, version.topic_id) for parent, lookup in named.items()}
    return {"topic": version.topic_id} | found


def _parent(model: type[ContentRow], name: str, lookup: Mapping[str, str], topic_id: int) -> int | None:
    parent: Any = model._meta.get_field(name).related_model
    own = {TABLES[NAMES[parent]].topic: topic_id}
    found: int | None = parent._default_manager.filter(**own, **lookup).values_list("pk", flat=True).first()
    return found
