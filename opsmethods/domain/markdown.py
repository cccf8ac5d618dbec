"""Prose of the notes: from Markdown to HTML that is safe whatever an editor typed."""

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "h3", "h4", "a", "blockquote", "code", "hr"}
ATTRIBUTES: dict[str, set[str]] = {"a": {"href"}, "*": set()}
SCHEMES = {"http", "https", "mailto"}
HEADINGS = {"h1": "h3", "h2": "h3", "h3": "h3"}  # below the page's own; smaller ones are h4

_parser = MarkdownIt("commonmark", {"html": False})


def to_html(text: str) -> str:
    """Paragraphs, lists, emphasis, links and small headings. Anything else is shown as typed or left out."""
    tokens = _parser.parse(text)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = HEADINGS.get(token.tag, "h4")
    html = _parser.renderer.render(tokens, _parser.options, {})
    clean = nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="nofollow noopener")
    return clean.strip()


def to_lines(text: str) -> tuple[str, ...]:
    """The words alone: a line for each paragraph or heading, a list in one with what leads to it.

    Not safe: a template must escape them.
    """
    lines: list[str] = []
    for token in _parser.parse(text):
        words = _words_of(token)
        begins = token.level == 0 and token.nesting >= 0 and not (lines and lines[-1].endswith(":"))
        if begins or not lines:
            lines.append(words)
        elif words:
            lines[-1] = _followed_by(lines[-1], words)
    return tuple(line for line in lines if line)


def _words_of(token: Token) -> str:
    parts = (
        " " if part.type.endswith("break") else part.content for part in token.children or () if part.type != "image"
    )
    return " ".join(("".join(parts) if token.type == "inline" else token.content).split())


def _followed_by(line: str, words: str) -> str:
    """Points of a list that are no sentences are parted by commas."""
    between = ", " if line and line[-1].isalnum() else " "
    return f"{line}{between}{words}" if line else words
