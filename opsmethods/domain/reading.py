"""How hard a text is to read."""

import re

VOWELS = re.compile(r"[aeiouy]+")


def syllables_in(word: str) -> int:
    """Vowel groups, without a silent e at the end: right for most English words, one off for some."""
    word = word.lower().strip("'")
    count = len(VOWELS.findall(word))
    if re.search(r"[^aeiouyl]e$|[^aeiouydt]ed$|[^aeiouyszxcg]es$", word) and count > 1:
        count -= 1
    return max(count, 1)


def sentences_in(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.?!:;])\s+|\n\s*\n", text) if re.search(r"\w", part)]


def grade_of(text: str) -> float:
    """Flesch-Kincaid grade (Kincaid et al. 1975): 0.39 words/sentence + 11.8 syllables/word - 15.59.

    "The cat sat on the mat." is 0.39 * 6 + 11.8 * 1 - 15.59 = -1.45.
    """
    words = re.findall(r"[A-Za-z']+", text)
    syllables = sum(syllables_in(word) for word in words)
    return 0.39 * len(words) / len(sentences_in(text)) + 11.8 * syllables / len(words) - 15.59
