from html import unescape

import pytest
from django.urls import reverse

from opsmethods.models import Method, Section, SectionNote, Theme, Topic
from opsmethods.operations import load_topic, raise_version
from tests.opsmethods.packs import load


def url(theme: str, topic: str = "pricing-strategies") -> str:
    return reverse("opsmethods:theme_detail", args=[topic, theme])


def test_every_section_is_on_the_page_of_its_theme(any_notes, any_pack, client):
    for theme in any_pack.themes:
        page = unescape(client.get(url(theme.slug, any_notes.slug)).content.decode())

        wanted = [theme.title, theme.lede]
        for section in theme.sections:
            wanted += [f'id="{section.code}"', section.heading, section.caution, *section.methods.values()]
            wanted += [any_pack.sources[code] for code in section.sources]
        assert [text for text in wanted if text not in page] == []


def test_prose_is_markdown_with_links_to_the_glossary(db, client):
    load_topic(load("pricing-strategies"))
    Section.objects.filter(code="copies").update(body="A **mark-up** is no [trap](javascript:x). <script>x</script>")

    page = client.get(url("rivals")).content.decode()

    assert '<strong><a class="term" href="/notes/pricing-strategies/glossary/#mark-up">mark-up</a></strong>' in page
    assert "<script>x" not in page
    assert 'href="javascript' not in page


@pytest.mark.parametrize("rows", [Theme.objects, Topic.objects])
def test_a_draft_is_not_found(db, client, rows):
    load_topic(load("pricing-strategies"))
    assert client.get(url("nothing")).status_code == 404

    rows.update(published=False)

    assert client.get(url("rivals")).status_code == 404


def test_a_move_to_a_draft_is_not_shown(db, client):
    load_topic(load("pricing-strategies"))
    assert "From skimming pricing to penetration pricing" in client.get(url("rivals")).content.decode()
    Method.objects.filter(slug="penetration").update(published=False)
    raise_version(Topic.objects.get(slug="pricing-strategies"))

    page = client.get(url("rivals")).content.decode()

    assert "From skimming pricing" not in page
    assert "Any move" in page


def test_a_theme_without_sections_says_so(db, client):
    topic = Topic.objects.create(slug="x", title="X", headline="X", noun="x", noun_plural="xs")
    topic.themes.create(slug="t", title="T")

    assert "Nothing has been written here yet." in client.get(url("t", "x")).content.decode()


def test_more_rows_need_no_more_questions(db, client, django_assert_num_queries):
    topic = Topic.objects.create(slug="x", title="X", headline="X", noun="x", noun_plural="xs")
    theme = topic.themes.create(slug="t", title="T")
    grow(theme, 1)
    with django_assert_num_queries(6):
        client.get(url("t", "x"))
    grow(theme, 2)
    grow(theme, 3)
    raise_version(topic)
    with django_assert_num_queries(6):
        client.get(url("t", "x"))


def grow(theme: Theme, number: int) -> None:
    method = Method.objects.create(topic=theme.topic, slug=f"m{number}", name="M", slot=number)
    section = theme.sections.create(code=f"s{number}", heading="S", body="Text.")
    SectionNote.objects.create(section=section, method=method, text="A note")
    theme.topic.themes.create(slug=f"t{number}", title="T", headline="T")


def test_a_theme_is_read_only(db, client):
    load_topic(load("pricing-strategies"))

    assert client.post(url("rivals")).status_code == 405
