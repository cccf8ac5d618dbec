import pytest
import time_machine
from django.urls import reverse

from quizzes.operations import score_attempt
from tests.quizzes.cards import CHANGEOVER, COST, DAY, taken_in
from tests.quizzes.play import GUEST, NOW, hand_in

URL = "/quizzes/"


def test_anyone_may_start_a_quiz(client, notes):
    response = client.get(URL)

    assert response.status_code == 200
    assert [topic.slug for topic, _ in response.context["starts"]] == [notes.slug]
    assert reverse("quizzes:attempt_start", args=[notes.slug]) in response.content.decode()
    assert "Only for a test: practice has none." in response.content.decode()


def test_without_a_topic_the_page_says_what_comes(client, empty_site):
    assert "There are no notes yet to ask about" in client.get(URL).content.decode()


def test_open_and_finished_quizzes_are_ones_own(guest, strangers, start):
    started, finished = start(seed=1), hand_in(start(seed=2), right=3)
    score_attempt(finished.pk, now=NOW)

    page = guest.get(URL).content.decode()

    assert reverse("quizzes:attempt_item", args=[started.pk, 1]) in page
    assert reverse("quizzes:attempt_result", args=[finished.pk]) in page
    assert "0 of 4 answered" in page
    assert "3 of 4 right" in page
    for stranger in strangers:
        assert str(started.pk) not in stranger.get(URL).content.decode()


def test_what_is_due_can_be_reviewed_at_once(guest, strangers, topic):
    taken_in(GUEST, topic, [CHANGEOVER, COST], wrong=[1, 2])
    button = reverse("quizzes:review_start", args=[topic.slug])

    with time_machine.travel(NOW + DAY, tick=False):
        assert "2 questions are due today." in guest.get(URL).content.decode()
        assert button in guest.get(URL).content.decode()
        assert [button in stranger.get(URL).content.decode() for stranger in strangers] == [False] * 3


def test_a_quiz_without_a_mark_is_being_marked(guest, start):
    hand_in(start(), right=1)

    assert "being marked" in guest.get(URL).content.decode()


def test_the_level_is_the_readers_own(sam, sam_at_work, notes):
    sam.level = "AS"
    sam.save(update_fields=["level"])

    assert '<option value="AS" selected>' in sam_at_work.get(URL).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_statements_do_not_grow_with_rows(sam_at_work, as_sam, start, rows, django_assert_num_queries):
    for seed in range(rows):
        start(actor=as_sam, seed=seed)
        hand_in(start(actor=as_sam, seed=100 + seed), right=1)

    with django_assert_num_queries(6):  # session and user, certainty, due, open, topics, finished
        sam_at_work.get(URL)


@pytest.mark.parametrize(("query", "about"), [({"method": "job"}, "job production"), ({"dimension": "UC"}, None)])
def test_a_quiz_on_one_thing_alone_is_offered_first(guest, query, about):
    response = guest.get(URL, {"topic": "operations-methods"} | query)

    narrowed = response.context["narrowed"]
    [(name, value)] = query.items()
    assert narrowed["form"].initial[name] == value
    assert about in {None, narrowed["about"]}


@pytest.mark.parametrize("query", [{"topic": "x", "method": "job"}, {"topic": "operations-methods", "method": "x"}])
def test_a_quiz_on_what_is_not_there_is_not_found(guest, query):
    assert guest.get(URL, query).status_code == 404


def test_certainty_is_offered_after_the_first_quiz(guest, start):
    assert "Ask how certain I am" not in guest.get(URL).content.decode()

    hand_in(start(), right=1)

    form = guest.get(URL).context["starts"][0][1]
    assert form.initial["certainty"] is True
