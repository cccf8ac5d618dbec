from datetime import timedelta

import pytest

from accounts.domain.policy import Policy
from quizzes.domain.receipts import Sent, Tally, line_of, tally_of
from quizzes.models import Attempt, Receipt
from quizzes.operations import (
    AttemptAlreadySubmitted,
    AttemptClosed,
    abandon_forgotten,
    compare_receipts,
    hand_in_overdue,
    submit_attempt,
)
from tests.quizzes.play import NOW, answer_item, give, item_at, make_answer, right_option


def kept(attempt):
    events = attempt.events.filter(window=1)
    return tally_of(line_of(event.client_uuid, event.sequence, event.option_id) for event in events)


def test_a_receipt_names_what_was_stored_and_what_was_said(start):
    attempt = start()
    give(attempt, right=2)
    said = Sent(window=1, tally=Tally(4, "a" * 64))

    submit_attempt(attempt, sent=said, now=NOW)

    receipt = Receipt.objects.get()
    assert (receipt.sent_count, receipt.sent_digest) == (4, "a" * 64)
    assert (receipt.kept_count, receipt.kept_digest) == (4, kept(attempt).digest)
    assert (receipt.created_at, receipt.agrees) == (NOW, None)


def test_without_script_nothing_is_said(start):
    submit_attempt(start(), now=NOW)

    receipt = Receipt.objects.get()
    assert (receipt.sent_count, receipt.sent_digest, receipt.kept_count) == (None, "", 0)


def test_handing_in_twice_keeps_one_receipt(start):
    attempt = submit_attempt(start(), now=NOW)

    with pytest.raises(AttemptAlreadySubmitted):
        submit_attempt(attempt, now=NOW)

    assert Receipt.objects.count() == 1


@pytest.mark.parametrize(
    ("policy", "minutes", "handed_in"),
    [
        (Policy(mode="test", time_limit_s=600, grace_s=30), 10.4, False),
        (Policy(mode="test", time_limit_s=600, grace_s=30), 10.6, True),
        (Policy(mode="test", time_limit_s=600, extra_time_percent=25), 12, False),
        (Policy(mode="test", time_limit_s=600, extra_time_percent=25), 13, True),
        (Policy(mode="test", time_limit_s=600, late_rule="count_all"), 60, False),
        (Policy(mode="test", deadline_at=NOW + timedelta(hours=1), late_rule="show_only"), 61, True),
        (Policy(mode="test"), 60 * 24 * 365, False),
    ],
)
def test_what_is_over_is_handed_in_as_of_its_end(start, policy, minutes, handed_in):
    attempt = start(policy=policy)
    answer_item(item_at(attempt, 1), make_answer(right_option(item_at(attempt, 1))))

    done = hand_in_overdue(now=NOW + timedelta(minutes=minutes))

    attempt.refresh_from_db()
    assert ([row.pk for row in done], attempt.state == "submitted") == ([attempt.pk] * handed_in, handed_in)
    if handed_in:
        assert attempt.submitted_at < NOW + timedelta(minutes=minutes)
        assert Receipt.objects.get().kept_count == 1


def test_one_handed_in_meanwhile_is_left_alone(start, monkeypatch):
    attempt = start(policy=Policy(mode="test", time_limit_s=60))
    submit_attempt(attempt, now=NOW)
    monkeypatch.setattr("quizzes.operations.submitting.timed_attempts", lambda: [attempt])

    assert hand_in_overdue(now=NOW + timedelta(hours=1)) == []


def test_what_nobody_touched_for_long_is_closed(start):
    old, answered, timed = start(seed=1), start(seed=2), start(seed=3, policy=Policy(mode="test", time_limit_s=60))
    later = NOW + timedelta(days=31)
    answer_item(item_at(answered, 1), make_answer(item_at(answered, 1).option_order[0]), now=later - timedelta(days=2))

    assert abandon_forgotten(now=later) == 1

    states = dict(Attempt.objects.values_list("pk", "state"))
    assert states == {old.pk: "abandoned", answered.pk: "in_progress", timed.pk: "in_progress"}


def test_receipts_are_held_against_the_rows(start):
    sound, broken = start(seed=1), start(seed=2)
    for attempt in (sound, broken):
        give(attempt, right=1)
        submit_attempt(attempt, now=NOW)
    broken.events.first().delete()

    assert [receipt.attempt for receipt in compare_receipts(now=NOW + timedelta(days=1))] == [broken]

    verdicts = dict(Receipt.objects.values_list("attempt", "agrees"))
    assert verdicts == {sound.pk: True, broken.pk: False}


def test_an_answer_that_came_after_the_hand_in_is_no_disagreement(start):
    give(attempt := start(), right=1)
    submit_attempt(attempt, now=NOW)
    with pytest.raises(AttemptClosed):
        answer_item(item_at(attempt, 1), make_answer(right_option(item_at(attempt, 1)), sequence=99))

    assert compare_receipts(now=NOW + timedelta(days=1)) == []


def test_receipts_of_long_ago_are_compared_once(start):
    give(attempt := start(), right=1)
    submit_attempt(attempt, now=NOW)
    compare_receipts(now=NOW + timedelta(days=1))
    attempt.events.all().delete()

    assert compare_receipts(now=NOW + timedelta(days=60)) == []
    assert len(compare_receipts(now=NOW + timedelta(days=2))) == 1
