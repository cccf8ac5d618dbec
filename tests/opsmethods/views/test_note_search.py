import re
from html import unescape

import pytest
from django.contrib.auth.models import Permission
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse

from accounts.models import User
from opsmethods.models import Cell, Dimension, Example, Method, Statement, Term, Topic
from opsmethods.operations import load_topic, raise_version
from tests.opsmethods.packs import load

ATTACKS = [
    "<script>alert(1)</script>",
    "batch<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</title><script>alert(1)</script>",
    "<mark>batch</mark>",
]


@pytest.fixture
def pricing(db) -> Topic:
    load_topic(load("pricing-strategies"))
    return Topic.objects.get(slug="pricing-strategies")


@pytest.fixture
def empty(db) -> Topic:
    """A topic in which nothing has been written yet."""
    return Topic.objects.create(slug="x", title="X", headline="X", noun="way", noun_plural="ways")


def url(topic: str = "operations-methods") -> str:
    return reverse("opsmethods:note_search", args=[topic])


def page_of(client, topic: str = "operations-methods", **query: str) -> str:
    return client.get(url(topic), query).content.decode()


def main_of(page: str) -> str:
    return page.partition("<main")[2].partition("</main>")[0]


def text_of(page: str) -> str:
    """The words of the page, without markup."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main_of(page))).split())


# --- Answers --------------------------------------------------------------------------------------


def test_an_empty_search_says_what_to_try(any_notes, client):
    page = page_of(client, any_notes.slug)

    assert '<h1 class="mb-3">Search these notes</h1>' in page
    assert f"such as the name of a {any_notes.noun}" in page
    assert (
        f'<form class="d-flex gap-2 measure noprint" role="search" method="get" action="{url(any_notes.slug)}">' in page
    )
    assert 'name="q" maxlength="100"' in page
    assert ' value=""' in page
    assert "noindex" not in page
    assert "mention" not in text_of(page)


def test_what_is_found_is_listed_with_its_place_and_its_words(notes, client):
    page = page_of(client, q="Shared  set-up")
    text = text_of(page)

    assert 'value="Shared set-up"' in page
    assert "<title>Shared set-up: search in Operations methods" in page
    assert "places in these notes mention “Shared set-up”." in text
    assert '<a href="/notes/operations-methods/batch/#advantages" aria-describedby="where-' in page
    assert "<mark>Set-up</mark> cost is <mark>shared</mark> across every unit in the run." in page
    assert "noindex" in page
    assert "What to try" not in text


def test_hits_come_in_order_each_with_its_link(pricing, client):
    page = page_of(client, pricing.slug, q="market share")
    first = re.search(r'<li><h3 class="mb-1"><a href="([^"]+)"[^>]*>(.+?)\s*</a></h3>\s*<p[^>]*>(.+?)\s*</p>', page)

    assert first.groups() == (
        "/notes/pricing-strategies/glossary/#market-share",
        "<mark>Market share</mark>",
        "Glossary",
    )
    links = re.findall(r'aria-describedby="(where-\d+)"', page)
    assert links == [f"where-{number}" for number, _ in enumerate(links, start=1)]
    assert all(page.count(f'id="{link}"') == 1 for link in links)


def test_a_place_of_a_method_bears_its_sign_and_colour(pricing, client):
    page = page_of(client, pricing.slug, q="television")

    place = page.partition('class="small mb-1 method-slot-6"')[2].partition("</p>")[0]
    assert '<span class="method-tag"><svg' in place
    assert "#g-6" in place
    assert "Skimming pricing" in place


def test_of_many_places_the_first_are_shown(notes, client):
    page = page_of(client, q="batch")

    (total,) = re.findall(r"(\d+) places in these notes mention “batch”", page)
    assert int(total) > 30
    assert "Here are the first 30: one more word would leave fewer." in page
    assert page.count("<h3") == 30


def test_one_place_is_said_to_be_one(notes, client):
    assert "1 place in these notes mentions “wedding cake”." in text_of(page_of(client, q="wedding cake"))


def test_words_that_nothing_has_together(notes, client):
    text = text_of(page_of(client, q="zebra wedding"))

    assert "No place in these notes has all of these words. “zebra” stands nowhere." in text
    assert "1 place has at least half of them." in text
    assert "Examples" in text
    assert "What to try" not in text


def test_of_many_places_with_half_of_the_words_the_first_are_shown(notes, client):
    assert "places have at least half of them. Here are the first 30." in text_of(page_of(client, q="zebra batch"))


def test_nothing_found_says_what_to_try(notes, client):
    page = page_of(client, q="zebra")

    assert "Nothing in these notes mentions “zebra”." in text_of(page)
    assert "What to try" in page
    assert f'<a href="{reverse("opsmethods:term_list", args=[notes.slug])}">The glossary</a>' in page
    assert "Did you mean" not in page


def test_a_likely_spelling_is_one_click_away(notes, client):
    page = page_of(client, q="mass custmization")

    (address,) = re.findall(r'Did you mean <a href="([^"]+)">mass customisation</a>', page)
    assert address == "?q=mass+customisation"
    assert "Mass customisation" in text_of(client.get(url() + address).content.decode())


def test_common_words_alone_are_answered_in_words(notes, client):
    text = text_of(page_of(client, q="the of"))

    assert "“the of” could stand anywhere. Add a word that says what you are looking for." in text
    assert "What to try" in text


@pytest.mark.parametrize("q", ["   ", "?!", "\x00"])
def test_no_word_at_all_is_an_empty_search(notes, client, q):
    text = text_of(page_of(client, q=q))

    assert "What to try" in text
    assert "mention" not in text


def test_a_question_that_is_too_long_is_cut(notes, client):
    page = page_of(client, q="batch " + "x" * 200)

    assert "Only the first 100 characters were looked for." in text_of(page)
    assert f'value="batch {"x" * 94}"' in page


# --- Safety ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_was_typed_comes_back_escaped(notes, client, attack):
    page = page_of(client, q=attack)

    assert unescape(re.search(r' value="([^"]*)"', page)[1]) == attack
    assert "alert" not in re.sub(r'"[^"]*"|>[^<]*<', "", page)
    assert [tag for tag in ("<script>", "<img", "<mark>batch</mark><") if tag in page] == []


def test_what_an_editor_typed_is_escaped_around_the_hits(empty, client):
    Term.objects.create(topic=empty, slug="a", term="<b>Zebra</b>", definition="<script>zebra</script> & <i>x</i>")

    page = page_of(client, "x", q="zebra")

    assert "&lt;b&gt;<mark>Zebra</mark>&lt;/b&gt;" in page
    assert "&lt;script&gt;<mark>zebra</mark>&lt;/script&gt; &amp; &lt;i&gt;x&lt;/i&gt;" in page


# --- Drafts ---------------------------------------------------------------------------------------


def test_drafts_are_found_by_editors_who_ask_for_them(notes, client_of):
    editor, visitor = (User.objects.create_user(name, is_staff=True) for name in ("editor", "visitor"))
    editor.user_permissions.add(Permission.objects.get(codename="view_topic"))
    Term.objects.create(topic=notes, slug="zebra", term="Zebra", definition="Striped.", published=False)

    asked, unasked = (page_of(client_of(editor), q="zebra", **more) for more in ({"drafts": "1"}, {}))
    refused = page_of(client_of(visitor), q="zebra", drafts="1")

    assert "#zebra" in asked
    assert '<input type="hidden" name="drafts" value="1">' in asked
    assert 'data-hx-get="/notes/operations-methods/search/?drafts=1"' in asked
    assert [page for page in (unasked, refused) if "#zebra" in page or 'name="drafts"' in page] == []


# --- Other pages, other methods -------------------------------------------------------------------


def test_the_form_stands_on_any_page_of_the_topic(notes):
    form = render_to_string("opsmethods/_search.html", {"topic": notes}, RequestFactory().get("/"))

    assert f'action="{url()}"' in form
    assert [word for word in ("value=", "data-hx", "csrf") if word in form] == []


def test_without_notes_nothing_breaks(empty, client):
    assert "Nothing in these notes mentions “batch”." in text_of(page_of(client, "x", q="batch"))
    assert client.get(url("nothing")).status_code == 404


def test_a_method_without_rows_is_found(empty, client):
    Method.objects.create(topic=empty, slug="m", name="Striped way", slot=1)

    assert '<a href="/notes/x/m/"' in page_of(client, "x", q="striped")


def test_more_rows_need_no_more_questions(empty, client, django_assert_num_queries):
    grow(empty, 1)
    raise_version(empty)
    with django_assert_num_queries(26) as one:
        client.get(url("x"), {"q": "a"})
    grow(empty, 2)
    grow(empty, 3)
    raise_version(empty)
    with django_assert_num_queries(len(one)):
        client.get(url("x"), {"q": "b"})
    with django_assert_num_queries(1):
        client.get(url("x"), {"q": "c"})


def grow(topic: Topic, number: int) -> None:
    method = Method.objects.create(topic=topic, slug=f"m{number}", name=f"M{number}", slot=number)
    dimension = Dimension.objects.create(topic=topic, code=f"D{number}", label="D", words="a\nb")
    Cell.objects.create(method=method, dimension=dimension, level=1, low=1, high=1, sentence="S")
    Example.objects.create(method=method, code="E", text="T", why="W")
    Statement.objects.create(method=method, code="S", kind="advantage", view="business", text="T")
    theme = topic.themes.create(slug=f"t{number}", title="T", with_changes=True)
    theme.sections.create(code="s", heading="H", body="B").notes.create(method=method, text="N")
    topic.terms.create(slug=f"t{number}", term=f"T{number}")


def test_a_browser_that_has_an_answer_is_not_sent_it_again(pricing, client):
    first, other = (client.get(url(pricing.slug), {"q": text}) for text in ("price", "rivals"))

    again = client.get(url(pricing.slug), {"q": "price"}, headers={"If-None-Match": first["ETag"]})

    assert first.content != other.content
    assert (again.status_code, again.content) == (304, b"")
    raise_version(pricing)
    later = client.get(url(pricing.slug), {"q": "price"}, headers={"If-None-Match": first["ETag"]})
    assert later.status_code == 200
    assert b"csrf" not in first.content.lower()


def test_the_search_is_read_only(notes, client):
    assert client.post(url()).status_code == 405
