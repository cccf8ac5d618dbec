"""Links from prose to the words of the glossary."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape, unescape

TAG = re.compile(r"(<[^>]+>)")
CLOSED = frozenset({"a", "h3", "h4", "code"})  # no link inside these


@dataclass(slots=True)
class Linker:
    """Links the first mention of each term, once for all the prose of a page it is given.

    `names` has every name and spelling with the slug of its term; `base` is the address of the glossary.
    """

    names: Mapping[str, str]
    base: str
    seen: set[str] = field(default_factory=set)
    pattern: re.Pattern[str] | None = None

    def __post_init__(self) -> None:
        self.names = {_folded(name): slug for name, slug in self.names.items()}
        words = sorted(self.names, key=len, reverse=True)
        if words:
            any_name = "|".join(re.escape(escape(word, quote=False)).replace(r"\ ", r"[\s-]") for word in words)
            self.pattern = re.compile(rf"(?<![\w-])({any_name})(?![\w-])", re.IGNORECASE)

    def link(self, html: str) -> str:
        """`html` is clean and well formed, as `to_html` gives it."""
        return "".join(self._pieces(html)) if self.pattern else html

    def _pieces(self, html: str) -> Iterator[str]:
        closed: list[str] = []
        for piece in TAG.split(html):
            if piece.startswith("<"):
                name = piece.strip("</>").split(" ")[0]
                if name in CLOSED:
                    closed.pop() if piece.startswith("</") else closed.append(name)
                yield piece
            else:
                yield piece if closed or self.pattern is None else self.pattern.sub(self._linked, piece)

    def _linked(self, found: re.Match[str]) -> str:
        slug = self.names.get(_folded(unescape(found[0])))
        if slug is None or slug in self.seen:
            return found[0]
        self.seen.add(slug)
        return f'<a class="term" href="{self.base}#{slug}">{found[0]}</a>'


def _folded(name: str) -> str:
    return " ".join(name.replace("-", " ").split()).casefold()
