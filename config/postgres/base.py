"""Django's PostgreSQL: kept connections are tested without a query, and what comes again goes straight to libpq."""

import select
from itertools import count
from typing import TYPE_CHECKING, Any, cast

import psycopg
from django.db.backends.postgresql import base
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.postgres import types
from psycopg.pq import DiagnosticField, ExecStatus, Format, TransactionStatus

if TYPE_CHECKING:
    from psycopg.abc import Loader
    from psycopg.pq.abc import PGresult

Rows = list[tuple[Any, ...]]
UNKNOWN_NAME = b"26000"  # SQLSTATE: after a ROLLBACK, DROP or ALTER psycopg drops every prepared statement
TIMESTAMP = types["timestamptz"].oid


class DatabaseWrapper(base.DatabaseWrapper):
    shortcut: "Shortcut | None" = None  # of the connection that it was made for

    def is_usable(self) -> bool:
        """Whether the server still holds the connection. Between queries it sends nothing but its farewell."""
        if self.connection is None or self.connection.closed:
            return False
        socket = select.poll()
        socket.register(self.connection.fileno(), select.POLLIN)
        return not socket.poll(0)

    def rows_of(self, sql: str, parameters: list[Any]) -> Rows:
        """What a cursor fetches for this statement, at a third of the price from its fourth time on.

        `sql` has %s for each parameter. Raises what a cursor raises. Whoever counts or wraps statements
        sees each of them: then, and in a transaction, a cursor does it.
        """
        self.validate_thread_sharing()
        self.close_if_health_check_failed()
        if self.connection is None:
            self.ensure_connection()
        self.validate_no_broken_transaction()
        shortcut = self.shortcut
        if shortcut is None or shortcut.connection is not self.connection:
            shortcut = self.shortcut = Shortcut(self.connection)
        if self.queries_logged or self.execute_wrappers or not shortcut.is_open:
            return self._fetched(sql, parameters)
        with self.wrap_database_errors:
            found = shortcut.rows(sql, parameters)
        return self._fetched(sql, parameters) if found is None else found

    def _fetched(self, sql: str, parameters: list[Any]) -> Rows:
        with self.cursor() as cursor:
            cursor.execute(sql, parameters)
            found: Rows = cursor.fetchall()
        return found


class Shortcut:
    """The statements that one connection has prepared on the server, and libpq's own way to run them."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self.connection = connection
        context = connection.cursor()
        # Times come in UTC already. Django's loader says so once more, in Python, for each of them.
        own = cast("type[Loader]", psycopg.adapters.get_loader(TIMESTAMP, Format.TEXT))
        context.adapters.register_loader("timestamptz", own)
        self.transformer = Transformer(context)
        self.times: dict[Any, int] = {}
        self.names: dict[Any, bytes] = {}
        self.numbers = count()

    @property
    def is_open(self) -> bool:
        """Whether nothing has to begin first, and nothing breaks with a statement that fails."""
        return self.connection.autocommit and self.connection.pgconn.transaction_status == TransactionStatus.IDLE

    def rows(self, sql: str, parameters: list[Any]) -> Rows | None:
        """None if it is not prepared: it was not asked for often enough, or psycopg has dropped what there was."""
        transformer = self.transformer
        values = transformer.dump_sequence(parameters, [PyFormat.AUTO] * len(parameters))
        name = self._name(sql, transformer.types or ())
        if name is None:
            return None
        result = self.connection.pgconn.exec_prepared(name, values, transformer.formats)  # type: ignore[arg-type]  # NULL
        if result.status != ExecStatus.TUPLES_OK:
            self._forget_or_raise(result)
            return None
        transformer.set_pgresult(result)
        found = transformer.load_rows(0, result.ntuples, tuple)
        transformer.set_pgresult(None)
        return found

    def _forget_or_raise(self, result: "PGresult") -> None:
        if result.error_field(DiagnosticField.SQLSTATE) != UNKNOWN_NAME:
            raise error_from_result(result, encoding=self.connection.info.encoding)
        self.names.clear()

    def _name(self, sql: str, oids: tuple[int, ...]) -> bytes | None:
        key = sql, oids
        if key in self.names:
            return self.names[key]
        threshold, times = self.connection.prepare_threshold, self.times.get(key, 0)
        self.times[key] = times + 1
        if threshold is None or times < threshold:
            return None
        name = f"kept_{next(self.numbers)}".encode()
        numbered = sql % tuple(f"${place}" for place in range(1, len(oids) + 1))
        result = self.connection.pgconn.prepare(name, numbered.encode(), oids)
        if result.status != ExecStatus.COMMAND_OK:
            raise error_from_result(result, encoding=self.connection.info.encoding)
        self.names[key] = name
        return name
