"""The Redis of one machine."""

import shutil
import sys

import pytest
from celery import Celery

from config import broker
from tests.servers import redis_server


def test_redis_listens_in_its_folder_alone(tmp_path):
    made = broker.real_redis("redis-server", tmp_path / "redis")

    assert made.celery_url == f"redis+socket://{tmp_path}/redis/redis.sock?virtual_host=0"
    assert made.command[1:3] == ("--port", "0")
    assert made.command[made.command.index("--appendonly") + 1] == "yes"


def test_a_path_too_long_for_a_socket_is_moved(tmp_path):
    socket = broker.socket_path(tmp_path / ("long" * 25))

    assert len(str(socket)) <= broker.LONGEST_SOCKET_PATH
    shutil.rmtree(socket.parent)


@pytest.mark.parametrize(
    ("wanted", "program"), [("none", sys.executable), ("/opt/valkey-server", "/opt/valkey-server")]
)
def test_the_environment_chooses_the_program(tmp_path, wanted, program):
    assert broker.embedded_broker(tmp_path, wanted=wanted).command[0] == program


def test_a_machine_without_redis_gets_the_stand_in(tmp_path, monkeypatch):
    monkeypatch.setattr(broker, "packaged_redis", lambda: None)
    monkeypatch.setenv("PATH", str(tmp_path))

    made = broker.embedded_broker(tmp_path, wanted="")

    assert "stand-in" in made.description
    assert not made.keeps_queue


@pytest.mark.servers
def test_what_a_killed_worker_had_taken_is_queued_again():
    with redis_server() as server:
        app = Celery("test", broker=server.url, set_as_current=False)
        take_without_finishing(app, server.url)
        taken = server.queued()

        broker.give_back_unfinished(app, server.url)

        assert (taken, server.queued()) == (0, 1)


def take_without_finishing(app, url):
    """As a worker that is killed in the middle: the message is taken, and neither finished nor given back."""
    with app.connection_for_write(url) as connection:
        connection.SimpleQueue("celery").put({"task": "any"})
        channel = connection.default_channel
        channel.do_restore = False
        channel.basic_get("celery")
        channel.qos._on_collect.cancel()
