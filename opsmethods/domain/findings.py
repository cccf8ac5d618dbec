"""What a look through a pack finds wrong, with its place."""

from collections import Counter
from collections.abc import Iterable, Iterator

from opsmethods.domain.schema import Place


def unknown(place: Place, what: str, given: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    allowed = set(known)
    yield from (place.says(f"there is no {what} {name}") for name in given if name not in allowed)


def repeated(place: Place, what: str, values: Iterable[object]) -> Iterator[str]:
    counts = Counter(values).items()
    yield from (place.says(f"{what} {value} stands {count} times") for value, count in counts if count > 1)
