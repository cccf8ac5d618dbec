"""`./run bench --large`: whether the pages that everybody uses stay as quick with a million stored attempts.

They are measured with 10,000 and again with 1,000,000, which are copies of one made in SQL with two questions each. No
statement may read a big table from end to end: PostgreSQL counts how often that is done.
Takes half an hour and a few GB.
"""

import os
import time

import psycopg

from bench.copies import Copies
from bench.report import COLUMNS
from bench.rounds import Case, interleave
from bench.scoring import id_in, reading
from bench.statements import StatementLog
from bench.walks import Save, page_at
from tests.pupil import Pupil
from tests.servers import Program
from tests.walks import Quiz, ScriptQuiz

FEW, MANY = 10_000, int(os.environ.get("BENCH_ATTEMPTS", "1000000"))
QUESTIONS_EACH = 2
BIG = [f"quizzes_{name}" for name in ("attempt", "attemptitem", "answerevent", "mark", "markline", "receipt")]
COUNTED_AFTER_S = 12  # an idle server process tells its counts after ten seconds
MOST = 1.5


def run(pupils: list[Pupil], *, env: dict[str, str], processes: list[int], database: Program, folder: str) -> int:
    """0 when statements, ways to the rows and medians stay as they were."""
    quiz = ScriptQuiz()
    handed_in = quiz.answered(pupils[0])
    quiz.hand_in(pupils[0], handed_in)
    quiz.wait(pupils[0], handed_in)
    before, after = (cases_of(pupils, handed_in, processes=processes) for _ in range(2))
    with reading(env["DATABASE_URL"]) as connection:
        copies = Copies(connection, id_in(handed_in), key="large", questions=QUESTIONS_EACH)
        copies.make(FEW, state="scored")
        measure(before, database=database, folder=folder)
        copies.make(MANY - FEW, state="scored")
        scans = scans_of(connection)
        measure(after, database=database, folder=folder)
        time.sleep(COUNTED_AFTER_S)
        scanned = [table for table, number in scans_of(connection).items() if number > scans[table]]
    return verdict(before, after, scanned=scanned)


def cases_of(pupils: list[Pupil], handed_in: str, *, processes: list[int]) -> list[Case]:
    opened = Quiz().start(pupils[0])
    one = pupils[:1]
    return [
        Case("home", page_at("/"), one, processes, times=50),
        Case("quizzes", page_at("/quizzes/"), one, processes, times=50),
        Case("question page", page_at(f"{opened}1/?alone"), one, processes, times=100),
        Case("result page", page_at(f"{handed_in}result/"), one, processes, times=50),
        Case("progress", page_at("/progress/"), one, processes, times=50),
        Case("answer saved", Save(), pupils, processes, times=50),
        Case("whole quiz by script", ScriptQuiz(), pupils, processes, times=3),
    ]


def measure(cases: list[Case], *, database: Program, folder: str) -> None:
    with StatementLog(database, folder) as log:
        for case in cases:
            case.statements = log.count(case.walk, case.pupils[0])
    interleave(cases)


def scans_of(connection: psycopg.Connection) -> dict[str, int]:
    """How often each of the big tables was read from end to end."""
    rows = connection.execute("SELECT relname, seq_scan FROM pg_stat_user_tables WHERE relname = ANY(%s)", [BIG])
    return dict(rows.fetchall())


def verdict(before: list[Case], after: list[Case], *, scanned: list[str]) -> int:
    print(COLUMNS.format("walk", f"{FEW} ms", f"{MANY} ms", "ratio", "statements"))
    failed = [f"read from end to end: {', '.join(scanned)}"] if scanned else []
    for few, many in zip(before, after, strict=True):
        ratio = many.median_cpu_ms / few.median_cpu_ms
        told = f"{few.statements} / {many.statements}"
        print(COLUMNS.format(few.name, f"{few.median_cpu_ms:.2f}", f"{many.median_cpu_ms:.2f}", f"{ratio:.2f}", told))
        if ratio > MOST or many.statements > few.statements:
            failed.append(f"{few.name} has changed")
    print("\n".join(f"NOT MET: {line}" for line in failed) or "all as before")
    return int(bool(failed))
