"""Queries and inserts compiled once, for the few that run on every request.

Django compiles a queryset anew each time. For a small lookup that costs ten times what fetching it
does, and a quiz is little else than small lookups (docs/decisions/0008-compiled-queries.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.db.models import Expression, Field, Model, QuerySet
from django.db.models.query import get_related_populators

if TYPE_CHECKING:
    from collections.abc import Callable

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

    `build` makes the queryset; its `Parameter`s are columns of the object. What it locks is locked while
    the statement runs. Compiled at its first use in a process.
    """

    def __init__(self, model: type[Model], build: Callable[[], QuerySet[Any, Any]]) -> None:
        self.model = model
        self.build = build
        self.columns = [field for field in model._meta.concrete_fields if not field.primary_key]
        self.compiled: dict[str, tuple[str, tuple[Any, ...]]] = {}

    def enter(self, instance: Model) -> bool:
        """Whether it was entered, and then has its key. Not if it breaks a unique constraint, either."""
        database = connections[DEFAULT_DB_ALIAS]
        if database.vendor not in self.compiled:
            self.compiled[database.vendor] = self._compile()
        sql, parameters = self.compiled[database.vendor]
        found = _fetched(database, sql, [_bound(each, vars(instance), database) for each in parameters])
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
