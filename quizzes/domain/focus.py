"""What a quiz keeps to: a method, a dimension, or what somebody got wrong."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from opsmethods.domain.facts import FactBase

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Focus:
    """Questions on any of these pairs of method and dimension; an empty half stands for any. No pair: everything.

    `about` says it in words that follow "on".
    """

    about: str = ""
    pairs: tuple[Pair, ...] = ()

    def takes(self, method: str, dimension: str) -> bool:
        return not self.pairs or any(wanted in {"", method} and of in {"", dimension} for wanted, of in self.pairs)


EVERYTHING = Focus()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody asks a quiz to keep to: `missed` in an attempt, `cells` of method and dimension, or either half."""

    method: str = ""
    dimension: str = ""
    missed: UUID | None = None
    cells: tuple[Pair, ...] = ()


class NothingToAsk(LookupError):
    """The notes know no such method or dimension, or nothing was missed."""


def on_method(facts: FactBase, slug: str) -> Focus:
    """Raises NothingToAsk."""
    found = next((one for one in facts.methods if one.slug == slug), None)
    if found is None:
        raise NothingToAsk(f"These notes have no {facts.noun} called {slug}.")
    return Focus(_small(found.name), ((slug, ""),))


def on_dimension(facts: FactBase, code: str) -> Focus:
    """Raises NothingToAsk."""
    found = next((one for one in facts.dimensions if one.code == code), None)
    if found is None:
        raise NothingToAsk(f"These notes compare no {code}.")
    return Focus(_small(found.label), (("", code),))


def on_both(facts: FactBase, slug: str, code: str) -> Focus:
    """A method as it stands on a dimension. Raises NothingToAsk."""
    method, dimension = on_method(facts, slug), on_dimension(facts, code)
    return Focus(f"{method.about}: {dimension.about}", ((slug, code),))


def on_cells(facts: FactBase, cells: Iterable[Pair]) -> Focus:
    """Several methods, each as it stands on a dimension. Raises NothingToAsk."""
    pairs = tuple(dict.fromkeys(on_both(facts, slug, code).pairs[0] for slug, code in cells))
    return Focus("gaps behind an essay", pairs)


def on_missed(missed: Iterable[Pair]) -> Focus:
    """What the questions that went wrong were about, each once. Raises NothingToAsk."""
    pairs = tuple(dict.fromkeys(pair for pair in missed if any(pair)))
    if not pairs:
        raise NothingToAsk("There is nothing to practise again: no question about a method went wrong.")
    return Focus("what you missed", pairs)


def _small(name: str) -> str:
    return name[:1].lower() + name[1:]
