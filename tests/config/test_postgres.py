"""Settings of PostgreSQL, and whether a kept connection is still good, asked of a real server."""

import json
import subprocess
import sys

import psycopg
import pytest
from django.db import Error, IntegrityError, connections
from django.db.transaction import TransactionManagementError, atomic
from django.test.utils import CaptureQueriesContext

from tests.servers import ROOT, Postgres, postgres_server, site_env

pytestmark = pytest.mark.servers

DATABASE = "from django.conf import settings; import json; print(json.dumps(settings.DATABASES['default']))"


@pytest.fixture(scope="module")
def server():
    with postgres_server() as server:
        yield server


@pytest.fixture
def connection(server, tmp_path, django_db_blocker):
    """A connection with the settings that the site has there."""
    connections.settings["there"] = {**connections["default"].settings_dict, **database_settings(server.url, tmp_path)}
    with django_db_blocker.unblock():
        yield connections["there"]
        connections["there"].close()
    del connections["there"]
    del connections.settings["there"]


def database_settings(url: str, folder) -> dict[str, object]:
    env = site_env(folder, database_url=url)
    done = subprocess.run([sys.executable, "-c", DATABASE], env=env, cwd=ROOT, capture_output=True, check=True)
    return json.loads(done.stdout)


def ask(connection) -> int:
    """What the first query of a new request gets."""
    connection.close_if_unusable_or_obsolete()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


def drop(server: Postgres, pid: int) -> None:
    with psycopg.connect(server.url) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])


def test_a_connection_is_kept_from_request_to_request(connection):
    assert ask(connection) == ask(connection)


def test_a_connection_that_the_server_dropped_is_opened_anew(server, connection):
    before = ask(connection)
    drop(server, before)

    after = ask(connection)

    assert after != before
    assert ask(connection) == after


def test_a_closed_connection_is_not_usable(connection):
    never_opened = connection.is_usable()
    ask(connection)
    connection.connection.close()

    assert (never_opened, connection.is_usable()) == (False, False)


def test_options_in_the_address_win(tmp_path):
    url = "postgresql://site@database.example/site?sslmode=require&prepare_threshold=0"

    options = database_settings(url, tmp_path)["OPTIONS"]

    assert options == {
        "server_side_binding": True,
        "prepare_threshold": 0,
        "options": "-c jit=off",
        "connect_timeout": 3,
        "sslmode": "require",
    }


# --- Statements that come again -------------------------------------------------------------------

KINDS = """SELECT %s::int, %s::text, now() = now(), '2026-03-02 10:00+01'::timestamptz, NULL::timestamptz,
    '{"a": [1]}'::jsonb, 1.50::numeric, '6f1c6a3e-0000-4000-8000-000000000000'::uuid, ARRAY['b'], '100 %%'"""
MANY = 6


def times_of(connection, count: int, sql: str, *parameters):
    return [connection.rows_of(sql, list(parameters)) for _ in range(count)]


def names_on(connection) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_prepared_statements WHERE name LIKE 'kept%%' ORDER BY name")
        return [name for (name,) in cursor.fetchall()]


def test_rows_are_those_that_a_cursor_fetches(connection):
    with connection.cursor() as cursor:
        cursor.execute(KINDS, [7, "seven"])
        fetched = cursor.fetchall()

    found = times_of(connection, MANY, KINDS, 7, "seven")

    assert found == [fetched] * MANY
    assert {repr(rows) for rows in found} == {repr(fetched)}
    assert names_on(connection) == ["kept_0"]


def test_it_is_prepared_once_for_each_type_of_value(connection):
    times_of(connection, MANY, "SELECT %s::text", "a")
    times_of(connection, MANY, "SELECT %s::text", "b")
    times_of(connection, MANY, "SELECT %s::text", 7)

    assert names_on(connection) == ["kept_0", "kept_1"]
    assert [connection.rows_of("SELECT %s::text", [value]) for value in (None, 8)] == [[(None,)], [("8",)]]


def test_nothing_is_prepared_where_that_is_switched_off(connection):
    connection.ensure_connection()
    connection.connection.prepare_threshold = None

    assert times_of(connection, MANY, "SELECT %s::int", 1) == [[(1,)]] * MANY
    assert names_on(connection) == []


def test_a_new_connection_prepares_anew(server, connection):
    times_of(connection, MANY, "SELECT %s::int", 1)
    drop(server, ask(connection))
    connection.close_if_unusable_or_obsolete()

    assert times_of(connection, MANY, "SELECT %s::int", 1) == [[(1,)]] * MANY


def test_whoever_counts_statements_sees_each(connection):
    times_of(connection, MANY, "SELECT %s::int", 1)

    with CaptureQueriesContext(connection) as captured:
        times_of(connection, MANY, "SELECT %s::int", 1)

    assert len(captured) == MANY


def test_a_transaction_is_left_to_the_cursor(connection):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS kept (id int UNIQUE)")
    insert = "INSERT INTO kept VALUES (%s) RETURNING id"

    with atomic(using="there"):
        for number in range(MANY):
            connection.rows_of(insert, [number])
        connection.set_rollback(True)

    assert connection.rows_of("SELECT count(*) FROM kept", []) == [(0,)]
    assert names_on(connection) == []


def test_what_psycopg_dropped_is_prepared_again(connection):
    times_of(connection, MANY, "SELECT %s::int", 1)
    with atomic(using="there"):
        times_of(connection, MANY, "SELECT %s::text", "a")  # prepared by psycopg
        connection.set_rollback(True)

    assert names_on(connection) == []
    assert times_of(connection, MANY, "SELECT %s::int", 1) == [[(1,)]] * MANY
    assert names_on(connection) == ["kept_1"]


def test_a_refused_statement_raises_what_a_cursor_raises(connection):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE taken (id int UNIQUE)")
    insert = "INSERT INTO taken VALUES (%s) RETURNING id"
    for number in range(MANY):
        connection.rows_of(insert, [number])

    with pytest.raises(IntegrityError, match="duplicate key"):
        connection.rows_of(insert, [0])

    assert connection.rows_of(insert, [MANY]) == [(MANY,)]


def test_after_a_mistake_its_transaction_takes_no_more(connection):
    division = "SELECT 1 / %s::int"

    with atomic(using="there"):
        with pytest.raises(Error, match="division by zero"), atomic(using="there", savepoint=False):
            connection.rows_of(division, [0])
        with pytest.raises(TransactionManagementError):
            connection.rows_of(division, [1])


def test_a_statement_that_cannot_be_prepared_is_a_mistake(connection):
    with pytest.raises(Error, match="does not exist"):
        times_of(connection, 1, "SELECT nothing FROM nowhere")


def test_a_connection_lost_on_the_way_is_an_error_of_the_database(server, connection):
    times_of(connection, MANY, "SELECT %s::int", 1)
    drop(server, ask(connection))

    with pytest.raises(Error):
        connection.rows_of("SELECT %s::int", [1])
