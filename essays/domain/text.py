"""An essay as text: its words, its sentences with their numbers, its fingerprint."""

import re
from dataclasses import dataclass
from hashlib import sha256

_ABBREVIATIONS = frozenset(
    {"e.g.", "i.e.", "etc.", "vs.", "mr.", "mrs.", "ms.", "dr.", "co.", "ltd.", "no.", "approx."}
)
_SENTENCE_END = re.compile(r"[.!?]['\")\]\u2019\u201d]*\s+(?=[^a-z\s])")  # the two are closing quotes
_PARAGRAPH_END = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its number in the essay, from 1."""

    number: int
    text: str


def plain(text: str) -> str:
    """The text with one kind of line end and no space around it: what is stored, counted and hashed."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def digest(text: str) -> str:
    """SHA-256 of the text in UTF-8: the proof that what was handed in is what is marked."""
    return sha256(text.encode()).hexdigest()


def count_words(text: str) -> int:
    """Words as exam guides count them: whatever stands between spaces."""
    return len(text.split())


def paragraphs(text: str) -> tuple[tuple[Sentence, ...], ...]:
    """The sentences of each paragraph, numbered through the whole essay. A line end ends a paragraph."""
    number = 0
    result = []
    for block in filter(None, _PARAGRAPH_END.split(text.strip())):
        parts = _split(block)
        result.append(tuple(Sentence(number + place, part) for place, part in enumerate(parts, start=1)))
        number += len(parts)
    return tuple(result)


def sentences(text: str) -> tuple[Sentence, ...]:
    return tuple(sentence for paragraph in paragraphs(text) for sentence in paragraph)


def _split(block: str) -> list[str]:
    """Cut after an end mark that is followed by space and no small letter, unless it ends an abbreviation.

    "It costs 3.50 in all. Demand falls, e.g. In winter." is two sentences.
    """
    parts, start = [], 0
    for match in _SENTENCE_END.finditer(block):
        sentence = block[start : match.end()].rstrip()
        if sentence.rsplit(maxsplit=1)[-1].lower() not in _ABBREVIATIONS:
            parts.append(sentence)
            start = match.end()
    return [*parts, block[start:]] if block[start:] else parts
