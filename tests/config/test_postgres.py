"""Settings of PostgreSQL, and whether a kept connection is still good, asked of a real server."""

import json
import subprocess
import sys

import psycopg
import pytest
from django.db import connections

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
