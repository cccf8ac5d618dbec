from html import escape

import pytest
from django.test import Client
from django.urls import reverse

from quizzes.domain.question import laid_out
from quizzes.models import Attempt
from quizzes.operations import submit_attempt
from tests.quizzes.play import (
    GUEST,
    NOW,
    answer_item,
    explanations,
    give,
    item_at,
    make_answer,
    right_option,
    wrong_option,
)


def url_of(attempt, position=1):
    return reverse("quizzes:attempt_item", args=[attempt.pk, position])


def shown(response):
    """The page as a reader sees its words."""
    return response.content.decode()


def test_a_question_shows_its_options_in_the_frozen_order(guest, start):
    attempt = start()
    item = item_at(attempt, 2)

    page = guest.get(url_of(attempt, 2)).context["page"]

    assert (page.position, page.count, page.stem) == (2, 4, laid_out(item.snapshot.body["stem"]))
    assert [choice.id for choice in page.choices] == item.option_order
    assert (page.previous, page.following, page.answered, page.open) == (1, 3, (), (1, 2, 3, 4))


@pytest.mark.parametrize("mode", ["practice", "test"])
def test_nothing_of_the_key_is_in_the_page_before_the_rule_allows_it(guest, start, mode):
    attempt = start(mode=mode)
    item = item_at(attempt, 1)

    text = shown(guest.get(url_of(attempt)))

    assert [why for why in explanations(item) if escape(why) in text or why in text] == []
    assert "is-right" not in text
    assert "method-slot" not in text


def test_a_test_keeps_its_key_after_the_answer(guest, start):
    attempt = start()
    item = item_at(attempt, 1)
    answer_item(item, make_answer(right_option(item)), now=NOW)

    response = guest.get(url_of(attempt))

    assert [choice.is_chosen for choice in response.context["page"].choices].count(True) == 1
    assert {choice.is_right for choice in response.context["page"].choices} == {None}
    assert [why for why in explanations(item) if escape(why) in shown(response)] == []


@pytest.mark.parametrize(("choose", "words"), [(right_option, "Right."), (wrong_option, "Not quite. The answer is:")])
def test_practice_explains_every_option_after_the_answer(guest, start, choose, words):
    attempt = start(mode="practice")
    item = item_at(attempt, 1)
    answer_item(item, make_answer(choose(item)), now=NOW)

    text = shown(guest.get(url_of(attempt)))

    assert words in text
    assert [why for why in explanations(item) if escape(why) not in text] == []
    assert 'type="radio"' not in text


def test_an_answer_in_practice_tells_nothing_about_the_next_question(guest, start):
    attempt = start(mode="practice")
    answer_item(item_at(attempt, 1), make_answer(right_option(item_at(attempt, 1))), now=NOW)

    assert [
        why for why in explanations(item_at(attempt, 2)) if escape(why) in shown(guest.get(url_of(attempt, 2)))
    ] == []


def test_the_map_of_a_test_says_what_is_answered(guest, start):
    attempt = start()
    give(attempt, right=4)
    attempt.events.filter(item__position__gt=3).delete()

    text = shown(guest.get(url_of(attempt)))

    assert "Answered: 1, 2, 3. Not answered yet: 4." in text
    assert f'href="{url_of(attempt, 4)}">Go to question 4' in text


def test_another_browser_opens_another_window(guest, start):
    attempt = start()
    guest.get(url_of(attempt))
    first = Attempt.objects.get().window
    other = Client()
    session = other.session
    session["guest_key"] = GUEST.guest_key
    session.save()

    other.get(url_of(attempt))
    other.get(url_of(attempt, 2))

    assert Attempt.objects.get().window == first + 1


def test_a_quiz_handed_in_leads_to_its_result(guest, start):
    attempt = submit_attempt(start(), now=NOW)

    assert guest.get(url_of(attempt)).url == reverse("quizzes:attempt_result", args=[attempt.pk])


def test_strangers_and_wrong_addresses_find_nothing(guest, strangers, start):
    attempt = start()

    assert [stranger.get(url_of(attempt)).status_code for stranger in strangers] == [404, 404, 404]
    assert [guest.get(url_of(attempt, position)).status_code for position in (0, 5)] == [404, 404]


def test_only_get(guest, start):
    assert guest.post(url_of(start())).status_code == 405


@pytest.mark.parametrize("count", [1, 10])
def test_a_question_with_navigation_takes_few_statements(sam_at_work, as_sam, start, count, django_assert_num_queries):
    attempt = start(actor=as_sam, count=count)
    give(attempt, right=count)
    sam_at_work.get(url_of(attempt))

    with django_assert_num_queries(3):  # session and user, question, answers
        sam_at_work.get(url_of(attempt))
