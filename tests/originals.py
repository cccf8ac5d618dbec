"""Sites made ready once in a run of the tests, and copied for every site that starts.

To make one ready takes as long as a dozen tests. The originals lie in the temporary folder of the run, where all its
workers find them, so that no run sees those of another. Nothing runs in them: what is copied is at rest.
"""

import fcntl
import hashlib
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.servers import NO_POWER_CUT, Postgres, manage, postgres_server, prepare, site_env


@dataclass(frozen=True)
class Originals:
    folder: Path

    def on_sqlite(self, folder: Path, *packs: Path) -> None:
        """Put into this data folder all that `prepare` makes on SQLite, and further content packs."""
        copy(self._sqlite(*packs), folder)

    @contextmanager
    def on_postgres(self, folder: Path) -> Iterator[Postgres]:
        """The same on a PostgreSQL of its own; as that has an address of its own, `serve` would prepare once more."""
        original = self._once("postgres", make_on_postgres)
        copy(original / "data", folder)
        with postgres_server(original / "cluster", **NO_POWER_CUT) as server:
            yield server

    def _sqlite(self, *packs: Path) -> Path:
        if not packs:
            return self._once("sqlite", make_on_sqlite)
        plain = self._sqlite()
        key = hashlib.sha256("\n".join(map(str, packs)).encode()).hexdigest()[:16]
        return self._once(f"sqlite-{key}", lambda folder: make_with_packs(folder, plain, packs))

    def _once(self, name: str, make: Callable[[Path], None]) -> Path:
        """The folder of this name. Whoever comes first makes it, others wait; half of one is never seen."""
        self.folder.mkdir(exist_ok=True)
        made, making = self.folder / name, self.folder / f"{name}.making"
        with (self.folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not made.exists():
                shutil.rmtree(making, ignore_errors=True)
                make(making)
                making.rename(made)
        return made


def make_on_sqlite(folder: Path) -> None:
    folder.mkdir()
    prepare(site_env(folder))


def make_with_packs(folder: Path, plain: Path, packs: tuple[Path, ...]) -> None:
    copy(plain, folder)
    for pack in packs:
        manage(site_env(folder), "load_content", str(pack))
        manage(site_env(folder), "load_prompts", str(pack))


def make_on_postgres(folder: Path) -> None:
    data = folder / "data"
    data.mkdir(parents=True)
    with postgres_server(**NO_POWER_CUT) as server:
        prepare(site_env(data, database_url=server.url))
        server.stop(signal.SIGINT)
        copy(server.cluster, folder / "cluster")


def copy(original: Path, folder: Path) -> None:
    """Everything in it with its owner and its times."""
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["cp", "-a", f"{original}/.", folder], check=True)
