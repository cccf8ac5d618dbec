"""Changes to the notes: loading packs and raising the version of a topic."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from accounts.models import User
from opsmethods.domain.clues import hard_set_problem
from opsmethods.domain.grid import CellChange, Table, changes_in
from opsmethods.domain.pack_row import PackRow, key_of
from opsmethods.domain.rows import TRUTH, fingerprint, rows_of
from opsmethods.domain.schema import ContentError
from opsmethods.domain.specs import Pack
from opsmethods.models import Cell, ContentRow, HardSet, RowVersion, Statement, StatementTruth, Topic, Wording
from opsmethods.queries import TABLES, fact_base, grid_of, key_for, rows_by_key, topic_for, values_of


class Outcome(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"
    EDITED = "left alone: edited here"
    DELETED = "left alone: deleted here"


@dataclass(frozen=True, slots=True)
class FieldChange:
    name: str
    old: object
    new: object


@dataclass(frozen=True, slots=True)
class RowChange:
    """What became of one row of the pack. `fields` says what differs between it and the database."""

    key: str
    outcome: Outcome
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class LoadReport:
    topic: str
    rows: tuple[RowChange, ...]

    def count(self, outcome: Outcome) -> int:
        return sum(row.outcome == outcome for row in self.rows)

    @property
    def has_changes(self) -> bool:
        return any(row.outcome in {Outcome.ADDED, Outcome.CHANGED} for row in self.rows)


def load_topic(pack: Pack, *, dry_run: bool = False) -> LoadReport:
    """Bring the database up to the pack. A row edited or deleted here since it was loaded is left alone.

    Running it again changes nothing. Raises ContentError if a value does not fit its column; then, as in
    a dry run, nothing is written.
    """
    with transaction.atomic():
        topic = Topic.objects.select_for_update().filter(slug=pack.topic.slug).first()
        rows = rows_by_key(topic) if topic else {}
        loaded = frozenset(topic.loaded) if topic else frozenset()
        report = LoadReport(pack.topic.slug, tuple(_load(row, rows, loaded) for row in rows_of(pack)))
        if report.has_changes:
            _record(pack.topic.slug, loaded | {row.key for row in report.rows})
            record_versions(
                [rows[row.key] for row in report.rows if row.outcome in {Outcome.ADDED, Outcome.CHANGED}],
                cause=RowVersion.Cause.LOADED,
            )
        transaction.set_rollback(dry_run)
    return report


def raise_version(topic: Topic) -> None:
    """Say that something published has changed. Call it in the transaction of the change."""
    Topic.objects.filter(pk=topic.pk).update(version=F("version") + 1)


def record_versions(rows: Iterable[ContentRow], *, cause: str, author: User | None = None) -> None:
    """Keep what these rows say now. Call it in the transaction of the change."""
    RowVersion.objects.bulk_create(
        RowVersion(topic_id=topic_for(row), key=key_for(row), values=values_of(row), cause=cause, author=author)
        for row in rows
    )


def _record(slug: str, loaded: Iterable[str]) -> None:
    topic = Topic.objects.get(slug=slug)
    Topic.objects.filter(pk=topic.pk).update(loaded=sorted(loaded))
    raise_version(topic)


def _load(new: PackRow, rows: dict[str, ContentRow], loaded: frozenset[str]) -> RowChange:
    row = rows.get(new.key)
    if row is None:
        if new.key in loaded or any(parent not in rows for parent in new.parents.values()):
            return RowChange(new.key, Outcome.DELETED)
        rows[new.key] = _add(new, rows)
        return RowChange(new.key, Outcome.ADDED)
    own = _own_values(row, new.values)
    if fingerprint(own) == fingerprint(new.values):
        _acknowledge(row, new)
        return RowChange(new.key, Outcome.SAME)
    differences = tuple(FieldChange(name, own[name], value) for name, value in new.values.items() if own[name] != value)
    if fingerprint(own) != row.import_hash:
        return RowChange(new.key, Outcome.EDITED, differences)
    _change(row, new, rows)
    return RowChange(new.key, Outcome.CHANGED, differences)


def _acknowledge(row: ContentRow, new: PackRow) -> None:
    """An edit that the pack has caught up with is no edit any more."""
    known = fingerprint(new.values)
    if row.import_hash != known:
        type(row)._default_manager.filter(pk=row.pk).update(import_hash=known)


def _own_values(row: ContentRow, names: Iterable[str]) -> dict[str, object]:
    return {
        name: _truth_of(row) if isinstance(row, Statement) and name == TRUTH else getattr(row, name) for name in names
    }


def _truth_of(statement: Statement) -> dict[str, str]:
    return {truth.method.slug: truth.value for truth in statement.truths.all()}


def _add(new: PackRow, rows: Mapping[str, ContentRow]) -> ContentRow:
    parents = {name: rows[key] for name, key in new.parents.items()}
    row = TABLES[new.table].model(**_columns(new), **parents)
    _check(row, new)
    row.save(force_insert=True)
    _write_truth(row, new, rows)
    return row


def _change(row: ContentRow, new: PackRow, rows: Mapping[str, ContentRow]) -> None:
    columns = _columns(new)
    for name, value in columns.items():
        setattr(row, name, value)
    _check(row, new)
    row.revision += 1
    row.save(update_fields=[*columns, "revision"])
    _write_truth(row, new, rows)


def _columns(new: PackRow) -> dict[str, object]:
    columns = {name: value for name, value in new.values.items() if name != TRUTH}
    return columns | {"import_hash": fingerprint(new.values)}


def _check(row: ContentRow, new: PackRow) -> None:
    try:
        row.clean_fields(exclude=new.parents)
    except ValidationError as error:
        raise ContentError(
            f"{new.key}: {name}: {' '.join(said)}" for name, said in error.message_dict.items()
        ) from error


def _write_truth(row: ContentRow, new: PackRow, rows: Mapping[str, ContentRow]) -> None:
    truth = new.values.get(TRUTH)
    if not isinstance(row, Statement) or not isinstance(truth, Mapping):
        return
    row.truths.all().delete()
    StatementTruth.objects.bulk_create(
        StatementTruth(statement=row, method_id=rows[key_of("method", slug)].pk, value=value)
        for slug, value in truth.items()
    )


# --- The matrix as a table ------------------------------------------------------------------------


class MatrixMoved(Exception):
    """Somebody has changed the notes since this table was opened."""


@transaction.atomic
def change_matrix(
    topic: Topic, *, table: Table, seen: int, author: User | None = None, dry_run: bool = False
) -> tuple[CellChange, ...]:
    """Bring the matrix up to a table, all of it or nothing, and say what that changes.

    `seen` is the version of the topic that the table was made from. Raises MatrixMoved when there is a newer one, and
    ContentError for anything wrong in the table.
    """
    locked = Topic.objects.select_for_update().get(pk=topic.pk)
    if locked.version != seen:
        raise MatrixMoved("Somebody has changed these notes since you opened them, so nothing is saved.")
    changes = changes_in(table, grid_of(locked))
    if changes and not dry_run:
        cells = [_changed_cell(locked, change) for change in changes]
        record_versions(cells, cause=RowVersion.Cause.EDITED, author=author)
        raise_version(locked)
    return changes


def _changed_cell(topic: Topic, change: CellChange) -> Cell:
    method, dimension = topic.methods.get(slug=change.method), topic.dimensions.get(code=change.code)
    found = Cell.objects.filter(method=method, dimension=dimension).first()
    cell = found or Cell(method=method, dimension=dimension, revision=0)
    for name, value in asdict(change.new).items():
        setattr(cell, name, value)
    cell.revision += 1
    cell.save()
    return cell


def restore_truth(statement: Statement, *, truth: Mapping[str, str]) -> None:
    """Say again for which methods a statement held; methods that have gone since are left out."""
    methods = {method.slug: method for method in statement.method.topic.methods.all()}
    statement.truths.all().delete()
    StatementTruth.objects.bulk_create(
        StatementTruth(statement=statement, method=methods[slug], value=value)
        for slug, value in truth.items()
        if slug in methods
    )


# --- From the question bank -----------------------------------------------------------------------


class NotAHardSet(Exception):
    """These clues are no hard set; its text says why."""


@transaction.atomic
def accept_hard_set(topic: Topic, *, clues: str, author: User | None) -> HardSet:
    """Let scenarios tell a hard set of clues. Accepting it again changes nothing. Raises NotAHardSet."""
    locked = Topic.objects.select_for_update().get(pk=topic.pk)
    facts = fact_base(locked)
    slugs = [method.slug for method in facts.methods]
    if problem := hard_set_problem(clues, cues=facts.material.scenarios.cues, fits=facts.fits, methods=slugs):
        raise NotAHardSet(problem)
    row, created = HardSet.objects.get_or_create(topic=locked, clues=clues)
    if created:
        record_versions([row], cause=RowVersion.Cause.EDITED, author=author)
        raise_version(locked)
    return row


@transaction.atomic
def take_back_hard_set(topic: Topic, *, clues: str, author: User | None) -> None:
    """Scenarios tell it no longer. Taking it back again changes nothing."""
    for row in HardSet.objects.select_for_update().filter(topic=topic, clues=clues):
        record_versions([row], cause=RowVersion.Cause.DELETED, author=author)
        row.delete()
        raise_version(topic)


@transaction.atomic
def change_wording(wording: Wording, *, text: str, author: User | None) -> Wording:
    """Ask in other words. The caller has held them to the rules of wordings."""
    wording.text, wording.revision = text, wording.revision + 1
    wording.save(update_fields=["text", "revision"])
    record_versions([wording], cause=RowVersion.Cause.EDITED, author=author)
    raise_version(Topic(pk=wording.topic_id))
    return wording
