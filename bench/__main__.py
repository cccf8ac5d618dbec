"""`./run bench`: what our pages cost beside a bare Django page, in the same run on the same PostgreSQL.

granian with two workers serves each; four pupils walk at the same time; five rounds, the middle one
counts. Processor time is that of web, worker and PostgreSQL together.
"""

import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import psycopg

from bench import large
from bench.people import sessions
from bench.report import print_table
from bench.rounds import ROUNDS, Case, interleave, p95, p95_beside
from bench.scoring import latencies, scored_per_second, wait_until_idle
from bench.statements import StatementLog
from bench.walks import EssaySave, OwnQuestion, PageAgain, Save, TenForms, bare_page, page_at, ten_bare_pages
from tests.pupil import Pupil
from tests.servers import (
    ROOT,
    Program,
    Redis,
    manage,
    postgres_server,
    prepare,
    redis_server,
    site_env,
    web,
    worker,
)
from tests.walks import Quiz, ScriptQuiz

PUPILS = 4
AT_ONCE = 16
AS_DEPLOYED = {"GRANIAN_BLOCKING_THREADS": "4"}  # each thread keeps a connection, and on it what it has prepared
TARGETS = {  # at most. Processor time, in bare pages of the same run; statements as counted
    "quiz by plain forms / ten bare pages": 2.0,
    "quiz by script / ten bare pages": 1.5,
    "statements of a quiz by script, with the worker's": 90,
    "notes page / bare page": 1.2,
    "notes page again / bare page": 0.5,
    "statements of a question page": 5,
    "statements of a save": 5,
    "statements of a result page": 9,
    "statements of an essay's save": 5,
    "p95 of a question page / bare page, 16 at once": 1.5,
    "p95 of a save / bare page, 16 at once": 1.5,
    "p95 of an essay's save / bare page, 16 at once": 1.5,
    "ms from handing in to the mark, p95": 100,
    "form of ten / bare page": 1.0,
    "ms of a fresh question": 0.67,  # 1,500 a second
    "MB of a FactBase": 10,
}
FLOORS = {  # at least
    "saves a second / bare pages a second": 1.3,
    "attempts scored a second, one worker process": 100,
}


@dataclass(frozen=True)
class Rig:
    """What is measured: our site and the bare one, both on one PostgreSQL."""

    database: Program
    env: dict[str, str]
    site: Program
    worker: Program
    broker: Redis
    maker: subprocess.Popen[str]
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
            broker=broker,
            maker=stack.enter_context(form_maker(env)),
            bare=stack.enter_context(web(bare_env, app="bench.bare.wsgi:application")),
            bare_env=bare_env,
        )


