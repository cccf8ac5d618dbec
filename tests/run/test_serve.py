"""`manage.py serve` with its real processes."""

import os
import signal
import socket
import sqlite3
import time
import urllib.request
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tests.run.conftest import children_of, is_alive
from tests.servers import responds, until

pytestmark = pytest.mark.servers
FULL = pytest.mark.full


def page(url):
    with urllib.request.urlopen(url, timeout=10) as answer:
        return answer.status, answer.read().decode()


def rows(folder):
    """How many rows each table holds, but for what is not data: sessions, cache, queues."""
    with closing(sqlite3.connect(folder / "db.sqlite3")) as database:
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        kept = [name for name in names if name not in {"accounts_session", "django_session", "site_cache"}]
        return {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in kept}


def test_one_command_serves_the_site_with_demo_people(serve):
    serving = serve().until_ready()

    status, _ = page(serving.url)

    assert status == 200
    assert "teacher / demo" in serving.output
    assert len(children_of(serving.pid)) >= 4


@pytest.mark.parametrize(
    "number", [signal.SIGINT, pytest.param(signal.SIGTERM, marks=FULL), pytest.param(signal.SIGHUP, marks=FULL)]
)
def test_every_way_to_end_it_leaves_no_process(serve, number):
    serving = serve("--no-demo").until_ready()
    children = children_of(serving.pid)

    code = serving.end(number)

    assert code == 0
    assert [pid for pid in children if is_alive(pid)] == []
    assert serving.output.splitlines()[-1] == "Stopped."


@FULL
def test_ctrl_c_twice_is_ctrl_c(serve):
    serving = serve("--no-demo").until_ready()
    children = children_of(serving.pid)

    os.kill(serving.pid, signal.SIGINT)
    code = serving.end(signal.SIGINT)

    assert code == 0
    assert [pid for pid in children if is_alive(pid)] == []


def test_killing_it_leaves_no_process(serve):
    serving = serve("--no-demo").until_ready()
    children = children_of(serving.pid)

    serving.end(signal.SIGKILL)

    until(lambda: not any(map(is_alive, children)), seconds=30, what="its children to end")


@pytest.mark.parametrize("seconds", [0, pytest.param(0.3, marks=FULL), pytest.param(1, marks=FULL)])
def test_killing_it_while_the_web_server_starts_leaves_no_process(serve, data, seconds):
    serving = serve("--no-demo")
    until((data / "logs" / "web.log").exists, every=0.01, what="the web server to be started")

    time.sleep(seconds)
    serving.end(signal.SIGKILL)

    until(lambda: not speaking_of(data), seconds=40, what="its children to end")


def speaking_of(folder):
    """The processes whose environment names this folder."""
    return [path for path in Path("/proc").glob("[0-9]*/environ") if names(path, folder)]


def names(environ, folder):
    with suppress(OSError):
        return f"DATA_DIR={folder}".encode() in environ.read_bytes().split(b"\0")
    return False


def test_a_second_start_goes_on_where_the_first_stopped(serve, data):
    serve().until_ready().end()
    before = rows(data)

    serving = serve().until_ready()

    assert rows(data) == before
    assert before["accounts_user"] > 0
    assert "Preparing" not in serving.output


def test_a_prepared_folder_may_be_moved(going_on):
    assert "Preparing" not in going_on.output


def test_a_second_one_in_the_same_folder_is_refused_in_one_line(going_on, serve):
    second = serve(folder=going_on.folder)

    assert second.process.wait(180) == 1
    assert second.output.splitlines() == [f"CommandError: The site already runs from {going_on.folder}."]


def test_a_taken_port_is_named_in_one_line(serve):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        serving = serve("--port", str(port))

        assert serving.process.wait(180) == 1
        assert serving.output.splitlines() == [f"CommandError: Port {port} is taken: choose another with --port."]


def test_a_chosen_port_is_taken_at_its_word(going_on):
    port = going_on.command[-1]

    assert going_on.url == f"http://localhost:{port}/"
    assert page(going_on.url)[0] == 200


@pytest.mark.parametrize(
    ("name", "command"),
    [("web", "granian"), ("worker", "config worker"), ("beat", "config beat"), ("redis", "redis-server")],
)
def test_a_part_that_dies_is_started_again(going_on, name, command):
    victim = next(pid for pid in sorted(children_of(going_on.pid)) if is_program(pid, command))

    os.kill(victim, signal.SIGKILL)

    until(lambda: f"{name} has ended and starts again" in going_on.output, what=going_on.output)
    until(lambda: any(is_program(pid, command) for pid in children_of(going_on.pid) - {victim}), what=name)
    until(lambda: responds(going_on.url), what="a page")


def is_program(pid, word):
    with suppress(OSError):
        return word in Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    return False


def test_without_any_redis_the_stand_in_says_what_it_loses(serve):
    serving = serve("--no-demo", REDIS_SERVER="none").until_ready()

    assert "Redis: a stand-in written in Python: tasks still queued when it stops are lost" in serving.output
    assert page(serving.url)[0] == 200


def test_a_long_folder_name_does_not_stop_redis(serve, data, tmp_path):
    folder = tmp_path / ("a-very-long-name-" * 6)
    data.rename(folder)

    serving = serve("--no-demo", folder=folder).until_ready()

    assert page(serving.url)[0] == 200
