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
from quizzes.domain.notes import Notes

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


def candidates_of(facts: FactBase, code: str) -> tuple[Candidate, ...]:
    """Every candidate of an item model, found once for the same facts."""
    return _candidates(Notes(facts), code)


@lru_cache(maxsize=KEPT)
def _candidates(notes: Notes, code: str) -> tuple[Candidate, ...]:
    return tuple(ITEM_MODELS[code].candidates(notes.facts))


def shelves_of(facts: FactBase, models: Iterable[ItemModel], quotas: Collection[str]) -> tuple[Shelf, ...]:
    """By model and method; and by what varies within a model where there are quotas for it."""
    apart = tuple(name for name in VARIED if name in quotas)
    return _shelves(Notes(facts), tuple([model.code for model in models]), apart)


def blooms_of(facts: FactBase, models: Iterable[ItemModel]) -> set[str]:
    """The levels of thinking that some question of these models asks for."""
    found: set[str] = set()
    for model in models:
        if model.bloom not in found and _asks_anything(Notes(facts), model.code):
            found.add(model.bloom)
    return found


@lru_cache(maxsize=KEPT)
def _asks_anything(notes: Notes, code: str) -> bool:
    return next(ITEM_MODELS[code].candidates(notes.facts), None) is not None


@lru_cache(maxsize=KEPT)
def _shelves(notes: Notes, codes: tuple[str, ...], apart: tuple[str, ...]) -> tuple[Shelf, ...]:
    found = (_found(notes, code, apart) if apart else _promised(notes, ITEM_MODELS[code]) for code in codes)
    return tuple(chain.from_iterable(found))


def _promised(notes: Notes, model: ItemModel) -> Iterator[Shelf]:
    for method in dict.fromkeys(model.methods(notes.facts)):
        values = {"method": method, "ao": model.ao, "bloom": model.bloom, "model": model.code}
        yield Shelf(method, model.code, values, partial(_on_shelf, notes, model.code, (), (method,)))


def _found(notes: Notes, code: str, apart: tuple[str, ...]) -> Iterator[Shelf]:
    for key, candidates in _sorted(notes, code, apart).items():
        yield Shelf(key[0], code, values_of(candidates[0].ask), partial(_on_shelf, notes, code, apart, key))


def _on_shelf(notes: Notes, code: str, apart: tuple[str, ...], key: tuple[str, ...]) -> tuple[Candidate, ...]:
    return _sorted(notes, code, apart).get(key, ())


@lru_cache(maxsize=KEPT)
def _sorted(notes: Notes, code: str, apart: tuple[str, ...]) -> Mapping[tuple[str, ...], tuple[Candidate, ...]]:
    alike: defaultdict[tuple[str, ...], list[Candidate]] = defaultdict(list)
    for candidate in _candidates(notes, code):
        ask = candidate.ask
        values = values_of(ask) if apart else {}
        alike[ask.method, *(values[name] for name in apart)].append(candidate)
    return {key: tuple(candidates) for key, candidates in alike.items()}
