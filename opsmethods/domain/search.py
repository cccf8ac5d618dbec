"""Search in the notes of a topic: a question goes in, places in the notes come out, the best first.

**Words.** All words of a question are needed, but for those that stand everywhere (`words.COMMON`). A word is found as
it is, by its stem, by another name that the glossary has for it, or, if it is the last and stands nowhere, as the
beginning of another. If no place has all words, those that have at least half of them are found instead.

**Order.** First what has more of the words. Then what has all of them in its heading: its title, or where it stands.
Then what has them side by side as they were asked for. Then what has more of them in its heading, and in its title. A
title that says nothing else comes before others; what has a word as it is comes before what has its stem; a title that
says little else before one that says more; words that stand together before words that do not. What is equal in all of
this stays in the order of the notes.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import IntEnum, StrEnum
from itertools import pairwise

from opsmethods.domain.indexing import Entry, Field, Index, Place, Stems, stems_of
from opsmethods.domain.snippets import Piece, Snippet, Span, pieces_of, snippet_of
from opsmethods.domain.words import COMMON, Token, tokens_of

LONGEST = 100
SHOWN = 30
GUESSED = 3  # words of a question, at most, for which a likely spelling is looked for
LIKE = 0.75


class How(IntEnum):
    """How a word of the question was found, the best last."""

    BEGINNING = 1
    OTHER_NAME = 2
    STEM = 3
    EXACT = 4


class Outcome(StrEnum):
    """BLANK: no word was asked for. COMMON: only words that stand everywhere. MOST: no place has all of the words."""

    BLANK = "blank"
    COMMON = "common"
    NOTHING = "nothing"
    MOST = "most"
    ALL = "all"


# --- What is asked --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word of the question, `at` this place among all of its words."""

    token: Token
    at: int
    is_beginning: bool


@dataclass(frozen=True, slots=True)
class OtherNames:
    """What else the wanted words with these numbers are called together."""

    words: frozenset[int]
    names: tuple[Stems, ...]


@dataclass(frozen=True, slots=True)
class Query:
    text: str
    is_cut: bool
    tokens: tuple[Token, ...]
    wanted: tuple[Wanted, ...]
    others: tuple[OtherNames, ...]

    def typed(self, wanted: Wanted) -> str:
        return self.text[wanted.token.start : wanted.token.end]


def query_of(index: Index, text: str) -> Query:
    whole = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    cut = whole[:LONGEST].rstrip()
    tokens = tokens_of(cut)
    last = len(tokens) - 1
    first_of_stem = {token.stem: at for at, token in reversed([*enumerate(tokens)]) if not token.is_common}
    wanted = tuple(
        Wanted(tokens[at], at, is_beginning=at == last and tokens[at].word not in index.words)
        for at in sorted(first_of_stem.values())
    )
    return Query(cut, cut != whole, tokens, wanted, tuple(_other_names(index, tokens, wanted)))


def _other_names(index: Index, tokens: Sequence[Token], wanted: Sequence[Wanted]) -> Iterator[OtherNames]:
    stems = stems_of(tokens)
    for group in index.names:
        for name in group:
            for start in range(len(stems) - len(name) + 1):
                if stems[start : start + len(name)] == name:
                    numbers = (number for number, each in enumerate(wanted) if each.token.stem in name)
                    yield OtherNames(frozenset(numbers), tuple(other for other in group if other != name))


# --- What is found --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Where the wanted word with this number stands, and how it was found."""

    number: int
    how: How
    token: Token


@dataclass(frozen=True, slots=True)
class Match:
    """An entry with what it has of the question, by the part of it."""

    entry: Entry
    occurrences: Mapping[Place, Sequence[Occurrence]]

    @property
    def best(self) -> dict[int, tuple[Place, How]]:
        """For each word that stands here the best place it stands in."""
        found: dict[int, tuple[Place, How]] = {}
        for place, occurrences in self.occurrences.items():
            for each in occurrences:
                found[each.number] = max(found.get(each.number, (place, each.how)), (place, each.how))
        return found

    def spans(self, place: Place) -> list[Span]:
        return [Span(each.token.start, each.token.end, each.number) for each in self.occurrences[place]]


@dataclass(frozen=True, slots=True)
class Hit:
    """A place as a page shows it. All of its texts are as editors typed them."""

    title: tuple[Piece, ...]
    where: tuple[Piece, ...]
    url: str
    slot: int
    snippet: Snippet

    @property
    def glyph(self) -> str:
        return f"g-{self.slot}"


@dataclass(frozen=True, slots=True)
class Found:
    """`hits` are the first of `total`. `unknown` are words of the question that stand nowhere, `guess` is the question
    with others in their place, or empty. `text` is the question as it was read: of one that `is_cut`, its beginning.
    """

    text: str
    is_cut: bool
    outcome: Outcome
    total: int = 0
    hits: tuple[Hit, ...] = ()
    unknown: tuple[str, ...] = ()
    guess: str = ""


