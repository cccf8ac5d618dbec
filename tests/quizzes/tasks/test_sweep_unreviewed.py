from datetime import timedelta

import time_machine

from quizzes.models import Attempt, ReviewLog
from quizzes.tasks import sweep_unreviewed
from tests.quizzes.cards import CHANGEOVER, COST, answer_all, quiz_on, score
from tests.quizzes.play import GUEST, NOW


def test_sweep_takes_in_what_was_lost_and_twice_is_once(topic):
    attempt = quiz_on(GUEST, topic, [CHANGEOVER, COST])
    answer_all(attempt, right=[1, 2])
    score(attempt)

    with time_machine.travel(NOW + timedelta(seconds=5)):
        sweep_unreviewed()
    assert Attempt.objects.get().reviewed_at is None

    with time_machine.travel(NOW + timedelta(minutes=1)):
        sweep_unreviewed()
        sweep_unreviewed()

    assert ReviewLog.objects.filter(item__attempt=attempt).count() == 2
    assert Attempt.objects.get().reviewed_at is not None
