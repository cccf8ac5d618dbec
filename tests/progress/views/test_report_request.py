from django.urls import reverse

from progress.models import Report
from tests.progress.play import actor_of, take_quiz

URL = reverse("progress:report_request")


def test_a_report_is_asked_for_and_made(cast, client_of, topic, django_capture_on_commit_callbacks):
    take_quiz(actor_of(cast.sam), topic=topic, right=3)

    with django_capture_on_commit_callbacks(execute=True):
        response = client_of(cast.sam).post(URL)

    report = Report.objects.get(user=cast.sam)
    assert response.url == report.get_absolute_url()
    assert (report.state, report.data["topics"][0]["tests"][:12]) == ("done", "3 of 4 right")


def test_the_same_work_is_the_same_report(cast, client_of, topic, django_capture_on_commit_callbacks):
    client = client_of(cast.sam)
    take_quiz(actor_of(cast.sam), topic=topic, right=3)
    with django_capture_on_commit_callbacks(execute=True):
        first = client.post(URL).url

    with django_capture_on_commit_callbacks() as callbacks:
        again = client.post(URL).url

    assert (again, callbacks) == (first, [])
    take_quiz(actor_of(cast.sam), topic=topic, right=2, seed=2)
    assert client.post(URL).url != first


def test_someone_without_work_gets_a_report_that_says_so(cast, client_of):
    client_of(cast.sam).post(URL)

    assert Report.objects.get().data == {
        "format": 4,
        "person": "Sam",
        "level": "A Level",
        "topics": [],
        "scores": [],
        "essays": [],
    }


def test_a_guest_is_asked_to_sign_in(client_of, db):
    assert client_of(None).post(URL).status_code == 302
    assert not Report.objects.exists()


def test_opening_the_address_asks_for_nothing(cast, client_of):
    assert client_of(cast.sam).get(URL).status_code == 405
