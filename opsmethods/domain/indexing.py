"""What a search of the notes looks in: places with their words."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from opsmethods.domain.words import Token, joined, tokens_of

Stems = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A place in the notes. Each line of `body` makes sense without the others. `slot` is that of its method, or 0."""

    title: str
    where: str
    url: str
    body: str = ""
    slot: int = 0


class Place(IntEnum):
    BODY = 0
    WHERE = 1
    TITLE = 2


@dataclass(frozen=True, slots=True)
class Field:
    """A text with its words, by themselves and by their stems."""

    text: str
    tokens: tuple[Token, ...]
    words: Mapping[str, Sequence[Token]]
    stems: Mapping[str, Sequence[Token]]

    def phrase(self, stems: Stems) -> Iterator[Token]:
        """Where these stand in a row, each time as one token."""
        if all(stem in self.stems for stem in stems):
            for start in range(len(self.tokens) - len(stems) + 1):
                run = self.tokens[start : start + len(stems)]
                if tuple(token.stem for token in run) == stems:
                    yield Token(run[0].start, run[-1].end, "", "")


@dataclass(frozen=True, slots=True)
class Entry:
    document: Document
    fields: Mapping[Place, Field]


@dataclass(frozen=True, slots=True)
class Index:
    """`names` are the names of one thing each, as stems; `words` are all that stand anywhere."""

    entries: tuple[Entry, ...]
    names: tuple[tuple[Stems, ...], ...]
    words: frozenset[str]


def index_of(documents: Iterable[Document], *, names: Iterable[Iterable[str]] = ()) -> Index:
    """`documents` in the order of the notes; `names`: for each word of the glossary, all names it goes by."""
    entries = tuple(_entry(document) for document in documents)
    words = {token.word for entry in entries for field in entry.fields.values() for token in field.tokens}
    return Index(entries, tuple(_stems_of_names(group) for group in names), frozenset(words))


def _entry(document: Document) -> Entry:
    texts = {Place.TITLE: document.title, Place.WHERE: document.where, Place.BODY: document.body}
    return Entry(document, {place: _field(text) for place, text in texts.items()})


def _field(text: str) -> Field:
    tokens = tokens_of(text)
    words: dict[str, list[Token]] = {}
    stems: dict[str, list[Token]] = {}
    for token in (*tokens, *joined(text, tokens)):
        words.setdefault(token.word, []).append(token)
        stems.setdefault(token.stem, []).append(token)
    return Field(text, tokens, words, stems)


def _stems_of_names(names: Iterable[str]) -> tuple[Stems, ...]:
    """What a name has in brackets is left out: it is said beside it, not in it."""
    said = (re.sub(r"\([^)]*\)", "", name) for name in names)
    return tuple(dict.fromkeys(stems for name in said if (stems := stems_of(tokens_of(name)))))


def stems_of(tokens: Iterable[Token]) -> Stems:
    return tuple(token.stem for token in tokens)
