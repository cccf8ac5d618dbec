"""What there is to ask, sorted onto shelves: one for each item model and each method it may put under test.

To find every question of every item model takes half a second after each edit of the notes, and a form of ten wants a
dozen models. So a shelf is put up from what its model says of itself, and filled when a form first reaches for it.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import chain

from opsmethods.domain.facts import FactBase
from quizzes.domain.blueprint import values_of
from quizzes.domain.candidate import Candidate, ItemModel
from quizzes.domain.item_models import ITEM_MODELS

VARIED = ("dimension", "difficulty")  # what differs among the questions of one model about one method
KEPT = 256  # item models of some notes


@dataclass(frozen=True, slots=True, eq=False)
class Shelf:
    """Questions of one item model about one method, alike in what quotas there are: `values` are those of all.

    `candidates()` may turn out to be empty.
    """

    method: str
    model: str
    values: Mapping[str, str]
    candidates: Callable[[], tuple[Candidate, ...]]


@lru_cache(maxsize=KEPT)
def candidates_of(facts: FactBase, code: str) -> tuple[Candidate, ...]:
    """Every candidate of an item model, found once for the same facts."""
    return tuple(ITEM_MODELS[code].candidates(facts))


def shelves_of(facts: FactBase, models: Iterable[ItemModel], quotas: Collection[str]) -> tuple[Shelf, ...]:
    """By model and method; and by what varies within a model where there are quotas for it."""
    apart = tuple(name for name in VARIED if name in quotas)
    return _shelves(facts, tuple([model.code for model in models]), apart)


def blooms_of(facts: FactBase, models: Iterable[ItemModel]) -> frozenset[str]:
    """The levels of thinking that some question of these models asks for."""
    return _blooms(facts, tuple([model.code for model in models]))


@lru_cache(maxsize=KEPT)
def _blooms(facts: FactBase, codes: tuple[str, ...]) -> frozenset[str]:
    found: set[str] = set()
    for model in (ITEM_MODELS[code] for code in codes):
        if model.bloom not in found and next(model.candidates(facts), None) is not None:
            found.add(model.bloom)
    return frozenset(found)


@lru_cache(maxsize=KEPT)
def _shelves(facts: FactBase, codes: tuple[str, ...], apart: tuple[str, ...]) -> tuple[Shelf, ...]:
    found = (_found(facts, code, apart) if apart else _promised(facts, ITEM_MODELS[code]) for code in codes)
    return tuple(chain.from_iterable(found))


def _promised(facts: FactBase, model: ItemModel) -> Iterator[Shelf]:
    for method in dict.fromkeys(model.methods(facts)):
        values = {"method": method, "ao": model.ao, "bloom": model.bloom, "model": model.code}
        yield Shelf(method, model.code, values, partial(_on_shelf, facts, model.code, (), (method,)))


def _found(facts: FactBase, code: str, apart: tuple[str, ...]) -> Iterator[Shelf]:
    for key, candidates in _sorted(facts, code, apart).items():
        yield Shelf(key[0], code, values_of(candidates[0].ask), partial(_on_shelf, facts, code, apart, key))


def _on_shelf(facts: FactBase, code: str, apart: tuple[str, ...], key: tuple[str, ...]) -> tuple[Candidate, ...]:
    return _sorted(facts, code, apart).get(key, ())


@lru_cache(maxsize=KEPT)
def _sorted(facts: FactBase, code: str, apart: tuple[str, ...]) -> Mapping[tuple[str, ...], tuple[Candidate, ...]]:
    alike: defaultdict[tuple[str, ...], list[Candidate]] = defaultdict(list)
    for candidate in candidates_of(facts, code):
        ask = candidate.ask
        values = values_of(ask) if apart else {}
        alike[ask.method, *(values[name] for name in apart)].append(candidate)
    return {key: tuple(candidates) for key, candidates in alike.items()}
