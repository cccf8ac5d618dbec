from html import escape

import pytest
from django.urls import reverse

from quizzes.domain.question import laid_out
from quizzes.models import QuestionReport
from quizzes.operations import answer_reports, score_attempt
from tests.quizzes.play import NOW, answer_item, explanations, hand_in, item_at, make_answer, right_option
from tests.quizzes.regrades import LATER, report


def url_of(attempt, position=1):
    return reverse("quizzes:question_report", args=[attempt.pk, position])


def scored(attempt):
    return score_attempt(hand_in(attempt, right=2).pk, now=NOW)


def test_the_page_asks_what_is_wrong_with_this_question(guest, start):
    attempt = scored(start())

    text = guest.get(url_of(attempt, 3)).content.decode()

    assert "Report question 3" in text
    assert escape(laid_out(item_at(attempt, 3).snapshot.body["stem"]).asked) in text
    assert [label for label in QuestionReport.Reason.labels if label not in text] == []
    assert f'href="{reverse("quizzes:attempt_result", args=[attempt.pk])}#q3"' in text


def test_a_report_is_thanked_for_and_what_follows_is_said(guest, start):
    attempt = scored(start())

    answer = guest.post(url_of(attempt, 2), {"reason": "mistake", "text": "A word is missing."}, follow=True)

    text = answer.content.decode()
    assert answer.redirect_chain == [(url_of(attempt, 2), 302)]
    assert ("Thank you." in text, "whoever&rsquo;s mark changes is told" in text) == (True, True)
    assert "You wrote: A word is missing." in text
    assert QuestionReport.objects.get().item == item_at(attempt, 2)


def test_text_may_be_left_out(guest, start):
    attempt = scored(start())

    assert guest.post(url_of(attempt), {"reason": "unclear"}).status_code == 302
    assert QuestionReport.objects.get().text == ""


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Choose what is wrong."),
        ({"reason": "boredom", "text": "Sent and kept"}, "Select a valid choice."),
        ({"reason": "other", "text": "x" * 501}, "at most 500 characters"),
    ],
)
def test_bad_input_comes_back_with_words(guest, start, sent, words):
    attempt = scored(start())

    answer = guest.post(url_of(attempt), sent)

    assert (answer.status_code, QuestionReport.objects.count()) == (422, 0)
    text = answer.content.decode()
    assert words in text
    assert sent.get("text", "") in text


def test_a_second_report_is_answered_with_the_first(guest, start):
    attempt = scored(start())
    report(attempt, 1, text="The first")

    answer = guest.post(url_of(attempt), {"reason": "other", "text": "The second"})

    assert (answer.status_code, QuestionReport.objects.count()) == (409, 1)
    assert "The first" in answer.content.decode()


def test_the_answer_is_read_here_and_with_the_result(guest, start, django_user_model):
    attempt = scored(start())
    made = report(attempt, 1, text="Batch fits too.")
    grace = django_user_model.objects.create_user("grace")
    answer_reports([made], text="It does: both count now.", author=grace, now=LATER)

    pages = [guest.get(url).content.decode() for url in (url_of(attempt), f"/quizzes/attempts/{attempt.pk}/result/")]

    assert [page.count("It does: both count now.") for page in pages] == [1, 1]
    assert "Send the report" in pages[0]


def test_practice_leads_here_from_its_feedback(guest, start):
    attempt = start(mode="practice")
    question = reverse("quizzes:attempt_item", args=[attempt.pk, 1])
    assert url_of(attempt) not in guest.get(question).content.decode()
    item = item_at(attempt, 1)
    answer_item(item, make_answer(right_option(item), window=item.attempt.window))

    assert f'href="{url_of(attempt)}"' in guest.get(question).content.decode()
    page = guest.get(url_of(attempt)).content.decode()
    assert ("Send the report" in page, f'href="{question}"' in page) == (True, True)


@pytest.mark.parametrize("mode", ["practice", "test"])
def test_before_the_answer_is_told_the_page_says_so_and_tells_nothing(guest, start, mode):
    attempt = start(mode=mode)

    answers = [guest.get(url_of(attempt)), guest.post(url_of(attempt), {"reason": "other"})]

    assert [answer.status_code for answer in answers] == [409, 409]
    for answer in answers:
        text = answer.content.decode()
        assert "once you have been told its answer" in text
        assert [why for why in explanations(item_at(attempt, 1)) if escape(why) in text] == []
    assert not QuestionReport.objects.exists()


def test_strangers_and_wrong_addresses_find_nothing(guest, strangers, start):
    attempt = scored(start())

    codes = [
        getattr(stranger, method)(url_of(attempt), {"reason": "other"}).status_code
        for stranger in strangers
        for method in ("get", "post")
    ]

    assert codes == [404] * 6
    assert [guest.get(url_of(attempt, position)).status_code for position in (0, 5)] == [404, 404]
    assert not QuestionReport.objects.exists()
