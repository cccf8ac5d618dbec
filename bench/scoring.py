"""How soon, and how many: what the worker does with quizzes handed in."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import psycopg

from bench.copies import Copies
from tests.pupil import Pupil
from tests.servers import Redis, manage, until
from tests.walks import ScriptQuiz

SAMPLES = 40
SCORED = 2000
PRIORITIES = ("celery", *(f"celery\x06\x16{number}" for number in (3, 6, 9)))
ASK = "from quizzes.tasks import sweep_unscored; sweep_unscored()"


@contextmanager
def reading(url: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection


def wait_until_idle(broker: Redis) -> None:
    client = broker.client()

    def is_idle() -> bool:
        return not any(client.llen(name) for name in PRIORITIES) and not client.hlen("unacked")

    until(lambda: is_idle() and not time.sleep(0.05) and is_idle(), seconds=60, what="an idle queue")


def latencies(pupil: Pupil, *, broker: Redis, database: str) -> list[float]:
    """Milliseconds from sending the hand-in to the mark in the ledger, each on an idle queue."""
    quiz, found = ScriptQuiz(), []
    with reading(database) as connection:
        for _ in range(SAMPLES):
            folder = quiz.answered(pupil)
            wait_until_idle(broker)
            begun = time.perf_counter()
            quiz.hand_in(pupil, folder)
            until(partial(is_scored, connection, id_in(folder)), every=0.002, what="the mark")
            found.append((time.perf_counter() - begun) * 1000)
    wait_until_idle(broker)
    return found


def id_in(folder: str) -> str:
    return folder.rstrip("/").rpartition("/")[2]


def is_scored(connection: psycopg.Connection, attempt: str) -> bool:
    row = connection.execute("SELECT state = 'scored' FROM quizzes_attempt WHERE id = %s", [attempt]).fetchone()
    return bool(row and row[0])


def scored_per_second(pupil: Pupil, *, env: dict[str, str], broker: Redis) -> float:
    """Of one worker process: SCORED copies of a quiz handed in are put into its queue, and the rate is that of the
    times it wrote beside the marks. What it does afterwards for spaced review waits behind them, and is thrown away.
    """
    quiz = ScriptQuiz()
    folder = quiz.answered(pupil)
    with reading(env["DATABASE_URL"]) as connection:
        copies = Copies(connection, id_in(folder), key="to-score")
        copies.make(SCORED, state="submitted")
        manage(env, "shell", "-v", "0", "-c", ASK)
        until(lambda: copies.count("scored") == SCORED, seconds=300, every=0.5, what="the marks")
        broker.client().delete(*PRIORITIES)
        return (SCORED - 1) / copies.seconds_of_scoring()
