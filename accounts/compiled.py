"""Queries, inserts and changes compiled once, for the few that run on every request.

Django compiles a queryset anew each time. For a small lookup that costs ten times what fetching it
does, and a quiz is little else than small lookups (docs/decisions/0008-compiled-queries.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.db.models import AutoField, BigIntegerField, CharField, Expression, Field, Model, QuerySet
from django.db.models.query import get_related_populators
from django.db.models.sql import UpdateQuery

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")


class Parameter(Expression):
    """Stands in a queryset for a value that is given when the query runs."""

    def __init__(self, name: str, field: Field[Any, Any]) -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, _compiler: SQLCompiler, _connection: Any) -> tuple[str, list[Parameter]]:  # type: ignore[override]
        return "%s", [self]

    def as_postgresql(self, _compiler: SQLCompiler, connection: Any, **_: Any) -> tuple[str, list[Parameter]]:
        """With its type: the server binds, and would take what stands in a SELECT list for text."""
        return f"%s::{self.output_field.db_type(connection)}", [self]

    def bound(self, values: dict[str, Any], database: BaseDatabaseWrapper) -> Any:
        return self.output_field.get_db_prep_value(values[self.name], database)


# The columns of an owner, for a user (False) and for a guest (True): the values are those of `Actor.owner`.
OWNED: dict[bool, dict[str, Any]] = {
    False: {"user": Parameter("user_id", BigIntegerField()), "guest_key": ""},
    True: {"user": None, "guest_key": Parameter("guest_key", CharField())},
}


@dataclass(frozen=True, slots=True)
class Compiled:
    """SQL of a queryset, and how Django makes its rows of what comes back; without a model they are tuples."""

    compiler: SQLCompiler
    sql: str
    parameters: tuple[Any, ...]
    converters: dict[int, Any]
    model: type[Model] | None = None
    start: int = 0
    end: int = 0
    names: tuple[str, ...] = ()
    related: tuple[Any, ...] = ()

    def row(self, values: tuple[Any, ...]) -> Any:
        if self.model is None:
            return tuple(values)
        instance = self.model.from_db(DEFAULT_DB_ALIAS, self.names, values[self.start : self.end])
        for populator in self.related:
            populator.populate(values, instance)
        return instance


class CompiledQuery(Generic[Row]):
    """A queryset with `Parameter`s, turned into SQL when it is first used.

    `build` makes the queryset: of models, with `select_related` and `only` as wanted, or of tuples
    with `values_list`. Everything in it that is no parameter stays as it was then.
    """

    def __init__(self, build: Callable[[], QuerySet[Any, Row]]) -> None:
        self.build = build
        self.compiled: dict[str, Compiled] = {}

    def rows(self, **values: Any) -> list[Row]:
        """The rows found, as the queryset gives them."""
        database = connections[DEFAULT_DB_ALIAS]
        query = self.compiled.get(database.vendor)
        if query is None:
            query = self.compiled[database.vendor] = _compile(self.build())
        found: Any = _fetched(database, query.sql, [_bound(each, values, database) for each in query.parameters])
        if query.converters:
            found = query.compiler.apply_converters(found, query.converters)
        return [query.row(each) for each in found]

    def row(self, **values: Any) -> Row | None:
        """The first row found."""
        return next(iter(self.rows(**values)), None)


class CompiledInsert:
    """Enters a new object on condition that a queryset finds a row, all in one statement.

    `build` makes the queryset; its `Parameter`s are columns of the object, or given beside it. What it locks is
    locked while the statement runs. Compiled at its first use in a process.
    """

    def __init__(self, model: type[Model], build: Callable[[], QuerySet[Any, Any]]) -> None:
        self.model = model
        self.build = build
        self.columns = [field for field in model._meta.concrete_fields if not field.primary_key]
        self.compiled: dict[str, tuple[str, tuple[Any, ...]]] = {}

    def enter(self, instance: Model, **beside: Any) -> bool:
        """Whether it was entered, and then has its key. Not if it breaks a unique constraint, either."""
        database = connections[DEFAULT_DB_ALIAS]
        if database.vendor not in self.compiled:
            self.compiled[database.vendor] = self._compile()
        sql, parameters = self.compiled[database.vendor]
        values = vars(instance) | beside
        found = _fetched(database, sql, [_bound(each, values, database) for each in parameters])
        if not found:
            return False
        ((instance.pk,),) = found
        instance._state.adding, instance._state.db = False, DEFAULT_DB_ALIAS
        return True

    def _compile(self) -> tuple[str, tuple[Any, ...]]:
        given = (Parameter(field.attname, field) for field in self.columns)
        with transaction.atomic():  # outside of one Django compiles no lock
            sql, parameters = self.build().values_list(*given).query.get_compiler(connection=connection).as_sql()
        table = self.model._meta
        columns = ", ".join(f'"{field.column}"' for field in self.columns)
        insert = f'INSERT INTO "{table.db_table}" ({columns}) {sql}'
        return f'{insert} ON CONFLICT DO NOTHING RETURNING "{table.pk.column}"', tuple(parameters)


class CompiledRows:
    """Enters any number of new objects in one statement, which is made once for each number of them.

    With `skips_known` one that breaks a unique constraint is left out, and the row there is stays. Objects get their
    keys, unless some may be left out.
    """

    def __init__(self, model: type[Model], *, skips_known: bool = False) -> None:
        self.model = model
        self.skips_known = skips_known
        fields = model._meta.concrete_fields
        self.columns = [field for field in fields if not (field.primary_key and isinstance(field, AutoField))]
        self.statements: dict[int, str] = {}

    def enter(self, instances: Sequence[Model]) -> None:
        if not instances:
            return
        database = connections[DEFAULT_DB_ALIAS]
        sql = self.statements.get(len(instances)) or self._made(len(instances))
        columns = self.columns
        values = [
            field.get_db_prep_save(getattr(instance, field.attname), database)
            for instance in instances
            for field in columns
        ]
        keys = _fetched(database, sql, values)
        for instance, key in zip(instances, () if self.skips_known else keys, strict=False):
            instance.pk = self.model._meta.pk.to_python(key[0])
        for instance in instances:
            instance._state.adding, instance._state.db = False, DEFAULT_DB_ALIAS

    def _made(self, count: int) -> str:
        table = self.model._meta
        columns = ", ".join(f'"{field.column}"' for field in self.columns)
        row = f"({', '.join(['%s'] * len(self.columns))})"
        rows = ", ".join([row] * count)
        conflict = "ON CONFLICT DO NOTHING " if self.skips_known else ""
        into, key = f'"{table.db_table}" ({columns})', f'"{table.pk.column}"'
        self.statements[count] = f"INSERT INTO {into} VALUES {rows} {conflict}RETURNING {key}"  # noqa: S608 - our names
        return self.statements[count]


class CompiledChange:
    """A conditional `update()`, turned into SQL when it is first used.

    `build` makes the queryset of one table; `changes` are columns and their new values. Either may hold `Parameter`s.
    """

    def __init__(self, build: Callable[[], QuerySet[Any, Any]], **changes: Any) -> None:
        self.build = build
        self.changes = changes
        self.compiled: dict[str, tuple[str, tuple[Any, ...]]] = {}

    def change(self, **values: Any) -> int:
        """How many rows were changed."""
        database = connections[DEFAULT_DB_ALIAS]
        if database.vendor not in self.compiled:
            self.compiled[database.vendor] = self._compile()
        sql, parameters = self.compiled[database.vendor]
        return len(_fetched(database, sql, [_bound(each, values, database) for each in parameters]))

    def _compile(self) -> tuple[str, tuple[Any, ...]]:
        found = self.build()
        query: Any = found.query.chain(UpdateQuery)
        query.add_update_values(self.changes)
        sql, parameters = query.get_compiler(connection=connection).as_sql()
        return f'{sql} RETURNING "{found.model._meta.pk.column}"', tuple(parameters)


class CompiledSaves:
    """Saves some columns of any number of objects in one statement, which is made once for each number of them."""

    def __init__(self, model: type[Model], names: Sequence[str]) -> None:
        self.model = model
        self.columns: list[Field[Any, Any]] = [
            model._meta.pk,
            *(field for field in model._meta.concrete_fields if field.name in names),
        ]
        self.statements: dict[tuple[str, int], tuple[str, tuple[Any, ...]]] = {}

    def save(self, instances: Sequence[Model]) -> int:
        """How many rows there were to change."""
        if not instances:
            return 0
        database = connections[DEFAULT_DB_ALIAS]
        key = database.vendor, len(instances)
        if key not in self.statements:
            self.statements[key] = self._made(len(instances))
        sql, parameters = self.statements[key]
        given = (vars(instance) for instance in instances for _ in self.columns)
        bound = [_bound(each, values, database) for each, values in zip(parameters, given, strict=True)]
        return len(_fetched(database, sql, bound))

    def _made(self, count: int) -> tuple[str, tuple[Any, ...]]:
        parameters = [Parameter(field.attname, field) for field in self.columns]
        compiler = self.model._default_manager.all().query.get_compiler(connection=connection)
        row = f"({', '.join(compiler.compile(parameter)[0] for parameter in parameters)})"
        key, *others = self.columns
        # Both databases call the columns of VALUES so.
        told = ", ".join(f'"{field.column}" = told.column{place}' for place, field in enumerate(others, start=2))
        table = f'"{self.model._meta.db_table}"'
        rows = ", ".join([row] * count)
        own = f'{table}."{key.column}"'
        changed = f"UPDATE {table} SET {told} FROM (VALUES {rows}) AS told WHERE {own} = told.column1"  # noqa: S608
        return f"{changed} RETURNING {own}", tuple(parameters * count)


def _bound(parameter: Any, values: dict[str, Any], database: BaseDatabaseWrapper) -> Any:
    return parameter.bound(values, database) if isinstance(parameter, Parameter) else parameter


def _fetched(database: BaseDatabaseWrapper, sql: str, parameters: list[Any]) -> list[tuple[Any, ...]]:
    """The rows; by the shorter way of config.postgres where that is the database."""
    found: list[tuple[Any, ...]]
    if (rows_of := getattr(database, "rows_of", None)) is not None:
        found = rows_of(sql, parameters)
        return found
    with database.cursor() as cursor:
        cursor.execute(sql, parameters)
        found = cursor.fetchall()
    return found


def _compile(queryset: QuerySet[Any, Any]) -> Compiled:
    compiler = queryset.query.get_compiler(connection=connection)
    sql, parameters = compiler.as_sql()
    if queryset.query.values_select:
        return Compiled(compiler, sql, tuple(parameters), _converters(compiler))
    own = compiler.klass_info["select_fields"]
    return Compiled(
        compiler=compiler,
        sql=sql,
        parameters=tuple(parameters),
        converters=_converters(compiler),
        model=queryset.model,
        start=own[0],
        end=own[-1] + 1,
        names=tuple(compiler.select[place][0].target.attname for place in own),
        related=tuple(get_related_populators(compiler.klass_info, compiler.select, connection.alias)),  # type: ignore[call-arg]  # the stubs are of a later Django
    )


def _converters(compiler: SQLCompiler) -> dict[int, Any]:
    return compiler.get_converters([column for column, *_ in compiler.select])
