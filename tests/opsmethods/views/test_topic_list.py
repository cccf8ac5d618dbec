from django.urls import reverse

from opsmethods.models import Topic
from opsmethods.operations import load_topic
from tests.opsmethods.packs import load

URL = reverse("opsmethods:topic_list")


def test_the_list_leads_to_each_topic_method_and_comparison(any_notes, client):
    page = client.get(URL).content.decode()

    assert f'href="/notes/{any_notes.slug}/"' in page
    assert f'href="/notes/{any_notes.slug}/compare/"' in page
    for method in any_notes.methods.all():
        assert f'href="/notes/{any_notes.slug}/{method.slug}/"' in page
    assert "noindex" not in page


def test_an_empty_list_says_so(empty_site, client):
    assert "No notes have been published yet" in client.get(URL).content.decode()


def test_unpublished_topics_are_not_listed(notes, client):
    Topic.objects.update(published=False)

    assert f'href="/notes/{notes.slug}/"' not in client.get(URL).content.decode()


def test_more_topics_need_no_more_questions(notes, client, django_assert_num_queries):
    with django_assert_num_queries(3):
        client.get(URL)
    load_topic(load("pricing-strategies"))
    Topic.objects.create(slug="third", title="Third", headline="Third", noun="x", noun_plural="xs")
    with django_assert_num_queries(3):
        client.get(URL)


def test_the_list_is_read_only(client):
    assert client.post(URL).status_code == 405
