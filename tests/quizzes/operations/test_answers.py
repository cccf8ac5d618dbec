from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from accounts.domain.actor import Actor
from accounts.domain.policy import Policy
from quizzes.models import AnswerEvent
from quizzes.operations import (
    AnswerConflict,
    AnswerNotCounted,
    AttemptClosed,
    NoSuchQuestion,
    QuestionClosed,
    StaleWindow,
    UnknownOption,
    open_window,
    record_answer,
    submit_attempt,
)
from quizzes.queries import counted_answers
from tests.quizzes.play import GUEST, NOW, answer_item, item_at, make_answer


@pytest.fixture
def item(start):
    return item_at(start(), 1)


def kept():
    return list(AnswerEvent.objects.order_by("pk").values_list("window", "sequence", "late", "superseded"))


def test_an_answer_is_kept_as_it_came(item):
    answer = make_answer(
        item.option_order[0], window=1, sequence=3, certainty=2, client_time=NOW - timedelta(minutes=1)
    )

    event = answer_item(item, answer, now=NOW)

    event.refresh_from_db()
    assert (event.attempt, event.item, event.option_id, event.client_uuid) == (
        item.attempt,
        item,
        answer.option_id,
        answer.client_uuid,
    )
    assert (event.window, event.sequence, event.certainty) == (1, 3, 2)
    assert (event.client_time, event.server_time) == (NOW - timedelta(minutes=1), NOW)
    assert (event.late, event.superseded) == (False, False)


def test_the_same_answer_again_changes_nothing(item):
    answer = make_answer(item.option_order[0])

    first = answer_item(item, answer, now=NOW)
    again = answer_item(item, answer, now=NOW + timedelta(hours=1))

    assert again == first
    assert AnswerEvent.objects.get().server_time == NOW


def test_a_practice_answer_sent_twice_is_no_second_choice(start):
    item = item_at(start(mode="practice"), 1)
    answer = make_answer(item.option_order[0])

    first = answer_item(item, answer, now=NOW)

    assert answer_item(item, answer, now=NOW) == first
    assert kept() == [(1, 1, False, False)]


@pytest.mark.parametrize("change", ["option_id", "sequence", "certainty", "client_time"])
def test_the_same_uuid_with_another_answer_is_a_conflict(item, change):
    answer = make_answer(item.option_order[0])
    others = {
        "option_id": item.option_order[1],
        "sequence": 2,
        "certainty": 3,
        "client_time": NOW,
    }
    values = {"option_id": item.option_order[0], "client_uuid": answer.client_uuid, change: others[change]}
    answer_item(item, answer, now=NOW)

    with pytest.raises(AnswerConflict):
        answer_item(item, make_answer(values.pop("option_id"), **values), now=NOW)

    assert kept() == [(1, 1, False, False)]


def test_the_same_uuid_for_another_question_is_a_conflict(start):
    attempt = start()
    first, second = item_at(attempt, 1), item_at(attempt, 2)
    answer = make_answer(first.option_order[0])
    answer_item(first, answer, now=NOW)

    with pytest.raises(AnswerConflict):
        answer_item(second, make_answer(second.option_order[0], client_uuid=answer.client_uuid), now=NOW)


def test_an_option_of_no_question_is_refused(item):
    with pytest.raises(UnknownOption):
        answer_item(item, make_answer(uuid4()), now=NOW)

    assert kept() == []


def test_a_window_that_was_never_opened_is_refused(item):
    with pytest.raises(AnswerConflict):
        answer_item(item, make_answer(item.option_order[0], window=2), now=NOW)

    assert kept() == []


def test_certainty_out_of_range_is_no_conflict_but_an_error(item):
    with pytest.raises(IntegrityError), transaction.atomic():
        answer_item(item, make_answer(item.option_order[0], certainty=9), now=NOW)


def test_an_answer_of_a_window_left_behind_is_kept_and_does_not_count(item):
    open_window(item.attempt)
    answer = make_answer(item.option_order[0], window=1)

    with pytest.raises(StaleWindow, match="opened again somewhere else"):
        answer_item(item, answer, now=NOW)

    assert kept() == [(1, 1, False, True)]
    assert counted_answers(item.attempt) == {}


def test_a_stale_answer_sent_again_is_refused_again(item):
    open_window(item.attempt)
    answer = make_answer(item.option_order[0], window=1)
    with pytest.raises(StaleWindow):
        answer_item(item, answer, now=NOW)

    with pytest.raises(AnswerNotCounted):
        answer_item(item, answer, now=NOW)

    assert kept() == [(1, 1, False, True)]


def test_an_answer_after_handing_in_is_kept_late_and_does_not_count(item):
    submit_attempt(item.attempt, now=NOW)

    with pytest.raises(AttemptClosed, match="handed in before"):
        answer_item(item, make_answer(item.option_order[0]), now=NOW)

    assert kept() == [(1, 1, True, True)]


def test_practice_keeps_the_first_choice(start):
    item = item_at(start(mode="practice"), 1)
    first = answer_item(item, make_answer(item.option_order[0]), now=NOW)

    with pytest.raises(QuestionClosed, match="your first choice stands"):
        answer_item(item, make_answer(item.option_order[1], sequence=2), now=NOW)

    assert kept() == [(1, 1, False, False), (1, 2, False, True)]
    assert counted_answers(item.attempt)[1].pk == first.pk


def test_a_test_keeps_the_last_choice_by_number_not_by_arrival(item):
    later = answer_item(item, make_answer(item.option_order[0], sequence=5), now=NOW)
    answer_item(item, make_answer(item.option_order[1], sequence=4), now=NOW)

    assert counted_answers(item.attempt)[1].pk == later.pk


@pytest.mark.parametrize(
    ("late_rule", "seconds", "counted"),
    [
        ("count_all", 3600, True),
        ("count_within_grace", 30, True),
        ("count_within_grace", 31, False),
        ("show_only", 1, False),
    ],
)
def test_late_answers_are_labelled_and_the_rule_decides(start, late_rule, seconds, counted):
    policy = Policy(mode="test", time_limit_s=600, grace_s=30, late_rule=late_rule)
    item = item_at(start(policy=policy), 1)

    event = answer_item(item, make_answer(item.option_order[0]), now=NOW + timedelta(seconds=600 + seconds))

    assert (event.late, event.superseded) == (True, False)
    assert (1 in counted_answers(item.attempt)) is counted


def test_extra_time_moves_the_end(start):
    policy = Policy(mode="test", time_limit_s=600, extra_time_percent=25, late_rule="show_only")
    item = item_at(start(policy=policy), 1)

    event = answer_item(item, make_answer(item.option_order[0]), now=NOW + timedelta(seconds=750))

    assert event.late is False


def test_an_answer_takes_few_statements(item, django_assert_num_queries):
    answer = make_answer(item.option_order[0])
    answer_item(item, make_answer(item.option_order[0]), now=NOW)  # compiles what it asks

    with django_assert_num_queries(2):  # question, insert
        answer_item(item, answer, now=NOW)


def test_nobody_answers_for_another(item):
    answer = make_answer(item.option_order[0])

    for actor in (Actor(), Actor(guest_key="another"), Actor(user_id=-1)):
        with pytest.raises(NoSuchQuestion):
            record_answer(actor, attempt_id=item.attempt_id, position=1, answer=answer, now=NOW)
    for position in (0, 99, 2**15, 10**30):
        with pytest.raises(NoSuchQuestion):
            record_answer(GUEST, attempt_id=item.attempt_id, position=position, answer=answer, now=NOW)

    assert kept() == []
