"""Places in a web process or a worker at which a test lets it stand still. A place is shut while its file is there."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ARRIVING = "arriving"  # an answer is at the web process, and nothing is done about it yet
STORED = "stored"  # an answer is committed, and the client does not know
PUBLISHING = "publishing"  # a hand-in is committed, and no worker called
MARKING = "marking"  # a mark is written, and not committed
MARKED = "marked"  # a mark is committed, and the task not acknowledged
LONGEST = 90.0  # seconds that anybody stands before a gate


def come_to(place: str) -> None:
    """In the process: go on when the gate is open, and say before it that one stands there."""
    shut = _folder(os.environ["DATA_DIR"]) / place
    if not shut.exists():
        return
    shut.with_suffix(".reached").touch()
    end = time.monotonic() + LONGEST
    while shut.exists():
        if time.monotonic() > end:
            raise TimeoutError(f"nobody opened {place}")
        time.sleep(0.01)


@dataclass(frozen=True)
class Gate:
    """In the test: the same place, of the site with this data folder."""

    data: str
    place: str

    @property
    def file(self) -> Path:
        return _folder(self.data) / self.place

    def is_reached(self) -> bool:
        return self.file.with_suffix(".reached").exists()

    def open(self) -> None:
        self.file.unlink(missing_ok=True)

    @contextmanager
    def shut(self) -> Iterator[None]:
        """Open again at the end at the latest, so that nothing is left standing."""
        self.file.parent.mkdir(exist_ok=True)
        self.file.with_suffix(".reached").unlink(missing_ok=True)
        self.file.touch()
        try:
            yield
        finally:
            self.open()


def _folder(data: str) -> Path:
    return Path(data) / "gates"
