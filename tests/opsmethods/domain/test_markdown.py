from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsmethods.domain.markdown import TAGS, to_html, to_lines

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[click](javascript:alert(1))",
    "[click](JaVaScRiPt:alert(1))",
    "[click](data:text/html;base64,PHNjcmlwdD4=)",
    "<a href='javascript:alert(1)'>x</a>",
    "<svg onload=alert(1)>",
    "![x](javascript:alert(1))",
    '[x](https://a.b "onmouseover=alert(1)")',
    "<style>*{display:none}</style>",
    "<p style='position:fixed' onclick='alert(1)'>x</p>",
    "[a]: javascript:alert(1)\n\n[a]",
    "<javascript:alert(1)>",
]


class Found(HTMLParser):
    """The tags and attributes that a browser would see."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags, self.attributes = set(), []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += attrs


def test_prose_lists_emphasis_links_and_headings():
    assert to_html("# One\n\nTwo **three** *four*.\n\n- five\n- [six](https://example.org/)") == (
        "<h3>One</h3>\n<p>Two <strong>three</strong> <em>four</em>.</p>\n<ul>\n<li>five</li>\n"
        '<li><a href="https://example.org/" rel="nofollow noopener">six</a></li>\n</ul>'
    )


@pytest.mark.parametrize("text", ATTACKS)
def test_nothing_dangerous_comes_through_alive(text):
    found = Found(to_html(text))

    assert found.tags <= TAGS
    assert {name for name, _ in found.attributes} <= {"href", "rel"}
    assert not any(str(value).lower().startswith(("javascript", "data")) for _, value in found.attributes)


@given(st.text(), st.sampled_from(ATTACKS), st.text())
def test_whatever_stands_around_it(before, attack, after):
    found = Found(to_html(before + attack + after))

    assert found.tags <= TAGS
    assert {name for name, _ in found.attributes} <= {"href", "rel"}


def test_the_words_alone():
    text = "# One\n\nTwo **three**\nfour  \n*five* `six` [seven](https://a.b/) ![left out](x)\n\n> Eight.\n\n---"

    assert to_lines(text) == ("One", "Two three four five six seven", "Eight.")


def test_a_list_stands_in_one_line_with_what_leads_to_it():
    assert to_lines("Kinds:\n\n- one\n- two *three*\n- four\n\nAll.") == ("Kinds: one, two three, four", "All.")
    assert to_lines("Kinds.\n\n1. One.\n2. Two:\n   - three\n   - four") == ("Kinds.", "One. Two: three, four")


def test_code_is_words_and_a_tag_is_shown_as_typed():
    assert to_lines("```\na\n  b\n```\n\n    c\n\n<b>d</b>") == ("a b", "c", "<b>d</b>")


@given(st.text(st.sampled_from("ab <>*_`[]()!#-:.\n ")) | st.text())
def test_any_text_has_lines_without_breaks(text):
    assert all(line == " ".join(line.split()) != "" for line in to_lines(text))
