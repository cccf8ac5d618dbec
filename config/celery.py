"""The Celery application. Its settings and its timetable are in config/settings.py."""

import os
from typing import Any

from celery import Celery, Task
from celery.signals import before_task_publish, task_prerun
from django.db import close_old_connections

from config.logs import request_id

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("operations_methods")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@before_task_publish.connect
def send_request_id(*, headers: dict[str, Any], **_: Any) -> None:
    headers["request_id"] = request_id.get()


@task_prerun.connect
def drop_broken_connections(*, task: Task, **_: Any) -> None:
    """A worker keeps its connection from task to task; one that failed or is too old is not used again."""
    if not task.request.is_eager:
        close_old_connections()


@task_prerun.connect
def take_request_id(*, task: Task, **_: Any) -> None:
    """Log under the id of the request that started the task; an eager task is inside it already."""
    sent = task.request.get("request_id")
    if sent:
        request_id.set(sent)
