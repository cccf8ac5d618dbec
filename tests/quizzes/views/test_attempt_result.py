from datetime import timedelta
from html import escape

import pytest
import time_machine
from django.urls import reverse

from accounts.domain.policy import Policy
from quizzes.domain.focus import on_missed
from quizzes.domain.receipts import Sent, Tally
from quizzes.models import Attempt
from quizzes.operations import score_attempt, submit_attempt
from tests.quizzes.cards import CHANGEOVER, KANBAN, answer_all, quiz_on, review, score
from tests.quizzes.play import (
    GUEST,
    NOW,
    answer_item,
    explanations,
    give,
    hand_in,
    item_at,
    make_answer,
    right_option,
    wrong_option,
)
from tests.quizzes.regrades import report


def url_of(attempt):
    return reverse("quizzes:attempt_result", args=[attempt.pk])


def scored(attempt, *, right):
    return score_attempt(hand_in(attempt, right=right).pk, now=NOW)


def test_the_score_is_said_in_words(guest, start):
    attempt = scored(start(count=10), right=7)

    text = guest.get(url_of(attempt)).content.decode()

    assert "7 of 10 right" in text
    assert "anywhere from 4 to 9 of 10 on similar questions" in text


def test_every_question_is_explained(guest, start):
    attempt = scored(start(), right=2)

    response = guest.get(url_of(attempt))

    text = response.content.decode()
    assert [q.feedback.is_right for q in response.context["result"].questions] == [True, True, False, False]
    assert [why for p in (1, 2, 3, 4) for why in explanations(item_at(attempt, p)) if escape(why) not in text] == []
    assert (text.count("Your answer, right"), text.count("Right answer<")) == (2, 2)


def test_what_was_right_is_folded(guest, start):
    attempt = scored(start(), right=3)

    page = guest.get(url_of(attempt)).content.decode()

    assert page.count('<span class="d-block text-decoration-underline">See why, and why not the others</span>') == 3


def test_a_right_answer_with_a_word_about_it_stays_open(guest, start):
    attempt = scored(start(), right=3)
    report(attempt, 1)

    assert guest.get(url_of(attempt)).content.decode().count("See why, and why not the others") == 2


def test_the_pattern_adds_up(guest, start):
    attempt = scored(start(count=10), right=7)

    pattern = guest.get(url_of(attempt)).context["result"].pattern
    tallies = [t for row in pattern.rows for t in row.tallies] + [t for t in [pattern.others] if t]

    assert (sum(t.right for t in tallies), sum(t.tried for t in tallies)) == (7, 10)


def test_a_question_left_empty_says_so(guest, start):
    attempt = submit_attempt(start(), now=NOW)
    score_attempt(attempt.pk, now=NOW)

    assert guest.get(url_of(attempt)).content.decode().count("not answered") == 4


def test_a_late_answer_is_shown_and_not_counted(guest, start):
    attempt = start(count=1, policy=Policy(mode="test", time_limit_s=60, late_rule="show_only"))
    item = item_at(attempt, 1)
    late = NOW + timedelta(seconds=61)
    answer_item(item, make_answer(right_option(item)), now=late)
    score_attempt(submit_attempt(attempt, now=late).pk, now=late)

    response = guest.get(url_of(attempt))

    result = response.context["result"]
    assert (result.right, result.questions[0].late_answer) == (0, result.questions[0].feedback.answer)
    assert "After the time was up you chose" in response.content.decode()


def test_feedback_at_a_date_waits_for_it(guest, start):
    policy = Policy(mode="test", feedback_rule="date", feedback_at=NOW + timedelta(days=1))
    attempt = scored(start(policy=policy), right=4)
    why = explanations(item_at(attempt, 1))[0]

    with time_machine.travel(NOW + timedelta(hours=23)):
        early = guest.get(url_of(attempt)).content.decode()
    with time_machine.travel(NOW + timedelta(hours=25)):
        due = guest.get(url_of(attempt)).content.decode()

    assert ("4 of 4 right" in early, escape(why) in early) == (True, False)
    assert escape(why) in due


def test_until_it_is_marked_the_page_says_so_and_looks_again(guest, start):
    attempt = hand_in(start(), right=2)

    text = guest.get(url_of(attempt)).content.decode()

    assert "are being marked" in text
    assert ("data-poll" in text, f'href="{url_of(attempt)}"' in text) == (True, True)
    assert [why for why in explanations(item_at(attempt, 1)) if escape(why) in text] == []


def test_a_failed_marking_says_so(guest, start):
    attempt = hand_in(start(), right=2)
    Attempt.objects.update(scoring_state="failed", scoring_error="KeyError: 'x'")

    text = guest.get(url_of(attempt)).content.decode()

    assert "could not be marked" in text
    assert "KeyError" not in text


def test_a_quiz_not_handed_in_leads_back_to_it(guest, start):
    attempt = start()

    assert guest.get(url_of(attempt)).url == reverse("quizzes:attempt_item", args=[attempt.pk, 1])