def form_maker(env: dict[str, str]) -> subprocess.Popen[str]:
    """A process that makes forms from notes which it has read."""
    code = "from bench.generation import make_forms; make_forms()"
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", code]
    return subprocess.Popen(command, cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


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
    pupils = [Pupil(program.url, {"sessionid": key}) for key in sessions(env, AT_ONCE)]
    for pupil in pupils:
        pupil.open(first_page)
    return pupils


def cases_of(found: Rig, everybody: list[Pupil], at_bare: list[Pupil]) -> dict[str, Case]:
    bare_processes = [found.bare.pid, found.database.pid]
    processes = [found.site.pid, found.worker.pid, found.database.pid]
    bare, pupils, quiz = at_bare[:PUPILS], everybody[:PUPILS], ScriptQuiz()
    folder, handed_in = quiz.start(pupils[0]), quiz.answered(pupils[0])
    quiz.hand_in(pupils[0], handed_in)
    quiz.wait(pupils[0], handed_in)
    notes = "/notes/operations-methods/job/"
    settle = partial(wait_until_idle, found.broker)

    cases = [
        Case("bare page", bare_page, bare, bare_processes, times=100),
        Case("ten bare pages", ten_bare_pages, bare, bare_processes, times=10),
        Case("quiz by plain forms", Quiz(), pupils, processes, times=3, settle=settle),
        Case("quiz by script", quiz, pupils, processes, times=5, settle=settle),
        Case("first page of a quiz", page_at(f"{folder}1/"), pupils[:1], processes, times=50),
        Case("question page", page_at(f"{folder}1/?alone"), pupils[:1], processes, times=100),
        Case("answer saved", Save(), pupils, processes, times=100),
        Case("result page", page_at(f"{handed_in}result/"), pupils[:1], processes, times=50),
        Case("notes page", page_at(notes), pupils, processes, times=100),
        Case("notes page again", PageAgain(notes), pupils, processes, times=100),
        Case("essay saved", EssaySave(), pupils, processes, times=100),
        Case("ten forms of ten", TenForms(found.maker), pupils[:1], [found.maker.pid], times=10),
    ]
    return {case.name: case for case in cases}


def generation_of(env: dict[str, str]) -> dict[str, float]:
    """Medians of as many processes, one after the other, as there are rounds of everything else."""
    code = "from bench.generation import figures; print(figures())"
    said = [json.loads(manage(env, "shell", "-v", "0", "-c", code)) for _ in range(ROUNDS)]
    return {name: statistics.median(one[name] for one in said) for name in said[0]}


def main(arguments: list[str]) -> int:
    with rig() as found:
        everybody, at_bare = pupils_of(found.site, found.env, "/quizzes/"), pupils_of(found.bare, found.bare_env, "/")
        if "--large" in arguments:
            return large.run(
                everybody[:PUPILS],
                env=found.env,
                processes=[found.site.pid, found.worker.pid, found.database.pid],
                database=found.database,
                folder=socket_folder(found.database),
            )
        cases = cases_of(found, everybody, at_bare)
        size = len(at_bare[0].get("/").body)
        with StatementLog(found.database, socket_folder(found.database)) as log:
            for case in cases.values():
                case.statements = log.count(case.walk_once, case.pupils[0])
        interleave(cases.values())
        times = times_of(found, cases, everybody, at_bare)
        generation = generation_of(found.env)
    print_table(cases, size=size, generation=generation)
    return verdict(ratios(cases, generation) | times)


def times_of(found: Rig, cases: dict[str, Case], everybody: list[Pupil], at_bare: list[Pupil]) -> dict[str, float]:
    """What is told by the clock."""
    bare = replace(cases["bare page"], pupils=at_bare)
    page, save, essay = (
        replace(cases[name], pupils=everybody) for name in ("question page", "answer saved", "essay saved")
    )
    page = replace(page, walk=OwnQuestion())
    marked = latencies(everybody[0], broker=found.broker, database=found.env["DATABASE_URL"])
    return {
        "p95 of a question page / bare page, 16 at once": p95_beside(page, bare, times=20),
        "p95 of a save / bare page, 16 at once": p95_beside(save, bare, times=20),
        "p95 of an essay's save / bare page, 16 at once": p95_beside(essay, bare, times=20),
        "ms from handing in to the mark, p95": p95(marked),
        "attempts scored a second, one worker process": scored_per_second(
            everybody[0], env=found.env, broker=found.broker
        ),
    }


def ratios(cases: dict[str, Case], generation: dict[str, float]) -> dict[str, float]:
    bare, ten_bare = cases["bare page"], cases["ten bare pages"].median_cpu_ms
    cpu = {name: case.median_cpu_ms for name, case in cases.items()}
    statements = {name: case.statements or 0 for name, case in cases.items()}
    return {
        "quiz by plain forms / ten bare pages": cpu["quiz by plain forms"] / ten_bare,
        "quiz by script / ten bare pages": cpu["quiz by script"] / ten_bare,
        "statements of a quiz by script, with the worker's": statements["quiz by script"],
        "notes page / bare page": cpu["notes page"] / bare.median_cpu_ms,
        "notes page again / bare page": cpu["notes page again"] / bare.median_cpu_ms,
        "statements of a question page": statements["question page"],
        "statements of a save": statements["answer saved"],
        "statements of a result page": statements["result page"],
        "statements of an essay's save": statements["essay saved"],
        "saves a second / bare pages a second": cases["answer saved"].median_per_second / bare.median_per_second,
        "form of ten / bare page": cpu["ten forms of ten"] / ten_bare,
        "ms of a fresh question": 1000 / generation["items_per_second"],
        "MB of a FactBase": generation["facts_mb"],
    }


def verdict(measured: dict[str, float]) -> int:
    """0 when every target is met."""
    missed = [what for what, value in measured.items() if not is_met(what, value)]
    for what, value in measured.items():
        aim = f"at most {TARGETS[what]}" if what in TARGETS else f"at least {FLOORS[what]}"
        print(f"{what}: {value:.2f}, {aim}{'  NOT MET' if what in missed else ''}")
    return int(bool(missed))


def is_met(what: str, value: float) -> bool:
    return value <= TARGETS[what] if what in TARGETS else value >= FLOORS[what]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
