"""Prose of the notes: from Markdown to HTML that is safe whatever an editor typed."""

import nh3
from markdown_it import MarkdownIt

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
