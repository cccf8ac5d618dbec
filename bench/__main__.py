"""`./run bench`: what our pages cost beside a bare Django page, in the same run on the same PostgreSQL.

granian with two workers serves each; four pupils walk at the same time; five rounds, the middle one
counts. Processor time is that of web, worker and PostgreSQL together.
"""

import json
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from bench.people import draft_of, sessions
from bench.report import print_table
from bench.rounds import Case, interleave
from bench.statements import StatementLog
from bench.walks import Autosave, PageAgain, bare_page, page_at, ten_bare_pages
from tests.pupil import Pupil
from tests.servers import (
    Program,
    manage,
    postgres_server,
    prepare,
    redis_server,
    site_env,
    web,
    worker,
)
from tests.walks import Quiz

PUPILS = 4
LATENCY_SAMPLES = 20
AS_DEPLOYED = {"GRANIAN_BLOCKING_THREADS": "4"}  # each thread keeps a connection, and on it what it has prepared
TARGETS = {  # processor time, in bare pages of the same run; statements as counted
    "whole quiz / ten bare pages": 2.0,
    "notes page / bare page": 1.2,
    "notes page again / bare page": 0.5,
    "statements of a question page": 5,
    "form of ten / bare page": 1.0,
    "ms of a fresh question": 0.67,  # 1,500 a second
    "MB of a FactBase": 10,
}


@dataclass(frozen=True)
class Rig:
    """What is measured: our site and the bare one, both on one PostgreSQL."""

    database: Program
    env: dict[str, str]
    site: Program
    worker: Program
    bare: Program
    bare_env: dict[str, str]


@contextmanager
def rig() -> Iterator[Rig]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        database, broker = stack.enter_context(postgres_server()), stack.enter_context(redis_server())
        env = site_env(
            folder / "site", database_url=database.url, broker_url=broker.url, LOG_LEVEL="WARNING", **AS_DEPLOYED
        )
        bare_env = bare_environment(folder / "bare", database)
        prepare(env)
        yield Rig(
            database=database,
            env=env,
            site=stack.enter_context(web(env)),
            worker=stack.enter_context(worker(env)),
            bare=stack.enter_context(web(bare_env, app="bench.bare.wsgi:application")),
            bare_env=bare_env,
        )


def bare_environment(folder: Path, database: Program) -> dict[str, str]:
    """A database of its own on the same server, with the rows of the bare page in it."""
    with psycopg.connect(host=socket_folder(database), user="postgres", autocommit=True) as connection:
        connection.execute("CREATE DATABASE bare")
    url = database.url.removesuffix("postgres") + "bare"
    env = site_env(folder, database_url=url, **AS_DEPLOYED) | {"DJANGO_SETTINGS_MODULE": "bench.bare.settings"}
    manage(env, "migrate", "--run-syncdb")
    manage(env, "shell", "-c", "from bench.bare.fill import fill; fill()")
    return env


def socket_folder(database: Program) -> str:
    return str(database.log.parent)


def pupils_of(program: Program, env: dict[str, str], first_page: str) -> list[Pupil]:
    """Signed-in pupils who have seen a page, so that they hold what cookies it gives."""
    pupils = [Pupil(program.url, {"sessionid": key}) for key in sessions(env, PUPILS)]
    for pupil in pupils:
        pupil.open(first_page)
    return pupils


def cases_of(found: Rig) -> dict[str, Case]:
    bare_processes = [found.bare.pid, found.database.pid]
    processes = [found.site.pid, found.worker.pid, found.database.pid]
    bare, pupils = pupils_of(found.bare, found.bare_env, "/"), pupils_of(found.site, found.env, "/quizzes/")
    quiz = Quiz()
    folder = quiz.start(pupils[0])
    draft = draft_of(pupils[0])
    notes = "/notes/operations-methods/job/"
    cases = [
        Case("bare page", bare_page, bare, bare_processes, times=100),
        Case("ten bare pages", ten_bare_pages, bare, bare_processes, times=10),
        Case("whole quiz of ten", quiz, pupils, processes, times=5),
        Case("question page", page_at(f"{folder}1/"), pupils[:1], processes, times=200),
        Case("notes page", page_at(notes), pupils, processes, times=100),
        Case("notes page again", PageAgain(notes), pupils, processes, times=100),
        Case("essay opened and saved", Autosave(draft), pupils[:1], processes, times=100),
    ]
    return {case.name: case for case in cases}


def latencies(pupil: Pupil) -> list[float]:
    """Milliseconds from handing in to the marks on the page."""
    quiz, found = Quiz(), []
    for _ in range(LATENCY_SAMPLES):
        folder = quiz.answered(pupil)
        quiz.hand_in(pupil, folder)
        found.append(quiz.wait(pupil, folder, every=0.005) * 1000)
    return found


def generation_of(env: dict[str, str]) -> dict[str, float]:
    said = manage(env, "shell", "-v", "0", "-c", "from bench.generation import figures; print(figures())")
    return json.loads(said)


def main() -> int:
    with rig() as found:
        cases = cases_of(found)
        size = len(cases["bare page"].pupils[0].get("/").body)
        with StatementLog(found.database, socket_folder(found.database)) as log:
            for case in cases.values():
                case.statements = log.count(case.walk, case.pupils[0])
        interleave(cases.values())
        latency = statistics.median(latencies(cases["whole quiz of ten"].pupils[0]))
        generation = generation_of(found.env)
    print_table(cases, size=size, latency=latency, generation=generation)
    return verdict(cases, generation)


def verdict(cases: dict[str, Case], generation: dict[str, float]) -> int:
    """0 when every target is met."""
    bare, ten_bare = cases["bare page"].median_cpu_ms, cases["ten bare pages"].median_cpu_ms
    measured = {
        "whole quiz / ten bare pages": cases["whole quiz of ten"].median_cpu_ms / ten_bare,
        "notes page / bare page": cases["notes page"].median_cpu_ms / bare,
        "notes page again / bare page": cases["notes page again"].median_cpu_ms / bare,
        "statements of a question page": cases["question page"].statements or 0,
        "form of ten / bare page": generation["form_ms"] / bare,
        "ms of a fresh question": 1000 / generation["items_per_second"],
        "MB of a FactBase": generation["facts_mb"],
    }
    for what, value in measured.items():
        print(f"{what}: {value:.2f} of at most {TARGETS[what]}{'' if value <= TARGETS[what] else '  NOT MET'}")
    return int(any(value > TARGETS[what] for what, value in measured.items()))


if __name__ == "__main__":
    sys.exit(main())
