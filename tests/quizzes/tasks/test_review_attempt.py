import pytest
from django.conf import settings

from quizzes.models import Attempt, ReviewLog
from quizzes.tasks import review_attempt, score_attempt
from tests.quizzes.cards import CHANGEOVER, COST, answer_all, quiz_on, score
from tests.quizzes.play import GUEST


@pytest.fixture
def answered(topic):
    attempt = quiz_on(GUEST, topic, [CHANGEOVER, COST])
    answer_all(attempt, right=[1], wrong=[2])
    return attempt


def test_review_attempt_twice_is_review_attempt_once(answered):
    score(answered)

    review_attempt(attempt_id=str(answered.pk))
    first = Attempt.objects.get().reviewed_at
    review_attempt(attempt_id=str(answered.pk))

    assert (Attempt.objects.get().reviewed_at, ReviewLog.objects.count()) == (first, 2)


def test_scoring_calls_for_it_and_is_done_without_it(answered, django_capture_on_commit_callbacks, monkeypatch):
    Attempt.objects.update(state="submitted", submitted_at=answered.started_at)
    asked = []
    monkeypatch.setattr(review_attempt, "delay", lambda **call: asked.append(call))

    with django_capture_on_commit_callbacks(execute=True):
        score_attempt(attempt_id=str(answered.pk))

    assert asked == [{"attempt_id": str(answered.pk)}]
    assert (Attempt.objects.get().state, Attempt.objects.get().reviewed_at) == ("scored", None)


def test_no_broker_is_no_reason_for_scoring_to_fail(answered, django_capture_on_commit_callbacks, monkeypatch, caplog):
    def refuse(**_call):
        raise OSError("no broker")

    Attempt.objects.update(state="submitted", submitted_at=answered.started_at)
    monkeypatch.setattr(review_attempt, "delay", refuse)

    with django_capture_on_commit_callbacks(execute=True):
        score_attempt(attempt_id=str(answered.pk))

    assert Attempt.objects.get().state == "scored"
    assert "no broker" in caplog.text


def test_what_waits_to_be_scored_goes_first():
    priorities = {name: route["priority"] for name, route in settings.CELERY_TASK_ROUTES.items()}

    assert priorities.get(review_attempt.name, 0) > priorities.get(score_attempt.name, 0)
