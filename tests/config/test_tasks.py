import pytest
from django.utils import timezone

from config import tasks
from config.celery import app
from config.health import beat_is_fresh


@pytest.mark.django_db
def test_beat_is_written_where_every_machine_reads_it(monkeypatch):
    monkeypatch.setitem(app.conf, "task_always_eager", False)

    tasks.beat()

    assert beat_is_fresh(app, now=timezone.now()) is True
