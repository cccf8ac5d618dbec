"""Is each part that the site needs there? Every question gives up after a second or two."""

from datetime import datetime, timedelta

from celery import Celery
from django.core.cache import cache
from django.db import DatabaseError, connection
from kombu.exceptions import OperationalError

BEAT_KEY = "config.beat"
PATIENCE = 4  # beats that may be missed


def record_beat(*, now: datetime) -> None:
    """The worker's sign of life; it proves the timetable, the broker and a worker at once."""
    cache.set(BEAT_KEY, now, timeout=None)


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def broker_answers(app: Celery) -> bool:
    """True as well where tasks run inside the request: there is no broker to wait for."""
    if app.conf.task_always_eager:
        return True
    try:
        with app.connection_for_write(connect_timeout=1) as broker:
            broker.ensure_connection(max_retries=1, timeout=1)
    except (OSError, OperationalError):
        return False
    return True


def beat_is_fresh(app: Celery, *, now: datetime) -> bool:
    if app.conf.task_always_eager:
        return True
    every = timedelta(seconds=app.conf.beat_schedule["beat"]["schedule"])
    try:
        last = cache.get(BEAT_KEY)
    except DatabaseError:
        return False
    return last is not None and now - last <= PATIENCE * every
