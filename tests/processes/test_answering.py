"""An answer comes before a hand-in or after it, never beside it: with real processes and both databases."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.utils import timezone

from quizzes.models import AnswerEvent, Attempt
from tests.processes.conftest import ALIAS, attempt_in, is_waiting_for_a_lock, locked
from tests.servers import until
from tests.walks import Quiz, first_choice

pytestmark = pytest.mark.servers


def test_an_answer_that_waits_for_a_hand_in_does_not_count(stage, pupil):
    pupil.open("/quizzes/")
    folder = Quiz().start(pupil)
    page = Quiz().question(pupil, folder, 1)
    form, attempt = page.form("/answer/"), attempt_in(folder)

    with ThreadPoolExecutor(1) as pool:
        with locked(attempt):
            answer = pool.submit(pupil.submit, page, form, **first_choice(form))
            until(lambda: is_waiting_for_a_lock(stage, stage.web), what="the answer to wait")
            Attempt.objects.using(ALIAS).filter(pk=attempt).update(
                state=Attempt.State.SUBMITTED, submitted_at=timezone.now()
            )
        status = answer.result().status

    kept = AnswerEvent.objects.using(ALIAS).filter(attempt=attempt)
    assert (status, [event.superseded for event in kept]) == (409, [True])
