from html import unescape

from django.urls import reverse

from opsmethods.models import Dimension, Method, Topic
from opsmethods.operations import raise_version


def url(slug: str = "operations-methods") -> str:
    return reverse("opsmethods:topic_detail", args=[slug])


def test_a_topic_tells_how_to_choose_and_what_is_compared(any_notes, any_pack, client):
    page = unescape(client.get(url(any_notes.slug)).content.decode())

    assert f'<h1 class="display mb-3">{any_pack.topic.title}</h1>' in page
    assert any_pack.topic.choosing.partition(".")[0] in page
    for method in any_pack.methods:
        assert f"{method.name}</span></dt>" in page
    for dimension in any_pack.dimensions:
        assert f'<h4 class="h3 mb-1">{dimension.label}</h4>' in page
    assert "noindex" not in page


def test_a_topic_that_asks_how_to_choose_leads_to_the_chooser(any_notes, client):
    link = f'href="{reverse("opsmethods:method_choose", args=[any_notes.slug])}"'
    assert (link in client.get(url(any_notes.slug)).content.decode()) == any_notes.questions.exists()

    any_notes.questions.update(published=False)
    raise_version(any_notes)

    assert link not in client.get(url(any_notes.slug)).content.decode()


def test_a_topic_that_is_not_there_or_not_published_is_not_found(notes, client):
    assert client.get(url("nothing")).status_code == 404

    Topic.objects.update(published=False)

    assert client.get(url()).status_code == 404


def test_more_rows_need_no_more_questions(db, client, django_assert_num_queries):
    topic = Topic.objects.create(slug="x", title="X", headline="X", noun="x", noun_plural="xs")
    grow(topic, 1)
    with django_assert_num_queries(9):
        client.get(url("x"))
    grow(topic, 2)
    grow(topic, 3)
    raise_version(topic)
    with django_assert_num_queries(9):
        client.get(url("x"))
    with django_assert_num_queries(1):
        client.get(url("x"))


def grow(topic: Topic, number: int) -> None:
    method = Method.objects.create(topic=topic, slug=f"m{number}", name=f"M{number}", slot=number)
    method.examples.create(code="E1", text="An example")
    Dimension.objects.create(topic=topic, code=f"D{number}", label=f"D{number}")


def test_a_topic_is_read_only(notes, client):
    assert client.post(url()).status_code == 405
