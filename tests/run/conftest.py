import re
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest

from tests.servers import ROOT, free_port, site_env, until

SERVE = (sys.executable, "manage.py", "serve")


@pytest.fixture(scope="session")
def run():
    """The script `run`, as a module."""
    loader = SourceFileLoader("run_script", str(ROOT / "run"))
    module = module_from_spec(spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


@dataclass
class Serving:
    """A `manage.py serve` and what it says."""

    folder: Path
    env: dict[str, str]
    command: tuple[str, ...]

    def __post_init__(self):
        self.log = self.folder.parent / f"{self.folder.name}.{time.monotonic_ns()}.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                self.command,
                stdout=log,
                stderr=log,
                env=self.env,
                cwd=ROOT,
                start_new_session=True,
                preexec_fn=hear_hang_ups,  # noqa: PLW1509 - one thread starts sites
            )

    @property
    def output(self):
        return self.log.read_text()

    @property
    def pid(self):
        return self.process.pid

    @property
    def url(self):
        return re.search(r"http://localhost:\d+/", self.output)[0]

    def until_ready(self, *, seconds=120):
        until(self.is_ready_or_over, seconds=seconds, what="the site to be ready")
        assert self.process.poll() is None, self.output
        return self

    def is_ready_or_over(self):
        return "ready in" in self.output or self.process.poll() is not None

    def end(self, number=signal.SIGINT):
        with suppress(ProcessLookupError):
            self.process.send_signal(number)
        return self.process.wait(180)


def hear_hang_ups():
    """Also where the tests run under nohup, which the site would heed."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


def children_of(pid):
    """Every process below this one, by pid."""
    below = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    parents = {int(child): int(parent) for child, parent in (line.split() for line in below.splitlines())}
    found, new = set(), {pid}
    while new:
        new = {child for child, parent in parents.items() if parent in new} - found
        found |= new
    return found


def is_alive(pid):
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


@pytest.fixture
def data(originals, tmp_path):
    """A prepared data folder of the test's own."""
    folder = tmp_path / "var"
    originals.on_sqlite(folder)
    return folder


@pytest.fixture(scope="module")
def going_on(originals, tmp_path_factory):
    """A site without demo people at a port of its own, which stays when a test ends."""
    folder = tmp_path_factory.mktemp("site") / "var"
    originals.on_sqlite(folder)
    serving = Serving(folder, site_env(folder), (*SERVE, "--no-demo", "--port", str(free_port())))
    try:
        yield serving.until_ready()
    finally:
        serving.end(signal.SIGTERM)


@pytest.fixture
def serve(data):
    """Start `manage.py serve` in the prepared folder; whatever is left is killed at the end."""
    started = []

    def start(*arguments, folder=data, **more):
        started.append(Serving(folder, {**site_env(folder), **more}, (*SERVE, *arguments)))
        return started[-1]

    yield start
    for serving in started:
        if serving.process.poll() is None:
            serving.end(signal.SIGTERM)
