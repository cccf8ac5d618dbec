import json
import logging
import sys

from config.celery import send_request_id, take_request_id
from config.logs import JsonFormatter, request_id


def record(**values) -> logging.LogRecord:
    return logging.LogRecord("site", logging.WARNING, "views.py", 7, "%s is slow", ("Redis",), values.get("exc_info"))


def test_a_line_is_one_json_object_with_the_request():
    token = request_id.set("abc12345")
    line = json.loads(JsonFormatter().format(record()))
    request_id.reset(token)

    assert {key: line[key] for key in ("level", "logger", "request", "message")} == {
        "level": "WARNING",
        "logger": "site",
        "request": "abc12345",
        "message": "Redis is slow",
    }


def test_a_line_carries_the_trace_of_a_fault():
    try:
        int("no number")
    except ValueError:
        line = JsonFormatter().format(record(exc_info=sys.exc_info()))

    assert "ValueError: invalid literal" in json.loads(line)["trace"]
    assert "\n" not in line


class FakeTask:
    def __init__(self, **request):
        self.request = request


def test_request_id_follows_into_the_task():
    token = request_id.set("abc12345")
    headers = {}
    send_request_id(headers=headers)
    request_id.reset(token)

    take_request_id(task=FakeTask(**headers))

    assert request_id.get() == "abc12345"
    request_id.set("-")


def test_a_task_run_inside_the_request_keeps_its_id():
    token = request_id.set("abc12345")

    take_request_id(task=FakeTask())

    assert request_id.get() == "abc12345"
    request_id.reset(token)
