"""Sentences made of the words in the notes."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from random import Random

from opsmethods.domain.facts import FactBase
from quizzes.domain.item import WHY_WORDS, BadItem
from quizzes.domain.words import KEPT, length

PLACEHOLDER = re.compile(r"\{(\w*)\}")


def wordings_of(facts: FactBase, model: str) -> tuple[str, ...]:
    return _wordings(facts).get(model, ())


@lru_cache(maxsize=16)
def _wordings(facts: FactBase) -> Mapping[str, tuple[str, ...]]:
    by_model: defaultdict[str, list[str]] = defaultdict(list)
    for wording in facts.wordings:
        by_model[wording.model].append(wording.text)
    return {model: tuple(texts) for model, texts in by_model.items()}


def stem_of(facts: FactBase, model: str, words: Mapping[str, str], *, rng: Random) -> str:
    """One of the model's wordings with its placeholders filled. Raises BadItem."""
    text = rng.choice(wordings_of(facts, model))
    return opened(filled(text, {"noun": facts.noun, "nouns": facts.noun_plural, **words}))


def filled(text: str, words: Mapping[str, str]) -> str:
    """With words for its placeholders. Raises BadItem where there are none."""
    parts = list(_parts(text))
    for place in range(1, len(parts), 2):
        name = parts[place]
        if name not in words:
            raise BadItem(f"there is nothing to put for {{{name}}} in {text!r}")
        parts[place] = words[name]
    return "".join(parts)


@lru_cache(maxsize=1024)
def _parts(text: str) -> tuple[str, ...]:
    """What stands between placeholders, and their names: "A {noun} is" is "A ", "noun", " is"."""
    return tuple(PLACEHOLDER.split(text))


def opened(text: str) -> str:
    """With a capital at the start."""
    return text[:1].upper() + text[1:]


def closed(text: str) -> str:
    """A sentence: a capital at the start, a stop at the end."""
    return opened(text) if text.endswith((".", "!", "?")) else f"{opened(text)}."


@lru_cache(maxsize=KEPT)
def explained(*sentences: str) -> str:
    """As many of the sentences as an explanation may hold; always the first. Nine of ten come back."""
    kept: list[str] = []
    words = 0
    for sentence in map(closed, sentences):
        words += length(sentence)
        if kept and words > WHY_WORDS:
            break
        kept.append(sentence)
    return " ".join(kept)


@lru_cache(maxsize=1024)
def mid_sentence(name: str) -> str:
    """Just-in-time (JIT) -> just-in-time (JIT), but JIT stays: a second capital in the first word means that its first
    is no mere opening.
    """
    first = name.partition(" ")[0]
    return name if first != first.capitalize() else name[:1].lower() + name[1:]


def quoted(text: str) -> str:
    return f"\N{LEFT DOUBLE QUOTATION MARK}{text}\N{RIGHT DOUBLE QUOTATION MARK}"


def listed(names: Sequence[str]) -> str:
    """As in a sentence: job production, batch production and flow production."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


@lru_cache(maxsize=4096)
def mark_of(text: str) -> str:
    """A short name for a phrase that survives changes of case, spacing and punctuation."""
    plain = " ".join(re.findall(r"\w+", text.casefold()))
    return sha256(plain.encode()).hexdigest()[:10]
