"""What a look through a pack finds wrong, with its place."""

from collections import Counter
from collections.abc import Iterable, Iterator

from opsmethods.domain import rules
from opsmethods.domain.schema import Place


def said(place: Place, problem: str) -> Iterator[str]:
    """What a rule returned: a problem, or nothing."""
    if problem:
        yield place.says(problem)


def unknown(place: Place, what: str, given: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    yield from said(place, rules.unknown_problem(what, given, known))


def repeated(place: Place, what: str, values: Iterable[object]) -> Iterator[str]:
    counts = Counter(values).items()
    yield from (place.says(f"{what} {value} stands {count} times") for value, count in counts if count > 1)
