from datetime import timedelta
from html import escape

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from accounts.domain.policy import Policy
from quizzes.domain.question import laid_out
from quizzes.models import Attempt, Regrade
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

    assert (page.position, page.count, page.shown.stem) == (2, 4, laid_out(item.snapshot.body["stem"]))
    assert [choice.id for choice in page.shown.choices] == item.option_order
    assert (page.shown.previous, page.shown.following, page.answered) == (1, 3, [])


def test_the_other_questions_come_with_the_page_unless_it_is_alone(guest, start):
    attempt = start()

    whole, alone = guest.get(url_of(attempt, 2)), guest.get(f"{url_of(attempt, 2)}?alone")

    stems = [escape(laid_out(item.snapshot.body["stem"]).asked) for item in attempt.items.select_related("snapshot")]
    assert [stem in shown(whole) for stem in stems] == [True] * 4
    assert sum(stem in shown(alone) for stem in stems) == 1
    assert [question.position for question in whole.context["page"].others] == [1, 3, 4]


@pytest.mark.parametrize("mode", ["practice", "test"])
def test_nothing_of_the_key_is_in_the_page_before_the_rule_allows_it(guest, start, mode):
    attempt = start(mode=mode)

    text = shown(guest.get(url_of(attempt)))

    for item in attempt.items.select_related("snapshot"):
        assert [why for why in explanations(item) if escape(why) in text or why in text] == []
        assert [proof["claim"] for proof in item.snapshot.body["certificate"] if proof["claim"] in text] == []
    assert "is-right" not in text
    assert "method-slot" not in text


def test_a_test_keeps_its_key_after_the_answer(guest, start):
    attempt = start()
    item = item_at(attempt, 1)
    answer_item(item, make_answer(right_option(item)), now=NOW)

    response = guest.get(url_of(attempt))

    assert [choice.is_chosen for choice in response.context["page"].shown.choices].count(True) == 1
    assert {choice.is_right for choice in response.context["page"].shown.choices} == {None}
    assert [why for why in explanations(item) if escape(why) in shown(response)] == []


@pytest.mark.parametrize(("choose", "words"), [(right_option, "Right."), (wrong_option, "Not quite. The answer is:")])
def test_practice_explains_every_option_after_the_answer(guest, start, choose, words):
    attempt = start(mode="practice")
    item = item_at(attempt, 1)
    answer_item(item, make_answer(choose(item)), now=NOW)

    text = shown(guest.get(url_of(attempt)))

    assert words in text
    assert [why for why in explanations(item) if escape(why) not in text] == []
    assert 'type="radio"' not in text.partition("<template")[0]


def test_the_next_question_is_one_step_from_the_verdict(guest, start):
    attempt = start(mode="practice")
    for position in (1, 4):
        item = item_at(attempt, position)
        answer_item(item, make_answer(right_option(item)), now=NOW)

    told, last = (
        shown(guest.get(f"{url_of(attempt, position)}?alone")).partition('id="told"')[2].partition("</div>")[0]
        for position in (1, 4)
    )

    assert f'href="{url_of(attempt, 2)}?alone" data-position="2" data-next>Next question</a>' in told
    assert "Next question" not in last


def test_an_answer_in_practice_tells_nothing_about_the_next_question(guest, start):
    attempt = start(mode="practice")
    answer_item(item_at(attempt, 1), make_answer(right_option(item_at(attempt, 1))), now=NOW)

    alone = shown(guest.get(f"{url_of(attempt, 2)}?alone"))

    assert [why for why in explanations(item_at(attempt, 2)) if escape(why) in alone] == []


def test_the_map_of_a_test_says_what_is_answered(guest, start):
    attempt = start()
    give(attempt, right=4)
    attempt.events.filter(item__position__gt=3).delete()

    text = shown(guest.get(url_of(attempt)))

    spots = guest.get(url_of(attempt)).context["page"].spots
    assert [(spot.position, spot.is_answered) for spot in spots] == [(1, True), (2, True), (3, True), (4, False)]
    assert f'href="{url_of(attempt, 4)}?alone" data-position="4"' in text


@pytest.mark.parametrize(
    ("answered", "flagged", "words"),
    [
        (0, 0, "4 questions have no answer."),
        (3, 2, "1 question has no answer. 2 are flagged."),
        (4, 1, "1 is flagged."),
        (4, 0, ""),
    ],
)
def test_a_test_says_beside_its_button_what_is_left_open(guest, start, answered, flagged, words):
    attempt = start()
    give(attempt, right=4)
    attempt.events.filter(item__position__gt=answered).delete()
    attempt.items.filter(position__lte=flagged).update(flagged=True)

    assert f'<span id="gaps">{words}</span>' in shown(guest.get(url_of(attempt)))


def test_practice_may_be_finished_early_without_a_question(guest, start):
    text = shown(guest.get(url_of(start(mode="practice"))))

    assert "have no answer" not in text
    assert "<dialog" not in text


