"""PostgreSQL is started again while web and worker run: that costs one error page at most, and loses nothing."""

import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from tests.processes.conftest import ALIAS, attempt_in, is_scored, marks_of
from tests.pupil import Page, Pupil
from tests.servers import Postgres, until, worker
from tests.walks import QUESTIONS, Quiz

pytestmark = pytest.mark.servers

FAST, IMMEDIATE = signal.SIGINT, signal.SIGQUIT
PUPILS = 8


@pytest.fixture
def pupils(stage) -> Iterator[list[Pupil]]:
    """As many as keep a connection of each web process busy."""
    pupils = [Pupil(stage.web.url) for _ in range(PUPILS)]
    yield pupils
    for pupil in pupils:
        pupil.close()


@pytest.mark.parametrize("stage", ["postgres"], indirect=True)
@pytest.mark.parametrize("ending", [FAST, IMMEDIATE], ids=["fast", "immediate"])
def test_postgres_restarted(stage, pupils, ending):
    with worker(stage.env):
        folders = at_once(pupils, answered)
        scored_before = stage.submitted(pupils[0])
        until(is_scored(scored_before), what="the worker to have a connection")

        restart(stage.database, ending)
        pages = [page for _ in range(3) for page in at_once(pupils, question, folders)]
        handed_in = [hand_in(pupil, folder) for pupil, folder in zip(pupils, folders, strict=True)]
        for folder in folders:
            until(is_scored(attempt_in(folder)), what="the mark")
        results = [result(pupil, folder) for pupil, folder in zip(pupils, folders, strict=True)]

    statuses = [page.status for page in (*pages, *handed_in)]
    assert sum(status >= 500 for status in statuses) <= 1, statuses
    assert [marks_of(attempt_in(folder)) for folder in folders] == [1] * PUPILS
    assert [page.text.count("not answered") for page in results] == [0] * PUPILS


def at_once(pupils: list[Pupil], what, *arguments) -> list:
    with ThreadPoolExecutor(len(pupils)) as pool:
        return list(pool.map(what, pupils, *arguments))


def answered(pupil: Pupil) -> str:
    pupil.open("/quizzes/")
    return Quiz().answered(pupil)


def question(pupil: Pupil, folder: str) -> Page:
    return pupil.get(f"{folder}{QUESTIONS}/")


def hand_in(pupil: Pupil, folder: str) -> Page:
    return pupil.post(f"{folder}submit/", {"csrfmiddlewaretoken": pupil.cookies["csrftoken"]})


def result(pupil: Pupil, folder: str) -> Page:
    return pupil.open(f"{folder}result/")


def restart(database: Postgres, ending: int) -> None:
    database.stop(ending)
    database.start_and_wait()
    connections[ALIAS].close()
