"""Whatever happens to worker or broker, an attempt that was handed in is scored, and scored once."""

import re
from datetime import timedelta

import pytest
from celery import Celery
from django.db.models import F

from config.broker import give_back_unfinished
from config.celery import app
from quizzes.models import Attempt
from tests.processes.conftest import (
    ALIAS,
    has_a_stopped_child,
    is_scored,
    is_waiting_for_a_lock,
    ledger_of,
    locked,
    marks_of,
    state_of,
)
from tests.servers import beat, until, worker, worker_program

pytestmark = pytest.mark.servers


@pytest.fixture(autouse=True)
def _nothing_waits_from_another_test(stage):
    stage.redis.client().flushall()


def test_worker_killed_before_scoring(stage, pupil):
    with worker(stage.env) as first:
        first.kill()
        attempt = stage.submitted(pupil)

    with worker(stage.env):
        until(is_scored(attempt), what="the mark")

    assert marks_of(attempt) == 1


def test_worker_killed_during_scoring(stage, pupil):
    attempt = stage.submitted(pupil)
    first = worker_program(stage.env)
    with locked(attempt):
        first.start()
        until(lambda: is_waiting_for_a_lock(stage, first), what="the worker to be inside the task")
        first.kill()
    unfinished = state_of(attempt)
    give_back_unfinished(app, stage.redis.url)

    with worker(stage.env):
        until(is_scored(attempt), what="the mark")

    assert (unfinished, marks_of(attempt)) == (Attempt.State.SUBMITTED, 1)


def test_worker_killed_between_commit_and_acknowledgement(stage, pupil):
    attempt = stage.submitted(pupil)
    with worker(stage.env, "-I", "tests.processes.stopping") as first:
        until(lambda: has_a_stopped_child(first), what="the worker to stop after its commit")
        ledger, unacknowledged = ledger_of(attempt), stage.redis.unacknowledged()
        first.kill()
    give_back_unfinished(app, stage.redis.url)

    with worker(stage.env) as second:
        until(lambda: succeeded(second), what="the task to be run again")
        until(lambda: stage.redis.queued() + stage.redis.unacknowledged() == 0, what="the acknowledgement")

    assert (unacknowledged, len(ledger)) == (1, 1)
    assert (state_of(attempt), ledger_of(attempt)) == (Attempt.State.SCORED, ledger)


def test_worker_killed_after_scoring(stage, pupil):
    with worker(stage.env) as first:
        attempt = stage.submitted(pupil)
        until(is_scored(attempt), what="the mark")
        first.kill()
    give_back_unfinished(app, stage.redis.url)

    with worker(stage.env) as second:
        call(stage, "quizzes.score_attempt", attempt_id=str(attempt))
        until(lambda: succeeded(second))

    assert (state_of(attempt), marks_of(attempt)) == (Attempt.State.SCORED, 1)


def test_redis_stopped_between_hand_in_and_scoring(stage, pupil):
    attempt = stage.submitted(pupil)
    stage.redis.stop()
    stage.redis.start_and_wait()

    with worker(stage.env):
        until(is_scored(attempt), what="the mark")

    assert marks_of(attempt) == 1


def test_handed_in_while_the_broker_is_down(stage, pupil):
    stage.redis.stop()
    attempt = stage.submitted(pupil)
    readiness = pupil.get("/readyz")
    stage.redis.start_and_wait()
    grown_old(attempt)

    with worker(stage.env), beat(stage.env):
        until(is_scored(attempt), what="the sweeper")

    assert (readiness.status, marks_of(attempt)) == (503, 1)
    assert '"broker": "down"' in readiness.text


def test_worker_finds_the_broker_again(stage, pupil):
    with worker(stage.env):
        stage.redis.stop()
        home = pupil.get("/")
        stage.redis.start_and_wait()
        attempt = stage.submitted(pupil)
        until(is_scored(attempt), seconds=60, what="the worker to come back")

    assert (home.status, marks_of(attempt)) == (200, 1)


def test_readiness_follows_the_beat(stage, pupil):
    with worker(stage.env), beat(stage.env):
        until(lambda: pupil.get("/readyz").status == 200, what="the first beat")


def succeeded(worker) -> bool:
    return re.search(r"quizzes\.score_attempt\[[^]]+\] succeeded", worker.output) is not None


def call(stage, task: str, **arguments: str) -> None:
    Celery(broker=stage.redis.url, set_as_current=False).send_task(task, kwargs=arguments)


def grown_old(attempt) -> None:
    """As if it had been handed in a minute earlier: the sweeper leaves the newest to the first call."""
    rows = Attempt.objects.using(ALIAS).filter(pk=attempt)
    rows.update(submitted_at=F("submitted_at") - timedelta(minutes=1))
