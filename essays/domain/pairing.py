"""Which row of an old list is which of a new one, though rows were put in other words, moved, added or taken out."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

Row = TypeVar("Row")

ALIKE = 0.6  # of the words of two rows, in their order, that are the same where one is the other put differently
FRONT = -1


def paired(old: Sequence[str], new: Sequence[str], *, known: Mapping[int, int] | None = None) -> dict[int, int]:
    """For places in `new` the place in `old` of the same row. Pairs that are `known` stand.

    Rows whose words are the most alike are the same, wherever they are. Of what is left, rows are the same that stand
    equally far behind the same row: words that are quite others in its place.
    """
    pairs = dict(known or {})
    for _, _, place, before in sorted(_alike(old, new, pairs)):
        if place not in pairs and before not in pairs.values():
            pairs[place] = before
    left = _standing(len(old), {before: place for place, before in pairs.items()})
    standing = _standing(len(new), {place: place for place in pairs})
    return pairs | {place: left[where] for where, place in standing.items() if where in left}


def _alike(old: Sequence[str], new: Sequence[str], pairs: Mapping[int, int]) -> Iterator[tuple[float, int, int, int]]:
    """What may be the same row, to be sorted: the most alike first, of these the nearest."""
    taken = set(pairs.values())
    for place, text in enumerate(new):
        for before, words in enumerate(old):
            if place not in pairs and before not in taken:
                share = SequenceMatcher(None, words.split(), text.split(), autojunk=False).ratio()
                if share >= ALIKE:
                    yield -share, abs(place - before), place, before


def _standing(count: int, paired_as: Mapping[int, int]) -> dict[tuple[int, int], int]:
    """The places without a pair, by the pair they stand behind and how far."""
    found, behind, far = {}, FRONT, 0
    for place in range(count):
        if place in paired_as:
            behind, far = paired_as[place], 0
        else:
            far += 1
            found[behind, far] = place
    return found


def merged(new: Sequence[Row], old: Sequence[Row]) -> list[Row]:
    """`new` in its order, and whatever is in `old` alone behind the row that it stood behind."""
    rows = list(new)
    for place, row in enumerate(old):
        if row not in rows:
            rows.insert(rows.index(old[place - 1]) + 1 if place else 0, row)
    return rows
