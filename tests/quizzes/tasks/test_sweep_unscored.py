from datetime import timedelta

import pytest
import time_machine

from quizzes.models import Attempt, Mark
from quizzes.tasks import sweep_unscored
from tests.quizzes.play import NOW, hand_in


@pytest.mark.parametrize("state", ["queued", "running"])
def test_sweep_scores_what_was_lost_and_twice_is_once(start, state):
    attempt = hand_in(start(), right=2)
    Attempt.objects.update(scoring_state=state)

    with time_machine.travel(NOW + timedelta(minutes=1)):
        sweep_unscored()
        sweep_unscored()

    assert (Mark.objects.get().attempt, Mark.objects.get().points) == (attempt, 2)


def test_sweep_leaves_alone_what_was_handed_in_just_now(start):
    hand_in(start(), right=2)

    with time_machine.travel(NOW + timedelta(seconds=5)):
        sweep_unscored()

    assert not Mark.objects.exists()


def test_sweep_leaves_failures_to_a_person(start):
    hand_in(start(), right=2)
    Attempt.objects.update(scoring_state="failed")

    with time_machine.travel(NOW + timedelta(minutes=1)):
        sweep_unscored()

    assert not Mark.objects.exists()


def test_one_that_cannot_be_scored_does_not_stop_the_others(start, notes):
    broken, sound = hand_in(start(seed=1, count=1), right=1), hand_in(start(seed=2, count=1), right=1)
    item = broken.items.select_related("snapshot").get()
    type(item.snapshot).objects.filter(pk=item.snapshot_id).update(body={})

    with time_machine.travel(NOW + timedelta(minutes=1)):
        sweep_unscored()

    assert dict(Attempt.objects.values_list("pk", "scoring_state")) == {broken.pk: "failed", sound.pk: "done"}
