"""Flaws of a form, of the whole bank, of a question in use: G05, G13, G19, G20, G26, G40."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from math import log, sqrt

from quizzes.domain.item import Item
from quizzes.domain.words import length, words_in

# Chi-square limits at p = 0.01 by number of options (k - 1 degrees of freedom).
LIKELY: Mapping[int, float] = {2: 6.635, 3: 9.210, 4: 11.345}
LONGEST_RUN = 3
SAME_TEXT = 0.95
TOLERANCE = 0.08
FEWEST_ANSWERS = 60
SELDOM = 0.05


def chi_square(counts: Mapping[int, int], kinds: int) -> float:
    """Pearson's statistic against an even spread: 30 and 20, where 25 and 25 are expected, give 25/25 + 25/25 = 2."""
    expected = sum(counts.values()) / kinds
    return sum((counts.get(kind, 0) - expected) ** 2 / expected for kind in range(kinds)) if expected else 0.0


def keys_are_spread(items: Iterable[Item]) -> bool:
    """G19, G20: over many items no place of the key is likelier than chance allows."""
    by_kinds: dict[int, Counter[int]] = {}
    for item in items:
        by_kinds.setdefault(len(item.options), Counter())[item.key_position] += 1
    return all(chi_square(counts, kinds) < LIKELY[kinds] for kinds, counts in by_kinds.items() if kinds in LIKELY)


def longest_run(items: Iterable[Item]) -> int:
    """G19 inside a form: most times running that the key stands in one place."""
    return max((len(list(run)) for _, run in groupby(item.key_position for item in items)), default=0)


def share_of_longest(item: Item) -> float:
    """What choosing the longest option earns: 1 for the key alone, a half when one other is as long, 0 for another."""
    lengths = [length(option.text) for option in item.options]
    return 1 / lengths.count(max(lengths)) if lengths[item.key_position] == max(lengths) else 0.0


def longest_is_telling(items: Sequence[Item]) -> bool:
    """G05: choosing the longest option earns more or less than chance, beyond TOLERANCE."""
    off = sum(share_of_longest(item) - 1 / len(item.options) for item in items)
    return bool(items) and abs(off) > TOLERANCE * len(items)


def repeated_signatures(items: Iterable[Item]) -> list[str]:
    """G26 over the bank: each question once."""
    return [signature for signature, count in Counter(item.signature for item in items).items() if count > 1]


def near_duplicates(items: Sequence[Item]) -> list[tuple[str, str]]:
    """G26 inside a form: pairs whose stems and options hold nearly the same words.

    Cosine of tf-idf vectors (Salton and Buckley 1988), tf as the count, idf = log(1 + N / df).
    """
    texts = [Counter(words_in(" ".join([item.stem, *(option.text for option in item.options)]))) for item in items]
    seen = Counter(word for text in texts for word in text)
    vectors = [{word: count * log(1 + len(texts) / seen[word]) for word, count in text.items()} for text in texts]
    pairs = combinations(zip(items, vectors, strict=True), 2)
    return [(one.signature, other.signature) for (one, a), (other, b) in pairs if _cosine(a, b) >= SAME_TEXT]


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    product = sum(weight * other.get(word, 0.0) for word, weight in one.items())
    sizes = sqrt(sum(w * w for w in one.values()) * sum(w * w for w in other.values()))
    return product / sizes if sizes else 0.0


@dataclass(frozen=True, slots=True)
class Use:
    """How often each option of a question was chosen at a first attempt; `key` is the place of the right one."""

    chosen: tuple[int, ...]
    key: int


def idle_distractors(use: Use) -> list[int]:
    """G40: places of wrong options that fewer than five in a hundred chose, once sixty have answered."""
    answers = sum(use.chosen)
    if answers < FEWEST_ANSWERS:
        return []
    return [place for place, count in enumerate(use.chosen) if place != use.key and count < SELDOM * answers]
