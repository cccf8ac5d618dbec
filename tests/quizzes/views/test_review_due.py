import pytest
import time_machine
from django.urls import reverse

from quizzes.operations import set_plan
from tests.quizzes.cards import CHANGEOVER, COST, DAY, KANBAN, answer_all, score, taken_in
from tests.quizzes.play import GUEST, NOW

URL = "/quizzes/review/due/"


def seen(client, *, days=0):
    with time_machine.travel(NOW + days * DAY, tick=False):
        return " ".join(client.get(URL).content.decode().split())


def test_without_work_it_says_what_will_be_here(client, db):
    assert "Nothing to review yet." in seen(client)


def test_what_is_due_can_be_started_from_the_fragment(guest, topic):
    taken_in(GUEST, topic, [CHANGEOVER, COST, KANBAN], right=[1], wrong=[2, 3])

    text = seen(guest, days=1)

    assert "<strong>2 questions are due today.</strong>" in text
    assert reverse("quizzes:review_start", args=[topic.slug]) in text


@pytest.mark.parametrize(
    ("right", "words"),
    [([], "Nothing is due today. The next question comes tomorrow."), ([1], "The next question comes on Wednesday.")],
)
def test_nothing_due_says_when_the_next_comes(guest, topic, right, words):
    taken_in(GUEST, topic, [CHANGEOVER], right=right, wrong=[1] if not right else [])

    assert words in seen(guest)


def test_one_question_is_singular_and_the_limit_is_said(guest, topic):
    set_plan(GUEST, topic=topic, recall=0.9, a_day=1, exam_on=None, now=NOW)
    taken_in(GUEST, topic, [CHANGEOVER, COST, KANBAN], wrong=[1, 2, 3])

    text = seen(guest, days=1)

    assert "1 question is due today." in text
    assert "2 more can wait until tomorrow: you want 1 a day at most." in text


def test_review_under_way_is_gone_on_with(guest, topic):
    taken_in(GUEST, topic, [CHANGEOVER], wrong=[1])
    with time_machine.travel(NOW + DAY, tick=False):
        page = guest.post(reverse("quizzes:review_start", args=[topic.slug])).url

    assert f'href="{page}">Go on with the review' in seen(guest, days=1)


def test_done_for_today(guest, topic):
    set_plan(GUEST, topic=topic, recall=0.9, a_day=1, exam_on=None, now=NOW)
    taken_in(GUEST, topic, [CHANGEOVER, COST], wrong=[1, 2])
    taken_in(GUEST, topic, [CHANGEOVER], mode="review", wrong=[1], now=NOW + DAY)

    assert "That is all for today. 1 more question can wait until tomorrow." in seen(guest, days=1)


def test_review_being_marked_is_said(guest, topic):
    taken_in(GUEST, topic, [CHANGEOVER], wrong=[1])
    with time_machine.travel(NOW + DAY, tick=False):
        guest.post(reverse("quizzes:review_start", args=[topic.slug]))
    attempt = topic.attempts.get(mode="review")
    answer_all(attempt, right=[1], now=NOW + DAY)
    score(attempt, now=NOW + DAY)

    assert "Your last review is being marked." in seen(guest, days=1)


def test_topics_are_named_when_there_are_two(guest, topic, second_pack):
    taken_in(GUEST, topic, [CHANGEOVER], wrong=[1])
    taken_in(GUEST, second_pack, ["pair:penetration+skimming"], wrong=[1])

    text = seen(guest, days=1)

    assert f"1 question on {topic.title} is due today." in text
    assert f"1 question on {second_pack.title} is due today." in text


def test_statements_are_few(guest, topic, django_assert_num_queries):
    taken_in(GUEST, topic, [CHANGEOVER, COST], wrong=[1, 2])

    with django_assert_num_queries(2):  # the session and the count
        guest.get(URL)