@pytest.mark.parametrize("more", ["", "?alone"])
@pytest.mark.parametrize(
    ("mode", "signs"), [("test", ["answered", "answered", ""]), ("practice", ["right", "wrong", ""])]
)
def test_a_tick_in_the_map_means_right(guest, start, mode, signs, more):
    attempt = start(mode=mode, count=3)
    for position, choose in ((1, right_option), (2, wrong_option)):
        item = item_at(attempt, position)
        answer_item(item, make_answer(choose(item)), now=NOW)

    page = guest.get(url_of(attempt, 3) + more).context["page"]

    assert [spot.sign for spot in page.spots] == signs


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
    for more in ("", "?alone"):
        assert {guest.get(url_of(attempt, position) + more).status_code for position in (0, 5, 2**15, 10**20)} == {404}


def test_only_get(guest, start):
    assert guest.post(url_of(start())).status_code == 405


@pytest.mark.parametrize("more", ["", "?alone"])
@pytest.mark.parametrize("count", [1, 10])
def test_a_question_with_navigation_takes_few_statements(
    sam_at_work, as_sam, start, count, more, django_assert_num_queries
):
    attempt = start(actor=as_sam, count=count)
    give(attempt, right=count)
    sam_at_work.get(url_of(attempt) + more)

    with django_assert_num_queries(4):  # session and user, attempt, questions or their flags, answers
        sam_at_work.get(url_of(attempt) + more)


def test_certainty_is_asked_for_where_the_attempt_asks(guest, start):
    attempt = start()
    assert "How certain are you?" not in shown(guest.get(url_of(attempt)))
    Attempt.objects.update(asks_certainty=True)

    text = shown(guest.get(url_of(attempt)))

    assert "How certain are you?" in text
    text = strip_tags(text)
    assert "Not sure: 1 mark if right, nothing lost if wrong" in text
    assert "Fairly sure: 2 marks if right, 2 lost if wrong" in text
    assert "Sure: 3 marks if right, 6 lost if wrong" in text


def test_a_wrong_answer_of_highest_certainty_is_spoken_of(guest, start):
    attempt = start(mode="practice")
    Attempt.objects.update(asks_certainty=True)
    item = item_at(attempt, 1)
    answer_item(item, make_answer(wrong_option(item), certainty=3), now=NOW)

    assert "You gave this your highest certainty" in shown(guest.get(url_of(attempt)))


def test_a_timed_test_says_when_it_ends_and_what_becomes_of_late_answers(guest, start):
    attempt = start(policy=Policy(mode="test", time_limit_s=600, extra_time_percent=25, grace_s=30))

    with time_machine.travel(NOW + timedelta(minutes=12), tick=False):
        page = guest.get(url_of(attempt))

    assert (page.context["page"].left_s, page.context["page"].ends_itself) == (30, True)
    assert "This test ends at 10:12." in shown(page)
    assert "data-ticking hidden>Time left: " in shown(page)
    assert "Answers up to 30 seconds late count; later ones are kept, but do not count." in shown(page)


def test_a_due_date_is_no_clock(guest, start):
    attempt = start(policy=Policy(mode="test", deadline_at=NOW + timedelta(days=3), late_rule="count_all"))

    with time_machine.travel(NOW, tick=False):
        text = shown(guest.get(url_of(attempt)))

    assert "Due Thursday 5 March, 10:00. Answers after that count too, and are labelled late." in text
    assert "data-clock" not in text


def test_more_like_it_are_a_quiz_on_the_same_subject(guest, start):
    attempt = start(mode="practice")
    item = next(item for item in attempt.items.select_related("snapshot") if item.snapshot.method)
    answer_item(item_at(attempt, item.position), make_answer(right_option(item)), now=NOW)
    assert "Three more like this" in shown(guest.get(url_of(attempt, item.position)))

    like = {"method": item.snapshot.method, "dimension": item.snapshot.dimension}
    guest.post(reverse("quizzes:attempt_start", args=["operations-methods"]), {"mode": "practice", "count": "3"} | like)

    more = Attempt.objects.exclude(pk=attempt.pk).get()
    asked = set(more.items.values_list("snapshot__method", "snapshot__dimension"))
    assert more.item_count <= 3
    assert {method for method, _ in asked} == {item.snapshot.method}


def test_practice_tells_the_key_as_it_was_regraded(guest, start, django_user_model):
    attempt = start(mode="practice")
    item = item_at(attempt, 1)
    other = wrong_option(item)
    answer_item(item, make_answer(other), now=NOW)
    Regrade.objects.create(
        snapshot=item.snapshot,
        cause="wrong_key",
        policy="correct_key",
        options=[other],
        note="The other one was right.",
        author=django_user_model.objects.create_user("head"),
        created_at=NOW,
        moved_at=NOW,
    )

    page = guest.get(url_of(attempt)).context["page"]

    assert page.shown.feedback.is_right is True
