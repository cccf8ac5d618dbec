"""Words that give an answer away.

Every method lists its own. `job*` stands for any word that begins so (job, jobs); without the star an
entry is a whole word or phrase (`flow` is not in "flower", `custom` is not in "customer").
Case does not matter, and a hyphen is as good as a space: `made-to-order` also finds "made to order".
"""

import re
from collections.abc import Iterable
from functools import lru_cache

BEFORE = r"(?<!\w)"


def leaks_in(text: str, leaks: Iterable[str]) -> tuple[str, ...]:
    """The entries of `leaks` found in `text`, in the order listed."""
    return tuple(entry for entry in leaks if _pattern(entry).search(text))


def has_leak(text: str, leaks: tuple[str, ...]) -> bool:
    """Whether any entry is found: one search, however many entries."""
    return bool(leaks) and bool(_any_of(leaks).search(text.casefold()))


@lru_cache(maxsize=64)
def _any_of(leaks: tuple[str, ...]) -> re.Pattern[str]:
    """Of small letters only: told to ignore case, or to look back for each entry, the search takes twenty times as
    long.
    """
    return re.compile(rf"{BEFORE}(?:{'|'.join(_expression(entry.casefold()) for entry in leaks)})")


@lru_cache(maxsize=512)
def _pattern(entry: str) -> re.Pattern[str]:
    return re.compile(BEFORE + _expression(entry), re.IGNORECASE)


def _expression(entry: str) -> str:
    words = re.split(r"[\s-]+", entry.removesuffix("*").strip())
    end = "" if entry.endswith("*") else r"(?!\w)"
    return r"[\s-]+".join(map(re.escape, words)) + end
