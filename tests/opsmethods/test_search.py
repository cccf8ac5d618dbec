"""Search in the notes themselves: what students type, and what they ought to find first."""

import re
from html import unescape

import pytest
from django.test import Client

from opsmethods.domain.search import Outcome
from opsmethods.domain.words import tokens_of
from opsmethods.models import Answer, ContentRow, Method, Section, Term, Theme, Topic
from opsmethods.operations import load_topic, raise_version
from opsmethods.queries import search_notes
from opsmethods.queries.places import places_of
from opsmethods.queries.prose import terms_of
from opsmethods.queries.rows import TABLES
from tests.opsmethods.packs import load

# What is typed, and the title, the place and the address of what should come first.
OPERATIONS = [
    ("job production", "Job production", "Method", "job/"),
    ("mass production", "Flow production", "Method", "flow/"),
    ("customization", "Mass customisation", "Method", "mass-customisation/"),
    ("labor intensive", "Labour-intensive", "Glossary", "glossary/#labour-intensive"),
    ("unit cost", "Unit (average) cost", "Glossary", "glossary/#unit-cost"),
    ("JIT", "Just-in-time (JIT)", "Glossary", "glossary/#just-in-time"),
    ("just in time", "Just-in-time (JIT)", "Glossary", "glossary/#just-in-time"),
    ("setup", "Changeover (set-up)", "Glossary", "glossary/#changeover"),
    ("buffer stock", "Buffer inventory", "Glossary", "glossary/#buffer-inventory"),
    ("auto", "Automation", "Glossary", "glossary/#automation"),
    ("what is a kanban?", "Kanban", "Glossary", "glossary/#kanban"),
    ("volume", "Volume", "Compare the methods", "compare/?sort=VOL"),
    ("advantages of batch production", "Advantages", "Batch production", "batch/#advantages"),
    ("job disadvantages", "Disadvantages", "Job production", "job/#disadvantages"),
    ("motivation in flow", "Motivation from the work itself", "Flow production, key features", "flow/#mot"),
    ("batch layout", "Layout", "Batch production, key features", "batch/#lay"),
    ("wedding cake", "Examples", "Job production", "job/#examples"),
    ("premium price", "Advantages", "Job production", "job/#advantages"),
    (
        "difference between job and batch",
        "Job production or batch production: the difference",
        "Often confused",
        "job/#confusions",
    ),
    ("programmed robots", "Robots", "Technology", "themes/technology/#robots"),
    ("lean waste", "Seven wastes", "Lean production", "themes/lean/#seven-wastes"),
    ("globalization", "Globalisation", "Theme", "themes/globalisation/"),
    (
        "is mass customization cheap",
        "Is mass customisation cheap to make?",
        "Where textbooks disagree",
        "themes/disagreements/#unit-cost",
    ),
    (
        "change from job to batch",
        "From job production to batch production",
        "Changing method",
        "themes/changing/#changes",
    ),
    ("how to choose", "How to choose", "Operations methods", "#choosing"),
    ("capital available", "Capital available", "Which method fits?", "choose/#factors"),
    (
        "blank sheet unless design repeated",
        "If one client wants something with an open specification",
        "Which method fits?",
        "choose/?variety=blank-sheet",
    ),
    ("which method fits", "Which method fits?", "Operations methods", "choose/"),
    ("cambridge", "What your exam asks for", "Operations methods", "#syllabus"),
]
PRICING = [
    ("skimming", "Skimming pricing", "Strategy", "skimming/"),
    ("markup", "Mark-up", "Glossary", "glossary/#mark-up"),
    ("share of the market", "Market share", "Glossary", "glossary/#market-share"),
    ("price war", "Copies", "Rivals", "themes/rivals/#copies"),
    ("televisions", "Examples", "Skimming pricing", "skimming/#examples"),
    ("skimming to penetration", "From skimming pricing to penetration pricing", "Rivals", "themes/rivals/#changes"),
    ("first aim", "First aim", "Compare the strategies", "compare/"),
]


@pytest.fixture
def pricing(db) -> Topic:
    load_topic(load("pricing-strategies"))
    return Topic.objects.get(slug="pricing-strategies")


def first(topic: Topic, text: str) -> tuple[str, str, str]:
    """Title, place and address of the first hit."""
    hit = search_notes(topic, text=text).hits[0]
    title, where = ("".join(piece.text for piece in pieces) for pieces in (hit.title, hit.where))
    return title, where, hit.url.removeprefix(topic.get_absolute_url())


def test_what_students_type_finds_what_they_look_for(notes):
    assert {text: first(notes, text) for text, *_ in OPERATIONS} == {text: tuple(hit) for text, *hit in OPERATIONS}


def test_another_subject_is_searched_in_the_same_way(pricing):
    assert {text: first(pricing, text) for text, *_ in PRICING} == {text: tuple(hit) for text, *hit in PRICING}


def test_each_topic_is_searched_for_itself(notes, pricing):
    assert search_notes(notes, text="skimming").outcome == Outcome.NOTHING
    assert search_notes(pricing, text="kanban").outcome == Outcome.NOTHING


