"""The words of a text. Options and explanations come back in question after question, so what is found is kept."""

import re
from functools import lru_cache

KEPT = 8192  # texts, least recently used first to go
WORD = re.compile(r"\w+")


@lru_cache(maxsize=KEPT)
def words_in(text: str) -> tuple[str, ...]:
    """In small letters, without punctuation."""
    return tuple(WORD.findall(text.casefold()))


@lru_cache(maxsize=KEPT)
def word_set(text: str) -> frozenset[str]:
    return frozenset(words_in(text))


@lru_cache(maxsize=KEPT)
def length(text: str) -> int:
    """In words between spaces: "two-by-two designs" is 2."""
    return len(text.split())
