import pytest
import time_machine
from django.urls import reverse

from quizzes.models import Attempt, ReviewCard
from quizzes.operations import submit_attempt
from tests.quizzes.cards import CHANGEOVER, COST, DAY, KANBAN, taken_in
from tests.quizzes.play import GUEST, NOW, explanations


def url_of(topic):
    return reverse("quizzes:review_start", args=[topic.slug])


@pytest.fixture(autouse=True)
def _tomorrow():
    with time_machine.travel(NOW + DAY, tick=False):
        yield


def post(client, topic):
    return client.post(url_of(topic))


def test_one_post_leads_to_the_first_question(guest, topic):
    taken_in(GUEST, topic, [CHANGEOVER, COST, KANBAN], wrong=[1, 2, 3])

    response = post(guest, topic)

    attempt = Attempt.objects.get(mode="review")
    assert response.url == reverse("quizzes:attempt_item", args=[attempt.pk, 1])
    assert (attempt.guest_key, attempt.item_count, attempt.feedback_rule) == (GUEST.guest_key, 3, "each")
    assert "question 1 of 3" in guest.get(response.url).content.decode()
    assert Attempt.objects.get(pk=attempt.pk).window == 1


def test_page_before_an_answer_holds_no_key_and_no_explanation(guest, topic):
    taken_in(GUEST, topic, [CHANGEOVER, COST, KANBAN], wrong=[1, 2, 3])

    page = guest.get(post(guest, topic).url).content.decode()

    items = Attempt.objects.get(mode="review").items.select_related("snapshot")
    assert [why for item in items for why in explanations(item) if why in page] == []
    assert "certificate" not in page


def test_nothing_due_leads_to_the_page_that_says_so(guest, client, topic):
    taken_in(GUEST, topic, [CHANGEOVER], right=[1])

    assert [post(guest, topic).url, post(client, topic).url] == ["/quizzes/", "/quizzes/"]
    assert not Attempt.objects.filter(mode="review").exists()


def test_second_click_leads_to_the_same_review(guest, topic):
    taken_in(GUEST, topic, [CHANGEOVER], wrong=[1])

    first, second = post(guest, topic), post(guest, topic)

    attempt = Attempt.objects.get(mode="review")
    assert first.url == second.url == reverse("quizzes:attempt_item", args=[attempt.pk, 1])


def test_review_that_is_being_marked_leads_to_the_page_that_says_so(guest, topic):
    taken_in(GUEST, topic, [CHANGEOVER], wrong=[1])
    post(guest, topic)
    submit_attempt(Attempt.objects.get(mode="review"), now=NOW + DAY)

    assert post(guest, topic).url == "/quizzes/"


def test_nobody_reviews_what_another_has_to(strangers, guest, topic):
    taken_in(GUEST, topic, [CHANGEOVER], wrong=[1])

    assert [post(stranger, topic).url for stranger in strangers] == ["/quizzes/"] * 3
    assert ReviewCard.objects.count() == 1


def test_an_unpublished_topic_is_not_found_and_only_post_is_allowed(guest, topic):
    assert guest.get(url_of(topic)).status_code == 405
    type(topic).objects.update(published=False)

    assert post(guest, topic).status_code == 404


def test_statements_are_fixed(guest, topic, django_assert_max_num_queries):
    taken_in(GUEST, topic, [CHANGEOVER, COST, KANBAN], wrong=[1, 2, 3])

    with django_assert_max_num_queries(24):
        post(guest, topic)
