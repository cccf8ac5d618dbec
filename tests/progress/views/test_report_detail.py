import pytest

from progress.models import Report
from progress.operations import build_report, request_report
from tests.progress.play import NOW, SOON

DATA = {"format": 1, "person": "Sam", "topics": [], "scores": [], "essays": []}


@pytest.fixture
def report(cast):
    return request_report(cast.sam, data=DATA, now=NOW)


@pytest.mark.parametrize(
    ("state", "words", "looks_again"),
    [
        ("queued", "It is waiting to be made.", True),
        ("running", "It is being made now.", True),
        ("failed", "It could not be made. Nothing of your work is lost.", False),
    ],
)
def test_the_page_says_how_far_the_report_is(cast, report, client_of, state, words, looks_again):
    Report.objects.update(state=state)

    page = client_of(cast.sam).get(report.get_absolute_url()).content.decode()

    assert words in page
    assert ("data-poll" in page) is looks_again


def test_a_report_that_is_ready_can_be_fetched(cast, report, client_of):
    build_report(report, now=SOON)

    page = client_of(cast.sam).get(report.get_absolute_url()).content.decode()

    assert f"{report.get_absolute_url()}pdf/" in page
    assert "data-poll" not in page


@pytest.mark.parametrize(("name", "status"), [("nia", 404), ("tess", 404), ("omar", 404), (None, 302)])
def test_nobody_else_sees_it(cast, report, client_of, name, status):
    client = client_of(getattr(cast, name) if name else None)

    assert client.get(report.get_absolute_url()).status_code == status
