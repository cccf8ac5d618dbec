"""What can break under a quiz, at which moments, and how each is put right again."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from django.db import connections

from tests.processes.conftest import ALIAS, Stage, children
from tests.processes.gates import ARRIVING, MARKED, MARKING, PUBLISHING, STORED, Gate
from tests.processes.tab import PATIENCE, Tab
from tests.servers import Program, responds, until, worker_program

BETWEEN, HANDING_IN, QUEUED = "between", "handing in", "queued"
MOMENTS = (ARRIVING, STORED, BETWEEN, HANDING_IN, PUBLISHING, QUEUED, MARKING, MARKED)
IN_THE_WEB, IN_THE_WORKER = {ARRIVING, STORED, PUBLISHING}, {MARKING, MARKED}
VICTIMS = ("network", "tab", "web", "worker", "broker", "database")
HOLD_S = 2
LOCKED = f"""
import sqlite3, sys, time
base = sqlite3.connect(sys.argv[1], timeout=60, isolation_level=None)
print("asking", flush=True)
base.execute("BEGIN IMMEDIATE")
print("held", flush=True)
time.sleep({HOLD_S})
base.execute("ROLLBACK")
"""


@dataclass
class Scene:
    """A quiz in a tab, and everything under it."""

    stage: Stage
    worker: Program
    tab: Tab
    holders: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def gate(self, moment: str) -> Gate:
        return Gate(self.stage.env["DATA_DIR"], moment)

    def go(self, action: Callable[[Tab], bool], *, victim: str = "", moment: str = "") -> None:
        """What the student does until it is done; `victim` is struck at `moment` of it, and then put right."""
        if moment:
            self._disturbed(action, victim=victim, moment=moment)
        until(lambda: action(self.tab), seconds=PATIENCE, every=0.1, what=f"{victim} at {moment} to be overcome")

    def _disturbed(self, action: Callable[[Tab], bool], *, victim: str, moment: str) -> None:
        if (victim, moment) == ("network", ARRIVING):
            self.tab.send_half()
        with self._held(moment) as release, ThreadPoolExecutor(1) as pool:
            pending = pool.submit(action, self.tab) if moment not in {BETWEEN, HANDING_IN} else Future()
            self._reach(moment, pending)
            strike(victim, self, moment=moment)
            release()
            if moment not in {BETWEEN, HANDING_IN}:
                pending.result()
            action(self.tab)  # by whom nothing is struck goes on; who is finds it broken
            mend(victim, self)

    @contextmanager
    def _held(self, moment: str) -> Iterator[Callable[[], None]]:
        """The place of this moment, shut until the function that is yielded is called."""
        if moment == QUEUED:
            signal_group(self.worker, signal.SIGSTOP)
            try:
                yield lambda: None
            finally:
                signal_group(self.worker, signal.SIGCONT)
        elif moment in IN_THE_WEB | IN_THE_WORKER:
            gate = self.gate(moment)
            with gate.shut():
                yield gate.open
        else:
            yield lambda: None

    def _reach(self, moment: str, pending: Future) -> None:
        if moment in IN_THE_WORKER | {QUEUED}:
            assert pending.result(), "the quiz could not be handed in"
        if moment in IN_THE_WEB | IN_THE_WORKER:
            until(self.gate(moment).is_reached, seconds=PATIENCE, what=f"{moment} to be reached")


def signal_group(program: Program, number: int) -> None:
    if program.is_alive:
        os.killpg(program.pid, number)


# --- Striking -------------------------------------------------------------------------------------


def strike(victim: str, scene: Scene, *, moment: str) -> None:
    STRIKES[victim](scene, moment)


def _network(scene: Scene, _moment: str) -> None:
    scene.tab.is_offline = True
    scene.tab.cut()


def _tab(scene: Scene, _moment: str) -> None:
    scene.tab.is_offline = True  # whatever it still does comes to nothing
    scene.tab.cut()


def _web(scene: Scene, _moment: str) -> None:
    for child in children(scene.stage.web.pid):
        os.kill(child, signal.SIGKILL)
    scene.stage.web.kill()


def _worker(scene: Scene, _moment: str) -> None:
    scene.worker.kill()


def _broker(scene: Scene, _moment: str) -> None:
    scene.stage.redis.stop()


def _database(scene: Scene, moment: str) -> None:
    if scene.stage.database is None:
        _lock(scene, must_have=moment != MARKING)  # there the worker has it, and is asked for it
    else:
        _end_connections()


def _lock(scene: Scene, *, must_have: bool) -> None:
    file = Path(scene.stage.env["DATA_DIR"]) / "db.sqlite3"
    holder = subprocess.Popen([sys.executable, "-c", LOCKED, str(file)], stdout=subprocess.PIPE)
    scene.holders.append(holder)
    assert holder.stdout.readline() == b"asking\n"
    if must_have:
        assert holder.stdout.readline() == b"held\n"


def _end_connections() -> None:
    settings = connections[ALIAS].settings_dict
    ending = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"""
    with psycopg.connect(host=settings["HOST"], user=settings["USER"], dbname=settings["NAME"]) as base:
        base.execute(ending)
    connections[ALIAS].close()


STRIKES = {
    "network": _network,
    "tab": _tab,
    "web": _web,
    "worker": _worker,
    "broker": _broker,
    "database": _database,
}


# --- Putting right --------------------------------------------------------------------------------


def mend(victim: str, scene: Scene) -> None:
    match victim:
        case "network":
            scene.tab.is_offline = False
        case "tab":
            scene.tab.pupil.close()
            scene.tab = Tab(scene.tab.site, scene.tab.kept)
        case "web":
            scene.stage.web.start()
            scene.stage.web.wait_for(lambda: responds(scene.stage.web.url), seconds=PATIENCE)
        case "worker":
            scene.worker = ready_worker(scene.stage)
        case "broker":
            scene.stage.redis.start_and_wait()
        case "database":
            while scene.holders:
                with scene.holders.pop() as holder:
                    assert holder.wait(PATIENCE) == 0


def ready_worker(stage: Stage) -> Program:
    program = worker_program(stage.env, "-I", "tests.processes.held_worker")
    program.start()
    program.wait_for(lambda: " ready." in program.output, seconds=PATIENCE)
    return program
