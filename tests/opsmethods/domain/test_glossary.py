import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsmethods.domain.glossary import Linker
from opsmethods.domain.markdown import to_html

NAMES = {"lead time": "lead-time", "just in time": "jit", "jit": "jit", "r&d": "research"}


def linked(text: str) -> str:
    return Linker(NAMES, "/g/").link(to_html(text))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("A long lead time.", '<p>A long <a class="term" href="/g/#lead-time">lead time</a>.</p>'),
        ("A long Lead-time.", '<p>A long <a class="term" href="/g/#lead-time">Lead-time</a>.</p>'),
        ("Misleading times.", "<p>Misleading times.</p>"),
        ("JIT, just-in-time.", '<p><a class="term" href="/g/#jit">JIT</a>, just-in-time.</p>'),
        ("R&D costs.", '<p><a class="term" href="/g/#research">R&amp;D</a> costs.</p>'),
        ("### Lead time", "<h3>Lead time</h3>"),
    ],
)
def test_the_first_mention_of_a_term_is_linked(text, html):
    assert linked(text) == html


def test_no_link_stands_inside_a_link():
    assert linked("[lead time](https://a.b/)").count("<a ") == 1


def test_one_linker_links_a_term_once_in_all_the_prose_of_a_page():
    linker = Linker(NAMES, "/g/")

    assert "<a " in linker.link("<p>lead time</p>")
    assert linker.link("<p>lead time</p>") == "<p>lead time</p>"


def test_a_topic_without_terms_has_no_links():
    assert Linker({}, "/g/").link("<p>lead time</p>") == "<p>lead time</p>"


@given(st.text())
def test_a_reader_sees_the_same_words(text):
    html = to_html(text)

    assert re.sub(r'<a class="term"[^>]*>(.*?)</a>', r"\1", Linker(NAMES, "/g/").link(html)) == html
