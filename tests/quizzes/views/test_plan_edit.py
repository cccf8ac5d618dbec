from datetime import date

import pytest
import time_machine
from django.urls import reverse

from quizzes.models import ReviewPlan
from quizzes.operations import set_plan
from tests.quizzes.play import GUEST, NOW

GOOD = {"exam_on": "2026-05-12", "a_day": "8", "recall": "0.95"}


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def url_of(topic):
    return reverse("quizzes:plan_edit", args=[topic.slug])


def test_wishes_are_kept_and_shown_again(guest, topic):
    response = guest.post(url_of(topic), GOOD)

    row = ReviewPlan.objects.get()
    assert response.url == "/quizzes/"
    assert (row.guest_key, row.exam_on, row.a_day, row.recall) == (GUEST.guest_key, date(2026, 5, 12), 8, 0.95)
    page = guest.get(url_of(topic)).content.decode()
    assert 'value="2026-05-12"' in page
    assert 'value="8"' in page


def test_usual_wishes_stand_in_the_form_of_whoever_has_said_nothing(client, topic):
    page = client.get(url_of(topic)).content.decode()

    assert 'value="20"' in page
    assert page.index("checked") > page.index('value="0.9"') > page.index('value="0.85"')


def test_exam_is_not_needed_and_a_visitor_becomes_a_guest(client, topic):
    client.post(url_of(topic), GOOD | {"exam_on": ""})

    row = ReviewPlan.objects.get()
    assert (row.exam_on, row.guest_key) == (None, client.session["guest_key"])


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"exam_on": "12th of May"}, "That is no date. Write it as 2027-05-12."),
        ({"exam_on": "2026-03-02"}, "Choose a day after today, or leave it empty."),
        ({"exam_on": "1999-01-01"}, "Choose a day after today, or leave it empty."),
        ({"a_day": ""}, "Say how many, from 1 to 30."),
        ({"a_day": "many"}, "Write a whole number, from 1 to 30."),
        ({"a_day": "0"}, "At least 1 question a day."),
        ({"a_day": "31"}, "At most 30 questions a day."),
        ({"recall": ""}, "Choose one of the three."),
        ({"recall": "0.99"}, "0.99 is not one of the available choices"),
    ],
)
def test_bad_input_is_answered_in_words_and_comes_back(guest, topic, fields, words):
    response = guest.post(url_of(topic), GOOD | fields)

    page = response.content.decode()
    assert (response.status_code, words in page) == (422, True)
    assert not ReviewPlan.objects.exists()
    typed = (GOOD | fields).get("a_day")
    assert not typed or f'value="{typed}"' in page


def test_exam_that_is_over_is_asked_no_more(guest, topic):
    set_plan(GUEST, topic=topic, recall=0.9, a_day=8, exam_on=date(2026, 3, 1), now=NOW)

    assert "2026-03-01" not in guest.get(url_of(topic)).content.decode()


def test_an_unknown_topic_is_not_found(guest, db):
    assert guest.get("/quizzes/x/review/plan/").status_code == 404
