from django.urls import reverse
from django.utils import timezone

from accounts.operations import notify
from opsmethods.models import Topic
from opsmethods.operations import load_topic
from tests.factories.accounts import make_user
from tests.opsmethods.packs import load

URL = reverse("opsmethods:home")


def test_home_shows_each_topic_to_anyone(notes, client):
    load_topic(load("pricing-strategies"))

    page = client.get(URL).content.decode()

    assert '<h1 class="display mb-3">Four ways to make things</h1>' in page
    assert '<h2 class="mb-3">Three ways to price something new</h2>' in page
    assert page.count('class="plate method-slot-') == 7
    assert page.count('class="btn btn-primary"') == 1
    assert "noindex" not in page
    assert '<meta name="description" content="Every firm has to choose' in page


def test_a_guest_answers_in_two_clicks(notes, client):
    page = client.get(URL).content.decode()

    start = reverse("quizzes:attempt_start", args=["operations-methods"])
    assert f'<form method="post" action="{start}">' in page
    assert '<input type="hidden" name="mode" value="practice">' in page
    response = client.post(start, {"mode": "practice"})
    assert response.status_code == 302
    assert client.get(response["Location"]).status_code == 200


def test_set_work_is_fetched_for_whoever_is_signed_in(notes, client):
    work = reverse("classrooms:work_list")
    assert work not in client.get(URL).content.decode()

    client.force_login(make_user("sam"))

    assert f'hx-get="{work}"' in client.get(URL).content.decode()


def test_unread_notices_stand_on_home_until_read(notes, client):
    sam = make_user("sam")
    notice = notify(sam, text="Your class has set an essay.", url="", now=timezone.now())
    client.force_login(sam)
    assert "Your class has set an essay." in client.get(URL).content.decode()

    client.post(reverse("accounts:notice_read", args=[notice.pk]))

    assert "Your class has set an essay." not in client.get(URL).content.decode()


def test_without_notes_home_says_what_to_do(empty_site, client):
    assert "There are no notes here yet" in client.get(URL).content.decode()


def test_an_unpublished_topic_does_not_stand_on_home(notes, client):
    Topic.objects.update(published=False)

    assert "Four ways to make things" not in client.get(URL).content.decode()


def test_more_topics_need_no_more_questions(notes, client, django_assert_num_queries):
    client.get(URL)
    with django_assert_num_queries(3):
        client.get(URL)
    load_topic(load("pricing-strategies"))
    Topic.objects.create(slug="third", title="Third", headline="Third", noun="x", noun_plural="xs")
    with django_assert_num_queries(3):
        client.get(URL)


def test_home_is_read_only(client):
    assert client.post(URL).status_code == 405
