"""Places chosen in a handed-in text: words from one offset to another, which must still stand there when shown.

Offsets are Python's, in code points from 0, the end not included. Browsers count UTF-16 units, in which an emoji is 2:
`from_utf16` translates.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise

from essays.domain.text import digest, sentences

LAST_OF_ONE_UNIT = 0xFFFF


class NotASelection(Exception):
    """These offsets or this number take no words of the text."""


class SelectionMoved(Exception):
    """What was chosen is not where it was; the message says how."""


@dataclass(frozen=True, slots=True)
class Selection:
    """`quote` is what stands from `start` to before `end` in the text whose SHA-256 is `text_hash`."""

    quote: str
    start: int
    end: int
    text_hash: str


@dataclass(frozen=True, slots=True)
class MarkedPiece:
    """A piece of the text, never empty, and the labels of all selections that cover it, in the order given."""

    text: str
    labels: tuple[str, ...]


def select(text: str, *, start: int, end: int) -> Selection:
    """Raises NotASelection unless 0 <= start < end <= length of the text."""
    if not 0 <= start < end <= len(text):
        raise NotASelection("A selection needs at least one character of the text.")
    return Selection(text[start:end], start, end, digest(text))


def check(selection: Selection, text: str, text_hash: str) -> None:
    """Raises SelectionMoved if the text has another hash than that chosen from, or the quote is not at its place."""
    if selection.text_hash != text_hash:
        raise SelectionMoved("These words were chosen from another version of the text.")
    if text[selection.start : selection.end] != selection.quote:
        raise SelectionMoved("These words no longer stand where they were chosen.")


def sentence_selection(text: str, number: int) -> Selection:
    """The sentence of this number, from 1. Raises NotASelection if the text has none."""
    for found, start, end in _sentence_places(text):
        if found == number:
            return select(text, start=start, end=end)
    raise NotASelection(f"The text has no sentence {number}.")


def from_utf16(text: str, start: int, end: int) -> tuple[int, int]:
    """Start and end in code points, from those in UTF-16 units. Half a character is taken whole.

    Raises NotASelection unless 0 <= start < end <= length in units. In "a😀b" units 1 to 3 are code points 1 to 2.
    """
    units = list(accumulate((1 + (ord(letter) > LAST_OF_ONE_UNIT) for letter in text), initial=0))
    if not 0 <= start < end <= units[-1]:
        raise NotASelection("A selection needs at least one character of the text.")
    return bisect_right(units, start) - 1, bisect_left(units, end)


def marked(text: str, selections: Sequence[tuple[str, Selection]]) -> tuple[MarkedPiece, ...]:
    """The whole text in pieces, each with the labels of the selections over it, however they overlap or nest.

    "abcd" with "x" on 0-3 and "y" on 2-4: "ab" x, "c" x y, "d" y. Selections are taken to be checked.
    """
    ends = {place for _, selection in selections for place in (selection.start, selection.end)}
    cuts = pairwise(sorted({0, len(text), *ends}))
    labelled = [(text[start:end], _labels(selections, start, end)) for start, end in cuts]
    return tuple(
        MarkedPiece("".join(piece for piece, _ in run), labels)
        for labels, run in groupby(labelled, key=lambda piece: piece[1])
    )


def _labels(selections: Sequence[tuple[str, Selection]], start: int, end: int) -> tuple[str, ...]:
    covering = (label for label, selection in selections if selection.start <= start and end <= selection.end)
    return tuple(dict.fromkeys(covering))


def _sentence_places(text: str) -> Iterator[tuple[int, int, int]]:
    """Number, start and end of each sentence. Only space stands between two, so each is the next that can be found."""
    end = 0
    for sentence in sentences(text):
        start = text.index(sentence.text, end)
        end = start + len(sentence.text)
        yield sentence.number, start, end