# --- Places ---------------------------------------------------------------------------------------

OWN_WORDS = "Often thought: In fact: Topic Theme Glossary Often confused: the difference, key features"


def test_every_place_leads_to_where_its_words_stand(any_notes, client):
    pages: dict[str, str] = {}
    wrong = []
    for place in places_of(any_notes, terms_of(any_notes)):
        address, _, anchor = place.url.partition("#")
        if address not in pages:
            pages[address] = body_of(client, address)
        page = pages[address]
        missing = words(f"{place.title} {place.where} {place.body}") - words(text_in(page)) - words(OWN_WORDS)
        wrong += [(place.url, place.title, missing)] if missing else []
        wrong += [(place.url, "no such anchor")] if anchor and f'id="{anchor}"' not in page else []

    assert wrong == []
    assert len(pages) > len(any_notes.methods.all())


def body_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def text_in(page: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", page))


def words(text: str) -> set[str]:
    return {token.word for token in tokens_of(text)}


SEARCHED = {
    "dimension": "label scale",
    "method": "name recap definition idea process",
    "cell": "sentence",
    "example": "text why",
    "statement": "text",
    "misconception": "belief correction",
    "step": "text",
    "trait": "label question",
    "traitcell": "text",
    "confusion": "shared why tell",
    "theme": "title lede",
    "section": "heading body caution",
    "sectionnote": "text",
    "factor": "title",
    "factorpoint": "text",
    "question": "label",
    "decisionrule": "condition because unless",
    "change": "business people benefits",
    "term": "term definition",
    "syllabus": "name note",
}


def test_every_row_is_somewhere(any_notes):
    places = places_of(any_notes, terms_of(any_notes))
    found = words(" ".join(f"{place.title} {place.where} {place.body}" for place in places))

    missing = {
        (name, row.pk): lost
        for name, fields in SEARCHED.items()
        for row in rows_of(name, any_notes)
        for lost in [words(" ".join(getattr(row, field) for field in fields.split())) - found]
        if lost
    }

    assert missing == {}


def rows_of(name: str, topic: Topic) -> list[ContentRow]:
    table = TABLES[name]
    return list(table.model._default_manager.filter(**{table.topic: topic.pk}))


def test_less_than_a_thousand_places(any_notes):
    assert 0 < len(list(places_of(any_notes, terms_of(any_notes)))) < 1000


# --- Drafts and versions --------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*SEARCHED, "answer"])
def test_a_draft_is_not_found(any_notes, name):
    """Its texts are in no place, and what is left still has its places."""
    rows = rows_of(name, any_notes)
    TABLES[name].model._default_manager.filter(pk__in=[row.pk for row in rows]).update(published=False)
    raise_version(any_notes)
    any_notes.refresh_from_db()

    places = list(places_of(any_notes, terms_of(any_notes)))

    whole = "\n".join(f"{place.title}\n{place.body}" for place in places)
    texts = {getattr(row, field) for row in rows for field in SEARCHED.get(name, "text").split()}
    assert [text for text in texts if len(text.split()) > 4 and text in whole] == []
    assert places


def test_a_rule_that_no_answer_reaches_has_no_place(pricing):
    Answer.objects.filter(code="unknown").update(published=False)
    raise_version(pricing)
    pricing.refresh_from_db()

    titles = [place.title for place in places_of(pricing, [])]

    assert [title for title in titles if title.startswith("If ")] == ["If nobody can copy it soon"]


def test_what_hangs_on_a_draft_is_not_found_either(notes):
    Method.objects.filter(slug="job").update(published=False)
    Theme.objects.filter(slug="lean").update(published=False)
    raise_version(notes)

    texts = ("job", "wedding cake", "lean waste", "changing from job production to batch production")
    hits = [hit for text in texts for hit in search_notes(notes, text=text).hits]

    assert [hit.url for hit in hits if "/job/" in hit.url or "/lean/" in hit.url] == []
    assert [
        hit for hit in hits if "job" in "".join(piece.text for piece in hit.title) and "/changing/" in hit.url
    ] == []


def test_an_editor_finds_drafts(notes):
    Term.objects.create(topic=notes, slug="zebra", term="Zebra", definition="Striped.", published=False)

    assert search_notes(notes, text="zebra").outcome == Outcome.NOTHING
    assert [hit.url for hit in search_notes(notes, text="zebra", drafts=True).hits] == [
        "/notes/operations-methods/glossary/#zebra"
    ]


def test_a_change_is_found_at_once(notes):
    assert search_notes(notes, text="zebra").outcome == Outcome.NOTHING
    section = Section.objects.get(theme__slug="technology", code="robots")
    section.body += "\n\nA zebra."
    section.save(update_fields=["body"])
    raise_version(notes)
    notes.refresh_from_db()

    assert search_notes(notes, text="zebra").total == 1


def test_the_notes_are_read_once_for_each_version(notes, django_assert_num_queries):
    search_notes(notes, text="batch")

    with django_assert_num_queries(0):
        search_notes(notes, text="flow")
