"""Programs that live and die with this one."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Self

from config.keeper import ENDINGS

KEEPER = (sys.executable, "-I", "-S", str(Path(__file__).with_name("keeper.py")))

Say = Callable[[str], object]


class DidNotStart(Exception):
    """A program ended, or kept silent, before it was of any use."""


class Keeper:
    """A process that ends our programs should we be gone before they are."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(KEEPER, stdin=subprocess.PIPE, start_new_session=True)  # noqa: S603 - our own

    def told_by_child(self) -> None:
        """In the child, before it becomes the program: so there is no moment when nobody knows of it."""
        os.setsid()
        self.tell(os.getpid())

    def told_over(self, pid: int) -> None:
        self.tell(-pid)

    def tell(self, number: int) -> None:
        assert self.process.stdin
        with suppress(BrokenPipeError):
            os.write(self.process.stdin.fileno(), f"{number}\n".encode())

    def close(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()


@dataclass
class Program:
    """A command, its log, and the process that runs it now."""

    name: str
    command: tuple[str, ...]
    env: Mapping[str, str]
    log: Path
    keeper: Keeper
    patience: float = 10
    process: subprocess.Popen[bytes] | None = None
    started: float = 0
    due: float | None = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603 - our own commands
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=dict(self.env),
                preexec_fn=self.keeper.told_by_child,  # noqa: PLW1509 - one thread starts programs
            )
        self.started, self.due = time.monotonic(), None

    @property
    def has_ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def tend(self, say: Say) -> None:
        """Start it again after a pause when it has ended; the pause is longer when it died young."""
        if not self.has_ended:
            return
        now = time.monotonic()
        if self.due is None:
            self.kill()
            self.due = now + (1 if now - self.started > 10 else 5)
            say(f"{self.name} has ended and starts again; see {self.log}")
        elif now >= self.due:
            self.start()

    def ask_to_stop(self) -> None:
        if self.process and not self.has_ended:
            self.process.terminate()

    def stop(self) -> None:
        if self.process:
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(self.patience)
            self.kill()

    def kill(self) -> None:
        """End whatever is left of its process group."""
        if self.process:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.keeper.told_over(self.process.pid)


class Supervisor:
    """Keeps programs running; leaving the `with` block stops all, the first started last.

    Inside the block Ctrl-C, SIGTERM and a closed terminal raise KeyboardInterrupt, once.
    """

    def __init__(self, *, logs: Path, say: Say) -> None:
        self.logs = logs
        self.say = say
        self.programs: list[Program] = []
        self.keeper = Keeper()

    def __enter__(self) -> Self:
        self.handlers = {number: signal.getsignal(number) for number in ENDINGS}
        for number, handler in self.handlers.items():
            if number != signal.SIGHUP or handler != signal.SIG_IGN:  # nohup means what it says
                signal.signal(number, interrupt_once)
        return self

    def __exit__(self, *_: object) -> None:
        ignore_endings()
        stop_together(self.programs[1:])
        stop_together(self.programs[:1])
        self.keeper.close()
        for number, handler in self.handlers.items():
            signal.signal(number, handler)

    def start(self, name: str, *command: str, env: Mapping[str, str], patience: float = 10) -> Program:
        program = Program(name, command, env, self.logs / f"{name}.log", self.keeper, patience)
        self.programs.append(program)
        program.start()
        return program

    def wait(self, program: Program, answers: Callable[[], bool], *, seconds: float) -> None:
        end = time.monotonic() + seconds
        while not answers():
            if program.has_ended or time.monotonic() > end:
                raise DidNotStart(f"{program.name} did not start: see {program.log}")
            time.sleep(0.05)

    def watch(self) -> None:
        while True:
            for program in self.programs:
                program.tend(self.say)
            time.sleep(0.3)


def interrupt_once(_number: int, _frame: FrameType | None) -> None:
    ignore_endings()
    raise KeyboardInterrupt


def ignore_endings() -> None:
    for number in ENDINGS:
        signal.signal(number, signal.SIG_IGN)


def stop_together(programs: list[Program]) -> None:
    for program in programs:
        program.ask_to_stop()
    for program in programs:
        program.stop()
