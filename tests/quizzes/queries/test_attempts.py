from datetime import timedelta

import pytest

from accounts.domain.actor import Actor
from quizzes.models import Attempt
from quizzes.operations import open_window, score_attempt, submit_attempt
from quizzes.queries import (
    attempts_of,
    finished_attempts_of,
    is_result_told,
    kept_answers,
    open_attempts_of,
    signatures_met,
    unscored_attempts,
)
from tests.quizzes.play import GUEST, NOW, answer_item, give, hand_in, item_at, make_answer


def test_each_actor_sees_their_own_attempts(start, django_user_model):
    sam = Actor(user_id=django_user_model.objects.create_user("sam").pk)
    of_guest, of_sam = start(), start(actor=sam)

    seen = {actor: list(attempts_of(actor)) for actor in (GUEST, sam, Actor(), Actor(guest_key="x"), Actor(user_id=-1))}

    assert seen == {GUEST: [of_guest], sam: [of_sam], Actor(): [], Actor(guest_key="x"): [], Actor(user_id=-1): []}


def test_open_attempts_say_how_far_they_are(start):
    old, new = start(seed=1), start(seed=2, now=NOW + timedelta(hours=1))
    give(old, right=2)
    old.events.filter(item__position=4).update(superseded=True)
    item = item_at(old, 1)
    answer_item(item, make_answer(item.option_order[0], sequence=2), now=NOW)
    hand_in(start(seed=3), right=1)
    start(seed=4, mode="review")

    assert [(row, row.answered_count) for row in open_attempts_of(GUEST)] == [(new, 0), (old, 3)]


def test_finished_attempts_bear_their_current_mark(start):
    scored, waiting = hand_in(start(seed=1), right=2), hand_in(start(seed=2), right=1, now=NOW + timedelta(hours=1))
    score_attempt(scored.pk, now=NOW)
    start(seed=3)

    assert [(row, row.points, row.out_of) for row in finished_attempts_of(GUEST)] == [
        (waiting, None, None),
        (scored, 2, 4),
    ]


def test_signatures_met_are_the_actors_on_that_topic(start, notes):
    attempt = start()

    assert signatures_met(GUEST, topic=notes) == set(attempt.items.values_list("snapshot__signature", flat=True))
    assert signatures_met(Actor(), topic=notes) == frozenset()


def test_unscored_attempts_are_those_lost(start):
    lost = [hand_in(start(seed=seed), right=1) for seed in (1, 2)]
    Attempt.objects.filter(pk=lost[1].pk).update(scoring_state="running")
    Attempt.objects.filter(pk=hand_in(start(seed=3), right=1).pk).update(scoring_state="failed")
    score_attempt(hand_in(start(seed=4), right=1).pk, now=NOW)
    start(seed=5)
    submit_attempt(start(seed=6), now=NOW + timedelta(seconds=10))

    assert set(unscored_attempts(now=NOW + timedelta(seconds=30))) == set(lost)


def test_kept_answers_leave_out_what_was_superseded(start):
    attempt = start()
    item = item_at(attempt, 1)
    event = answer_item(item, make_answer(item.option_order[0]), now=NOW)
    open_window(attempt)
    with pytest.raises(Exception, match="opened again"):
        answer_item(item, make_answer(item.option_order[1]), now=NOW)

    assert [answer.pk for answer in kept_answers(attempt)] == [event.pk]


@pytest.mark.parametrize(
    ("state", "rule", "hours", "told"),
    [
        ("in_progress", "each", 0, False),
        ("in_progress", "end", 0, False),
        ("submitted", "each", 0, True),
        ("scored", "end", 0, True),
        ("scored", "date", 0, False),
        ("scored", "date", 1, True),
        ("in_progress", "date", 1, False),
    ],
)
def test_keys_are_told_when_the_rule_says(state, rule, hours, told):
    attempt = Attempt(state=state, feedback_rule=rule, feedback_at=NOW + timedelta(hours=1))

    assert is_result_told(attempt, now=NOW + timedelta(hours=hours)) is told
