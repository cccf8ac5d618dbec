from datetime import UTC, datetime, timedelta

import pytest
from celery import Celery

from config import health

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
EVERY = 30


@pytest.fixture
def app():
    app = Celery("test", broker="redis://127.0.0.1:1/0", set_as_current=False)
    app.conf.beat_schedule = {"beat": {"task": "config.beat", "schedule": EVERY}}
    return app


def test_broker_answers_is_false_when_nobody_listens(app):
    assert health.broker_answers(app) is False


def test_broker_answers_where_there_is_none_to_ask(app):
    app.conf.task_always_eager = True

    assert health.broker_answers(app) is True


@pytest.mark.django_db
def test_database_answers():
    assert health.database_answers() is True


@pytest.mark.django_db
def test_beat_is_fresh_for_four_beats(app):
    before = health.beat_is_fresh(app, now=NOW)
    health.record_beat(now=NOW)

    after = [health.beat_is_fresh(app, now=NOW + timedelta(seconds=EVERY * beats)) for beats in (0, 4, 5)]

    assert (before, after) == (False, [True, True, False])


@pytest.mark.django_db
def test_beat_is_not_asked_for_without_a_broker(app):
    app.conf.task_always_eager = True

    assert health.beat_is_fresh(app, now=NOW) is True
