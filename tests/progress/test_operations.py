import pytest

from progress.models import Report
from progress.operations import ReportFailed, build_report, request_report
from tests.progress.play import LATER, NOW, SOON

DATA = {"format": 1, "person": "Sam", "topics": [], "scores": [], "essays": []}


@pytest.fixture
def report(cast):
    return request_report(cast.sam, data=DATA, now=NOW)


def test_a_report_waits_to_be_made(report):
    row = Report.objects.get()

    assert row == report
    assert (row.state, row.data, row.pdf, row.requested_at, row.is_waiting) == ("queued", DATA, None, NOW, True)


def test_the_same_data_is_the_same_report(cast, report):
    again = request_report(cast.sam, data=DATA, now=LATER)

    assert (again, Report.objects.count(), again.requested_at) == (report, 1, NOW)


def test_other_data_or_another_person_is_another_report(cast, report):
    request_report(cast.sam, data={**DATA, "person": "Samira"}, now=NOW)
    request_report(cast.nia, data=DATA, now=NOW)

    assert Report.objects.count() == 3


def test_a_report_is_made(report):
    done = build_report(report, now=SOON)

    assert (done.state, done.built_at, done.is_waiting) == ("done", SOON, False)
    assert bytes(Report.objects.get().pdf).startswith(b"%PDF-")


def test_a_report_that_is_there_is_not_made_again(cast, report):
    build_report(report, now=SOON)

    build_report(report, now=LATER)
    request_report(cast.sam, data=DATA, now=LATER)

    assert Report.objects.values_list("state", "built_at").get() == ("done", SOON)


def test_a_report_that_was_being_made_when_the_worker_died_is_made(report):
    Report.objects.update(state="running")

    assert build_report(report, now=SOON).state == "done"


@pytest.fixture
def broken(cast):
    return request_report(cast.sam, data={"person": "Sam"}, now=NOW)


def test_a_report_that_cannot_be_made_says_why(broken):
    with pytest.raises(ReportFailed):
        build_report(broken, now=SOON)

    row = Report.objects.get()
    assert (row.state, row.pdf) == ("failed", None)
    assert "topics" in row.error


def test_asking_again_for_a_failed_report_tries_again(cast, broken):
    with pytest.raises(ReportFailed):
        build_report(broken, now=SOON)

    again = request_report(cast.sam, data={"person": "Sam"}, now=LATER)

    assert (again.pk, again.state, again.error, again.requested_at) == (broken.pk, "queued", "", LATER)
