from datetime import timedelta

import pytest
import time_machine

from quizzes import tasks
from quizzes.models import ItemStatistic, Recount
from quizzes.operations import score_attempt
from quizzes.tasks import rate_answers, recompute_statistics, recount_further, sweep_statistics
from tests.quizzes.play import NOW, hand_in

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def scored(start):
    return score_attempt(hand_in(start(), right=1).pk, now=NOW)


@pytest.fixture
def steps(monkeypatch):
    """The steps asked for, instead of one calling the next."""
    asked = []
    monkeypatch.setattr(tasks.recount_further, "delay", lambda **call: asked.append(call))
    return asked


def state():
    return list(Recount.objects.order_by("pk").values()), list(ItemStatistic.objects.order_by("pk").values())


def test_recompute_statistics_counts_to_the_end_and_twice_is_once(scored):
    recompute_statistics()
    once = state()
    recompute_statistics()

    assert set(Recount.objects.values_list("state", flat=True)) == {"done"}
    assert sum(ItemStatistic.objects.filter(subject="model").values_list("n", flat=True)) == 4
    assert state() == once


def test_one_step_is_one_task(scored, steps):
    recompute_statistics()
    call = steps.pop()

    recount_further(**call)

    assert steps == [call]
    assert Recount.objects.get().next_step == 1


def test_the_sweep_begins_the_first_count_and_wakes_one_whose_step_was_lost(scored, steps):
    with time_machine.travel(LATER, tick=False):
        sweep_statistics()
        assert len(steps) == 1
        sweep_statistics()
    assert len(steps) == 1

    with time_machine.travel(LATER + timedelta(minutes=1), tick=False):
        sweep_statistics()

    assert steps[1:] == steps[:1]


def test_the_sweep_lets_new_answers_move_difficulties(scored, start, monkeypatch):
    monkeypatch.setattr("quizzes.domain.measures.rasch.ROUNDS", 0)
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        recompute_statistics()
    score_attempt(hand_in(start(seed=8, now=LATER), right=0, now=LATER).pk, now=LATER)
    before = ItemStatistic.objects.count(), Recount.objects.get().ratings

    with time_machine.travel(LATER + timedelta(minutes=1), tick=False):
        sweep_statistics()

    assert (ItemStatistic.objects.count(), Recount.objects.get().ratings) != before


def test_a_full_batch_is_followed_by_another(scored, start, notes, monkeypatch):
    monkeypatch.setattr("quizzes.operations.statistics.RATED_AT_ONCE", 1)
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        recompute_statistics()
    for minute in range(2):
        at = LATER + timedelta(minutes=minute)
        score_attempt(hand_in(start(seed=8 + minute, now=at), right=0, now=at).pk, now=at)

    with time_machine.travel(LATER + timedelta(hours=1), tick=False):
        rate_answers(topic=notes.slug)

    assert Recount.objects.get().rated_until == LATER + timedelta(minutes=1)


def test_a_topic_that_is_gone_ends_it_quietly(db, steps):
    recount_further(topic="gone", recount_id=1)
    rate_answers(topic="gone")

    assert steps == []
