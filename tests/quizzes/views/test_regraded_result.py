"""What the result page says once a question was regraded."""

from datetime import timedelta
from html import escape

import pytest
import time_machine
from django.urls import reverse

from accounts.domain.policy import Policy
from quizzes.operations import score_attempt
from tests.quizzes.play import NOW, explanations, hand_in, item_at, right_option, wrong_option
from tests.quizzes.regrades import LATER, NOTE, carry_out, make_regrading


@pytest.fixture
def grace(django_user_model):
    return django_user_model.objects.create_user("grace")


def result_of(client, attempt):
    response = client.get(reverse("quizzes:attempt_result", args=[attempt.pk]))
    return response.context["result"], response.content.decode()


def scored(attempt, *, right):
    return score_attempt(hand_in(attempt, right=right).pk, now=NOW)


def regraded(attempt, *, author, position=1, **decided):
    item = item_at(attempt, position)
    return carry_out(item.snapshot, author=author, regrading=make_regrading(**decided))


def test_a_guest_reads_both_marks_the_day_and_why(guest, start, grace):
    attempt = scored(start(), right=0)
    regraded(attempt, author=grace)

    result, text = result_of(guest, attempt)

    assert (result.right, result.out_of) == (1, 4)
    assert "Your mark changed from 0 to 1 of 4 on <time" in text
    assert f'">2 March</time>: {NOTE}' in text
    assert f"Everybody has the point for this question. {NOTE}" in text


def test_the_corrected_key_and_its_explanation_take_the_place_of_the_old(guest, start, grace):
    attempt = scored(start(), right=0)
    item = item_at(attempt, 1)
    given = wrong_option(item)
    regraded(attempt, author=grace, policy="correct_key", options=[given])

    result, _ = result_of(guest, attempt)

    question = result.questions[0]
    assert [choice.id for choice in question.choices if choice.is_right] == [given]
    assert question.feedback.is_right
    assert {choice.why for choice in question.choices if choice.id in (given, right_option(item))} == {NOTE}
    assert item_at(attempt, 1).snapshot.body == item.snapshot.body


def test_a_dropped_question_is_in_no_number(guest, start, grace):
    attempt = scored(start(), right=1)
    regraded(attempt, author=grace, policy="drop")

    result, text = result_of(guest, attempt)

    tallies = [t for row in result.pattern.rows for t in row.tallies] + [t for t in [result.pattern.others] if t]
    assert (result.right, result.out_of, sum(t.tried for t in tallies)) == (0, 3, 3)
    assert "Your mark changed from 1 of 4 to 0 of 3" in text
    assert [question.regraded != "" for question in result.questions] == [True, False, False, False]


def test_a_quiz_of_which_nothing_counts_still_has_a_page(guest, start, grace):
    attempt = scored(start(count=1), right=1)
    regraded(attempt, author=grace, policy="drop")

    result, text = result_of(guest, attempt)

    assert (result.right, result.out_of, result.low, result.high) == (0, 0, 0, 0)
    assert "No question of this quiz counts any longer." in text
    assert "0 of 0 right" in guest.get(reverse("quizzes:quiz_home")).content.decode()


def test_why_waits_until_answers_may_be_seen(guest, start, grace):
    rules = Policy(mode="test", feedback_rule="date", feedback_at=NOW + timedelta(days=1))
    attempt = scored(start(policy=rules), right=0)
    regraded(attempt, author=grace)

    with time_machine.travel(NOW + timedelta(hours=23)):
        early = result_of(guest, attempt)[1]
    with time_machine.travel(NOW + timedelta(hours=25)):
        due = result_of(guest, attempt)[1]

    assert ("Your mark changed from 0 to 1 of 4" in early, NOTE in early) == (True, False)
    assert [why for why in explanations(item_at(attempt, 1)) if escape(why) in early] == []
    assert NOTE in due


def test_a_mark_that_was_never_regraded_says_nothing(guest, start, grace):
    attempt = scored(start(), right=4)
    regraded(attempt, author=grace)

    result, text = result_of(guest, attempt)

    assert (result.changes, "Your mark changed" in text) == ((), False)


@pytest.mark.parametrize("count", [2, 4])
def test_statements_do_not_grow_with_regrades(guest, start, grace, count, django_assert_num_queries):
    attempt = scored(start(), right=0)
    for position in range(1, count + 1):
        item = item_at(attempt, position)
        carry_out(item.snapshot, author=grace, regrading=make_regrading(), now=LATER + timedelta(hours=position))
    url = reverse("quizzes:attempt_result", args=[attempt.pk])
    guest.get(url)

    with django_assert_num_queries(7):  # session, attempt, lines, marks, regrades, reports, receipt
        guest.get(url)
