import pytest

from progress import tasks
from progress.models import Report
from progress.operations import request_report
from tests.progress.play import NOW, SOON

DATA = {"format": 1, "person": "Sam", "topics": [], "scores": [], "essays": []}


@pytest.fixture
def report(cast):
    return request_report(cast.sam, data=DATA, now=NOW)


def row():
    return Report.objects.values("state", "built_at", "pdf").get()


def test_build_report_makes_it_and_a_second_run_changes_nothing(report, time_machine):
    time_machine.move_to(NOW)
    tasks.build_report(report_id=str(report.pk))
    first = row()
    time_machine.move_to(SOON)

    tasks.build_report(report_id=str(report.pk))

    assert (first["state"], row()) == ("done", first)


def test_the_sweeper_makes_what_was_lost_and_a_second_run_changes_nothing(report, time_machine):
    time_machine.move_to(SOON)
    tasks.sweep_unbuilt()
    first = row()

    tasks.sweep_unbuilt()

    assert (first["state"], row()) == ("done", first)


def test_the_sweeper_leaves_what_was_just_asked_for(report, time_machine):
    time_machine.move_to(NOW)

    tasks.sweep_unbuilt()

    assert row()["state"] == "queued"


def test_the_sweeper_leaves_what_failed_to_a_person(report, time_machine):
    Report.objects.update(state="failed")
    time_machine.move_to(SOON)

    tasks.sweep_unbuilt()

    assert row()["state"] == "failed"