def test_notes_that_changed_since_do_not_change_the_result(guest, start, notes):
    attempt = scored(start(), right=4)
    before = guest.get(url_of(attempt)).context["result"].questions[0].choices
    notes.methods.all().delete()
    type(notes).objects.update(version=notes.version + 1)

    result = guest.get(url_of(attempt)).context["result"]

    assert result.questions[0].choices == before
    notes_left = [question.feedback.note for question in result.questions if question.feedback.note]
    assert [note for note in notes_left if note.page == "method"] == []


def test_strangers_find_nothing(strangers, start):
    attempt = scored(start(), right=1)

    assert [stranger.get(url_of(attempt)).status_code for stranger in strangers] == [404, 404, 404]


def test_only_get(guest, start):
    assert guest.post(url_of(start())).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_statements_do_not_grow_with_questions(sam_at_work, as_sam, start, count, django_assert_num_queries):
    attempt = start(actor=as_sam, count=count)
    give(attempt, right=1)
    score_attempt(submit_attempt(attempt, now=NOW).pk, now=NOW)
    sam_at_work.get(url_of(attempt))

    with django_assert_num_queries(6):  # session and user, attempt, lines, regrades, reports, receipt
        sam_at_work.get(url_of(attempt))


def test_certain_mistakes_come_first_and_certainty_is_counted(guest, start):
    attempt = start(count=4)
    Attempt.objects.update(asks_certainty=True)
    for position, choose, certainty in [(1, right_option, 3), (2, wrong_option, 3), (3, wrong_option, 1)]:
        item = item_at(attempt, position)
        answer_item(item, make_answer(choose(item), certainty=certainty))
    submit_attempt(attempt, now=NOW)
    score_attempt(attempt.pk, now=NOW)

    response = guest.get(url_of(attempt))

    result, text = response.context["result"], response.content.decode()
    assert [question.position for question in result.confident_errors] == [2]
    assert [(line.certainty, line.share.count, line.share.n) for line in result.calibration] == [(1, 0, 1), (3, 1, 2)]
    assert result.certainty_marks is None  # 3 - 6 + 0 would be negative
    assert text.index("Certain, but wrong") < text.index("Question by question")
    assert "certainty mark" not in text


def test_what_was_missed_can_be_practised(guest, start):
    attempt = scored(start(count=10), right=6)

    started = guest.post(
        reverse("quizzes:attempt_start", args=["operations-methods"]), {"mode": "practice", "missed": attempt.pk}
    )

    practice = Attempt.objects.exclude(pk=attempt.pk).get()
    assert started.url == reverse("quizzes:attempt_item", args=[practice.pk, 1])
    assert practice.about == "what you missed"
    missed = attempt.items.filter(position__gt=6).values_list("snapshot__method", "snapshot__dimension")
    focus = on_missed(missed)
    asked = practice.items.values_list("snapshot__method", "snapshot__dimension")
    assert [pair for pair in asked if not focus.takes(*pair)] == []


def test_all_right_leaves_nothing_to_practise_again(guest, start):
    text = guest.get(url_of(scored(start(), right=4))).content.decode()

    assert "Practise what I missed" not in text


def test_the_receipt_is_told_and_what_is_missing(guest, start):
    attempt = start()
    give(attempt, right=4)
    submit_attempt(attempt, sent=Sent(1, Tally(6, "")), now=NOW)
    score_attempt(attempt.pk, now=NOW)

    text = guest.get(url_of(attempt)).content.decode()

    assert "Receipt: 4 answers stored" in text
    assert "Your browser had sent other answers than those that are stored." in text


def test_one_left_unfinished_says_so(guest, start):
    attempt = start()
    Attempt.objects.update(state="abandoned")

    assert "This quiz was left unfinished" in guest.get(url_of(attempt)).content.decode()


def test_a_review_says_when_what_it_asked_comes_back(guest, topic):
    attempt = quiz_on(GUEST, topic, [CHANGEOVER, KANBAN], mode="review")
    answer_all(attempt, right=[1], wrong=[2])
    score(attempt)
    with time_machine.travel(NOW, tick=False):
        assert "The days are being worked out." in guest.get(url_of(attempt)).content.decode()
        review(attempt)
        page = guest.get(url_of(attempt)).content.decode()

    assert page.index("Kanban</span><strong>tomorrow") < page.index(
        "Routine changeover loss</span><strong>on Wednesday"
    )


def test_a_review_without_an_answer_says_that_all_is_still_due(guest, topic):
    attempt = quiz_on(GUEST, topic, [CHANGEOVER], mode="review")
    score(attempt)
    review(attempt)

    assert "all of them are still due" in guest.get(url_of(attempt)).content.decode()


def test_a_review_takes_one_statement_more(guest, topic, django_assert_num_queries):
    attempt = quiz_on(GUEST, topic, [CHANGEOVER, KANBAN], mode="review")
    answer_all(attempt, right=[1], wrong=[2])
    score(attempt)
    review(attempt)

    with django_assert_num_queries(7):  # session, attempt, lines, regrades, reports, receipt, cards
        guest.get(url_of(attempt))
