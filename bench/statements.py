"""How many SQL statements a walk costs, as PostgreSQL itself logs them."""

import re
from collections.abc import Callable
from typing import Self

import psycopg

from tests.pupil import Pupil
from tests.servers import Program, until

STATEMENT = re.compile(r"LOG: +(?:statement|execute [^:]+): +(\w+)")  # a prepared one is logged as executed
CONTROL = frozenset({"BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "SET", "SHOW"})


class StatementLog:
    """PostgreSQL's log of every statement, switched on for the time of the `with` block."""

    def __init__(self, server: Program, folder: str) -> None:
        self.server = server
        self.folder = folder

    def __enter__(self) -> Self:
        self._switch("all")
        return self

    def __exit__(self, *_exception: object) -> None:
        self._switch("none")

    def count(self, walk: Callable[[Pupil], object], pupil: Pupil) -> int:
        """Statements of the second of two walks, transaction control apart; caches are warm by then."""
        walk(pupil)
        before = self._statements()
        walk(pupil)
        return self._statements() - before

    def _statements(self) -> int:
        verbs = STATEMENT.findall(self.server.output)
        return sum(1 for verb in verbs if verb.upper() not in CONTROL)

    def _switch(self, value: str) -> None:
        with psycopg.connect(host=self.folder, user="postgres", dbname="postgres", autocommit=True) as connection:
            connection.execute(f"ALTER SYSTEM SET log_statement = '{value}'")
            connection.execute("SELECT pg_reload_conf()")
        until(lambda: self._setting() == value, what="PostgreSQL to read its settings")

    def _setting(self) -> str:
        with psycopg.connect(host=self.folder, user="postgres", dbname="postgres") as connection:
            return connection.execute("SHOW log_statement").fetchone()[0]