def search(index: Index, text: str) -> Found:
    """Never raises, whatever is asked."""
    query = query_of(index, text)
    if not query.wanted:
        return Found(query.text, query.is_cut, Outcome.COMMON if query.tokens else Outcome.BLANK)
    matching = [match for entry in index.entries if (match := _match(query, entry)).best]
    known = {number for match in matching for number in match.best}
    unknown = [wanted for number, wanted in enumerate(query.wanted) if number not in known]
    enough, outcome = _enough(query, matching)
    ranked = sorted(enough, key=lambda match: _rank(query, match))
    return Found(
        text=query.text,
        is_cut=query.is_cut,
        outcome=outcome,
        total=len(ranked),
        hits=tuple(_hit(match) for match in ranked[:SHOWN]),
        unknown=tuple(query.typed(wanted) for wanted in unknown),
        guess=_guess(query, index, unknown),
    )


def _match(query: Query, entry: Entry) -> Match:
    return Match(entry, {place: tuple(_occurrences(query, field)) for place, field in entry.fields.items()})


def _occurrences(query: Query, field: Field) -> Iterator[Occurrence]:
    for number, wanted in enumerate(query.wanted):
        for token in field.stems.get(wanted.token.stem, ()):
            yield Occurrence(number, How.EXACT if token.word == wanted.token.word else How.STEM, token)
        if wanted.is_beginning:
            yield from (Occurrence(number, How.BEGINNING, token) for token in _begun(wanted.token.word, field))
    for others in query.others:
        if not all(query.wanted[number].token.stem in field.stems for number in others.words):
            for token in (token for name in others.names for token in field.phrase(name)):
                yield from (Occurrence(number, How.OTHER_NAME, token) for number in others.words)


def _begun(beginning: str, field: Field) -> Iterator[Token]:
    """Words that begin so, but for those that stand everywhere."""
    for word, tokens in field.words.items():
        if word.startswith(beginning) and word not in COMMON:
            yield from tokens


def _enough(query: Query, matching: Sequence[Match]) -> tuple[list[Match], Outcome]:
    """Those with all words; if there are none, those with half of them."""
    wanted = len(query.wanted)
    for least, outcome in ((wanted, Outcome.ALL), ((wanted + 1) // 2, Outcome.MOST)):
        if enough := [match for match in matching if len(match.best) >= least]:
            return enough, outcome
    return [], Outcome.NOTHING


def _rank(query: Query, match: Match) -> tuple[int, ...]:
    """The lower, the better. Sorting is stable, so that equals stay in the order of the notes."""
    best, wanted = match.best.values(), len(query.wanted)
    in_heading = sum(place != Place.BODY for place, _ in best)
    in_title = sum(place == Place.TITLE for place, _ in best)
    left_over = _left_over(match) if in_title else 0
    beside = 0 if in_heading == wanted else _neighbours(query, match.entry)
    return (
        -len(best),
        -(in_heading == wanted),
        -(beside == wanted - 1),
        -in_heading,
        -in_title,
        left_over > 0,
        -sum(how for _, how in best),
        left_over,
        -beside,
    )


def _left_over(match: Match) -> int:
    """Words of the title that were not asked for."""
    spans = match.spans(Place.TITLE)
    tokens = (token for token in match.entry.fields[Place.TITLE].tokens if not token.is_common)
    return sum(not any(span.start <= token.start < span.end for span in spans) for token in tokens)


def _neighbours(query: Query, entry: Entry) -> int:
    """How many words of the question stand somewhere beside the one that follows them in it."""
    runs = [stems_of(query.tokens[one.at : other.at + 1]) for one, other in pairwise(query.wanted)]
    return sum(any(any(field.phrase(run)) for field in entry.fields.values()) for run in runs)


def _hit(match: Match) -> Hit:
    document = match.entry.document
    return Hit(
        title=pieces_of(document.title, match.spans(Place.TITLE)),
        where=pieces_of(document.where, match.spans(Place.WHERE)),
        url=document.url,
        slot=document.slot,
        snippet=snippet_of(document.body, match.spans(Place.BODY)),
    )


def _guess(query: Query, index: Index, unknown: Sequence[Wanted]) -> str:
    """The question with the likely spelling of each unknown word, or nothing unless each has one."""
    if not 0 < len(unknown) <= GUESSED:
        return ""
    words = sorted(index.words - COMMON)
    text, done = "", 0
    for wanted in unknown:
        like = get_close_matches(wanted.token.word, words, n=1, cutoff=LIKE)
        if not like:
            return ""
        text += query.text[done : wanted.token.start] + like[0]
        done = wanted.token.end
    return text + query.text[done:]
