from html import unescape

from django.urls import reverse

from opsmethods.models import Term, Topic
from opsmethods.operations import raise_version


def url(topic: str = "operations-methods") -> str:
    return reverse("opsmethods:term_list", args=[topic])


def test_every_term_stands_at_its_anchor(any_notes, any_pack, client):
    page = unescape(client.get(url(any_notes.slug)).content.decode())

    wanted = [text for term in any_pack.terms for text in (f'id="{term.slug}"', term.term, term.definition)]
    assert [text for text in wanted if text not in page] == []


def test_a_draft_is_not_in_the_list(notes, client):
    Term.objects.create(topic=notes, slug="secret", term="Secret", definition="Not yet.", published=False)

    assert "Secret" not in client.get(url()).content.decode()


def test_without_terms_the_page_says_where_to_go(db, client):
    Topic.objects.create(slug="x", title="X", headline="X", noun="x", noun_plural="xs")

    assert "No words have been explained yet." in client.get(url("x")).content.decode()
    assert client.get(url("nothing")).status_code == 404


def test_more_rows_need_no_more_questions(db, client, django_assert_num_queries):
    topic = Topic.objects.create(slug="x", title="X", headline="X", noun="x", noun_plural="xs")
    topic.terms.create(slug="a", term="A")
    with django_assert_num_queries(2):
        client.get(url("x"))
    topic.terms.create(slug="b", term="B")
    topic.terms.create(slug="c", term="C")
    raise_version(topic)
    with django_assert_num_queries(2):
        client.get(url("x"))


def test_the_glossary_is_read_only(notes, client):
    assert client.post(url()).status_code == 405
