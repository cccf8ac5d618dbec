import pytest
from django.urls import reverse

from quizzes.models import AnswerEvent, Attempt, Mark
from quizzes.tasks import score_attempt
from tests.quizzes.play import give, item_at, make_answer, posted


def url_of(attempt):
    return reverse("quizzes:attempt_submit", args=[attempt.pk])


def result_of(attempt):
    return reverse("quizzes:attempt_result", args=[attempt.pk])


def test_handing_in_scores_and_leads_to_the_result(guest, start, django_capture_on_commit_callbacks):
    attempt = start()
    give(attempt, right=2)

    with django_capture_on_commit_callbacks(execute=True):
        response = guest.post(url_of(attempt))

    assert response.url == result_of(attempt)
    assert (Mark.objects.get().points, Attempt.objects.get().state) == (2, "scored")


def test_a_double_click_is_no_error_and_queues_once(guest, start, django_capture_on_commit_callbacks):
    attempt = start()

    with django_capture_on_commit_callbacks() as callbacks:
        urls = [guest.post(url_of(attempt)).url for _ in range(2)]

    assert urls == [result_of(attempt), result_of(attempt)]
    assert len(callbacks) == 1


def test_a_dead_broker_keeps_the_work_and_the_page(
    guest, start, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    def refuse(**_):
        raise ConnectionError("no broker")

    attempt = start()
    monkeypatch.setattr(score_attempt, "delay", refuse)

    with django_capture_on_commit_callbacks(execute=True):
        response = guest.post(url_of(attempt))

    assert response.url == result_of(attempt)
    assert (Attempt.objects.get().state, Attempt.objects.get().scoring_state) == ("submitted", "queued")
    assert "no broker" in caplog.text


def test_a_hand_in_from_a_window_never_opened_is_refused_in_words(guest, start):
    attempt = start()

    response = guest.post(url_of(attempt), {"window": 2, "event_count": 0}, headers={"accept": "application/json"})

    assert (response.status_code, response.json()["kept"]) == (409, False)
    assert "never opened that often" in response.json()["error"]
    assert Attempt.objects.get().state == "in_progress"


@pytest.mark.parametrize("position", ["99", "9" * 19, "9" * 5_000])
def test_a_form_that_names_no_question_still_hands_in(guest, start, position):
    attempt = start()
    fields = posted(make_answer(item_at(attempt, 1).option_order[0])) | {"position": position}

    assert guest.post(url_of(attempt), fields).url == result_of(attempt)
    assert not AnswerEvent.objects.exists()


def test_strangers_find_nothing(strangers, start):
    attempt = start()

    assert [stranger.post(url_of(attempt)).status_code for stranger in strangers] == [404, 404, 404]
    assert Attempt.objects.get().state == "in_progress"


def test_only_post(guest, start):
    assert guest.get(url_of(start())).status_code == 405
