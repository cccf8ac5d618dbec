"""What a search shows of a text: the part that answers best, in pieces of which some are hits."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

LONGEST = 240  # characters of a snippet
BEFORE = 80  # of them before the first hit, where a single sentence is too long
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=\S)")


class Piece(NamedTuple):
    """Part of a text. A template must escape it: it is as an editor typed it."""

    text: str
    is_hit: bool


@dataclass(frozen=True, slots=True)
class Span:
    """A hit from `start` to `end`; `word` counts which word of the question it answers."""

    start: int
    end: int
    word: int


@dataclass(frozen=True, slots=True)
class Snippet:
    """Pieces that are part of one line of the text; `cut_...` says where that line goes on."""

    pieces: tuple[Piece, ...]
    cut_before: bool = False
    cut_after: bool = False


def pieces_of(text: str, spans: Iterable[Span], start: int = 0, end: int | None = None) -> tuple[Piece, ...]:
    """The text from `start` to `end`, with hits that touch, or have only a space or hyphen between them, as one."""
    end = len(text) if end is None else end
    found: list[Piece] = []
    done = start
    for first, last in _merged(text, (span for span in spans if start <= span.start and span.end <= end)):
        found += [Piece(text[done:first], is_hit=False), Piece(text[first:last], is_hit=True)]
        done = last
    found.append(Piece(text[done:end], is_hit=False))
    return tuple(piece for piece in found if piece.text)


def _merged(text: str, spans: Iterable[Span]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in sorted((span.start, span.end) for span in spans):
        if found and text[found[-1][1] : start] in {"", " ", "-"}:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def snippet_of(text: str, spans: Sequence[Span]) -> Snippet:
    """The line with most of the words, or as many of its sentences as there is room for."""
    start, end = _best(_parts(text, "\n"), spans)
    low, high = start, end
    if end - start > LONGEST:
        sentences = [(start + first, start + last) for first, last in _parts(text[start:end], SENTENCE)]
        low, high = _best(sentences, spans)
        if high - low > LONGEST:
            low, high = _words_around(text, low, high, spans)
        else:
            high = max(last for _, last in sentences if last - low <= LONGEST)
    return Snippet(pieces_of(text, spans, low, high), low > start, high < end)


def _parts(text: str, between: str | re.Pattern[str]) -> list[tuple[int, int]]:
    """From where to where the parts of a text go."""
    found = []
    start = 0
    for gap in re.finditer(between, text):
        found.append((start, gap.start()))
        start = gap.end()
    return [*found, (start, len(text))]


def _best(parts: Sequence[tuple[int, int]], spans: Sequence[Span]) -> tuple[int, int]:
    """The first of those that answer most words."""
    return max(parts, key=lambda part: len({span.word for span in _inside(part, spans)}))


def _inside(part: tuple[int, int], spans: Iterable[Span]) -> Iterator[Span]:
    return (span for span in spans if part[0] <= span.start and span.end <= part[1])


def _words_around(text: str, start: int, end: int, spans: Sequence[Span]) -> tuple[int, int]:
    """As many whole words of an endless sentence as there is room for, from shortly before its first hit."""
    hit = min((span.start for span in _inside((start, end), spans)), default=start)
    low = start if hit - start <= BEFORE else text.find(" ", hit - BEFORE, hit) + 1 or hit
    high = end if end - low <= LONGEST else text.rfind(" ", low + 1, low + LONGEST)
    return low, high if high > low else min(end, low + LONGEST)
