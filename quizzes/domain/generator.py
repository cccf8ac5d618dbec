"""From notes to questions: same notes and same seed, same questions, in every process.

Dice are seeded from text and integers, and nothing depends on the order of a set, so a form is the same byte for
byte. Raise GENERATOR_VERSION with any change that gives another form.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from random import Random

from opsmethods.domain.facts import FactBase
from quizzes.domain.candidate import Candidate, ItemModel
from quizzes.domain.guards import refusals
from quizzes.domain.item import BadItem, Item
from quizzes.domain.item_models import ITEM_MODELS

GENERATOR_VERSION = 1
LONGEST_RUN = 3
SEED_BITS = 32


class InfeasibleForm(ValueError):
    """The notes cannot give what was asked for; the message says why."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where candidates wait for a form. A stale one was asked before and is taken when no fresh one is left."""

    stale: bool
    method: str
    model: str


@dataclass(frozen=True, slots=True, eq=False)
class Notes:
    """Facts as the key of a cache: equal when they are the same object, which the cache keeps alive."""

    facts: FactBase

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Notes) and self.facts is other.facts

    def __hash__(self) -> int:
        return id(self.facts)


Shelves = dict[Shelf, list[Candidate]]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A candidate with a good question made of it; from the same seed others with the key elsewhere can be made."""

    candidate: Candidate
    item: Item


def generate_item(facts: FactBase, *, model: str, seed: int) -> Item:
    """Raises InfeasibleForm."""
    return generate_form(facts, count=1, seed=seed, models=(model,))[0]


def generate_form(
    facts: FactBase,
    *,
    count: int,
    seed: int,
    avoid: Collection[str] = frozenset(),
    models: Collection[str] | None = None,
) -> tuple[Item, ...]:
    """`avoid` holds signatures asked before, `models` the item models to use: all when None. Raises InfeasibleForm."""
    rng = Random(f"{GENERATOR_VERSION} {facts.topic} {seed}")
    wanted = _wanted(models)
    shelves = _shelves(facts, wanted, avoid=avoid, rng=rng)
    chosen = _chosen(facts, shelves, count=count, rng=rng)
    if not 0 < count == len(chosen):
        raise InfeasibleForm(_shortfall(facts, wanted, count=count, possible=len(chosen)))
    return tuple(_laid_out(facts, _interleaved(chosen, rng=rng), rng=rng))


def _wanted(codes: Collection[str] | None) -> list[ItemModel]:
    unknown = sorted(set(codes or ()) - set(ITEM_MODELS))
    if unknown:
        raise InfeasibleForm(f"There is no item model {', '.join(unknown)}.")
    return [model for code, model in ITEM_MODELS.items() if codes is None or code in codes]


def _shelves(facts: FactBase, models: Iterable[ItemModel], *, avoid: Collection[str], rng: Random) -> Shelves:
    candidates = [candidate for model in models for candidate in _candidates(Notes(facts), model.code)]
    rng.shuffle(candidates)
    shelves = defaultdict(list)
    for candidate in candidates:
        ask = candidate.ask
        shelves[Shelf(ask.signature in avoid, ask.method, ask.model)].append(candidate)
    return dict(shelves)


@lru_cache(maxsize=64)
def _candidates(notes: Notes, code: str) -> tuple[Candidate, ...]:
    return tuple(ITEM_MODELS[code].candidates(notes.facts))


def _chosen(facts: FactBase, shelves: Shelves, *, count: int, rng: Random) -> list[Chosen]:
    """Each time from the method, then from the model, that has served least. No two share what they use."""
    chosen: list[Chosen] = []
    used: set[str] = set()
    methods: Counter[str] = Counter()
    models: Counter[str] = Counter()
    while shelves and len(chosen) < count:
        shelf = min(shelves, key=lambda one: (one.stale, methods[one.method], models[one.model]))
        candidate = _taken(shelves, shelf)
        uses = candidate.uses | {candidate.ask.signature}
        found = _tried(facts, candidate, rng=rng) if used.isdisjoint(uses) else None
        if found is not None:
            chosen.append(found)
            used |= uses
            methods[shelf.method] += 1
            models[shelf.model] += 1
    return chosen


def _taken(shelves: Shelves, shelf: Shelf) -> Candidate:
    candidate = shelves[shelf].pop()
    if not shelves[shelf]:
        del shelves[shelf]
    return candidate


def _tried(facts: FactBase, candidate: Candidate, *, rng: Random) -> Chosen | None:
    seed = rng.getrandbits(SEED_BITS)
    for position in _positions(candidate, rng=rng):
        item = _built(facts, candidate, seed=seed, position=position)
        if item is not None:
            return Chosen(candidate, item)
    return None


def _positions(candidate: Candidate, *, rng: Random) -> list[int]:
    return rng.sample(range(candidate.option_count), candidate.option_count)


def _built(facts: FactBase, candidate: Candidate, *, seed: int, position: int) -> Item | None:
    try:
        item = candidate.build(seed=seed, position=position)
    except BadItem:
        return None
    return None if refusals(item, facts) else item


def _interleaved(chosen: Iterable[Chosen], *, rng: Random) -> list[Chosen]:
    """No model twice in a row unless one model has more than half: always the one with most left, but not the last."""
    left: defaultdict[str, list[Chosen]] = defaultdict(list)
    for one in chosen:
        left[one.candidate.ask.model].append(one)
    order: list[Chosen] = []
    last = ""
    while any(left.values()):
        able = [model for model in left if left[model] and model != last] or [last]
        last = max(able, key=lambda model: (len(left[model]), rng.random()))
        order.append(left[last].pop())
    return order


def _laid_out(facts: FactBase, order: Iterable[Chosen], *, rng: Random) -> list[Item]:
    """The key anywhere, but not in one place more than LONGEST_RUN times running."""
    items: list[Item] = []
    for one in order:
        recent = [item.key_position for item in items[-LONGEST_RUN:]]
        items.append(_moved(facts, one, rng=rng) if recent == [one.item.key_position] * LONGEST_RUN else one.item)
    return items


def _moved(facts: FactBase, one: Chosen, *, rng: Random) -> Item:
    """The same question with its key elsewhere, if that can be had."""
    places = [place for place in _positions(one.candidate, rng=rng) if place != one.item.key_position]
    built = (_built(facts, one.candidate, seed=one.item.seed, position=place) for place in places)
    return next((item for item in built if item is not None), one.item)


def _shortfall(facts: FactBase, models: Iterable[ItemModel], *, count: int, possible: int) -> str:
    if count < 1:
        return "A form has at least one question."
    obstacles = [obstacle for obstacle in (model.obstacle(facts) for model in models) if obstacle]
    return " ".join([f"{count} questions were asked for and these notes give {possible}.", *obstacles])
