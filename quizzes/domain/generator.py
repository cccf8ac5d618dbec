"""From notes to questions: same notes and same seed, same questions, in every process.

Dice are seeded from text and integers, and nothing depends on the order of a set, so a form is the same byte for
byte. Raise GENERATOR_VERSION with any change that gives another form.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from itertools import islice
from random import Random

from opsmethods.domain.facts import FactBase
from quizzes.domain.blueprint import Blueprint, InfeasibleForm, impossible, usual, values_of
from quizzes.domain.candidate import Candidate, ItemModel
from quizzes.domain.guards import is_blocked
from quizzes.domain.item import BadItem, Item
from quizzes.domain.item_models import ITEM_MODELS
from quizzes.domain.notes import Notes

GENERATOR_VERSION = 2
LONGEST_RUN = 3
VARIED = ("dimension", "difficulty")  # what differs among the questions of one model about one method
SEED_BITS = 32
TRIES = 6  # ways of building one candidate
DRAWS = 24  # candidates looked at before a shelf is gone through in full


@dataclass(frozen=True, slots=True)
class Shelf:
    """The candidates of one item model about one method, alike in what quotas there are: `values` are those of all."""

    method: str
    model: str
    candidates: tuple[Candidate, ...]
    values: Mapping[str, str]


# A shelf with the quotas of a form, each beside the value that its questions have.
Serving = tuple[Shelf, list[tuple[Counter[str], str]]]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A candidate with a good question made of it; from the same seed others with the key elsewhere can be made."""

    candidate: Candidate
    item: Item


@dataclass(slots=True)
class Form:
    """A form in the making: what it holds, what that has used up, which quotas are still open."""

    open: dict[str, Counter[str]]
    chosen: list[Chosen] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    methods: Counter[str] = field(default_factory=Counter)
    models: Counter[str] = field(default_factory=Counter)

    def add(self, one: Chosen) -> None:
        self.chosen.append(one)
        self.used |= one.candidate.uses | {one.candidate.ask.signature}
        self.methods[one.candidate.ask.method] += 1
        self.models[one.candidate.ask.model] += 1
        for attribute, value in values_of(one.candidate.ask).items():
            if attribute in self.open and self.open[attribute][value] > 0:
                self.open[attribute][value] -= 1

    def still_open(self) -> int:
        return max((sum(wanted.values()) for wanted in self.open.values()), default=0)


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
    level: str = "",
) -> tuple[Item, ...]:
    """The usual mix for a level. `avoid` holds signatures asked before, `models` the item models to use: all when None.

    Raises InfeasibleForm.
    """
    wanted = _wanted(models)
    available = (shelf.values["bloom"] for shelf in _shelves_of(facts, wanted, ()))
    blueprint = usual(count, level=level, available=available)
    return form_from(facts, blueprint, seed=seed, avoid=avoid, models=[model.code for model in wanted], strict=False)


def form_from(
    facts: FactBase,
    blueprint: Blueprint,
    *,
    seed: int,
    avoid: Collection[str] = frozenset(),
    models: Collection[str] | None = None,
    strict: bool = True,
) -> tuple[Item, ...]:
    """`strict`: every quota is met, or InfeasibleForm says which cannot be; else they are met as far as can be."""
    wanted = _wanted(models)
    shelves = _shelves_of(facts, wanted, blueprint.quotas)
    if blueprint.count < 1:
        raise InfeasibleForm("A form has at least one question.")
    asks = (one.ask for shelf in shelves for one in shelf.candidates)
    if strict and (problem := impossible(blueprint, asks)):
        raise InfeasibleForm(problem)
    rng = Random(f"{GENERATOR_VERSION} {facts.topic} {seed}")
    form = _filled(facts, shelves, blueprint, avoid=avoid, rng=rng)
    if len(form.chosen) < blueprint.count:
        raise InfeasibleForm(_shortfall(facts, wanted, count=blueprint.count, possible=len(form.chosen)))
    if strict and form.still_open():
        raise InfeasibleForm(_unmet(form))
    return tuple(_laid_out(facts, _interleaved(form.chosen, rng=rng), rng=rng))


def parallel_forms(
    facts: FactBase, blueprint: Blueprint, *, seed: int, forms: int, tries: int = 40
) -> tuple[tuple[Item, ...], ...]:
    """Forms that share no question and are equally difficult in sum. Raises InfeasibleForm."""
    first = form_from(facts, blueprint, seed=seed)
    made, met = [first], {item.signature for item in first}
    for number in range(1, forms):
        start = seed * tries * forms + number * tries
        form = _beside(facts, blueprint, first, seeds=range(start, start + tries), met=met)
        if form is None:
            raise InfeasibleForm(f"{number} forms of equal difficulty were found and {forms} asked for.")
        made.append(form)
        met |= {item.signature for item in form}
    return tuple(made)


def _beside(
    facts: FactBase, blueprint: Blueprint, first: tuple[Item, ...], *, seeds: Iterable[int], met: Collection[str]
) -> tuple[Item, ...] | None:
    """A form as difficult as the first with none of the questions met."""
    for seed in seeds:
        try:
            form = form_from(facts, blueprint, seed=seed, avoid=met)
        except InfeasibleForm:
            continue
        if difficulty_of(form) == difficulty_of(first) and not any(item.signature in met for item in form):
            return form
    return None


def stream(
    facts: FactBase, *, count: int, seed: int, models: Collection[str] | None = None, dimension: str = ""
) -> Iterator[Item]:
    """`count` questions that need not go together: from every shelf in turn, none twice before all have been asked.

    Raises InfeasibleForm.
    """
    shelves = [
        [one for one in shelf.candidates if not dimension or one.ask.dimension == dimension]
        for shelf in _shelves_of(facts, _wanted(models), ())
    ]
    if not any(shelves) or count < 1:
        raise InfeasibleForm(_shortfall(facts, _wanted(models), count=count, possible=0))
    rng = Random(f"{GENERATOR_VERSION} {facts.topic} stream {seed}")
    return islice(_streamed(facts, rng.sample(shelves, len(shelves)), rng=rng), count)


def _streamed(facts: FactBase, shelves: Iterable[list[Candidate]], *, rng: Random) -> Iterator[Item]:
    while True:
        left = [rng.sample(shelf, len(shelf)) for shelf in shelves if shelf]
        asked = False
        while left:
            for shelf in left:
                found = _tried(facts, shelf.pop(), rng=rng)
                if found is not None:
                    asked = True
                    yield found.item
            left = [shelf for shelf in left if shelf]
        if not asked:
            return


def difficulty_of(form: Iterable[Item]) -> int:
    return sum(item.difficulty for item in form)


def candidates_of(facts: FactBase, code: str) -> tuple[Candidate, ...]:
    """Every candidate of an item model, found once for the same facts."""
    return _candidates(Notes(facts), code)


@lru_cache(maxsize=256)
def _candidates(notes: Notes, code: str) -> tuple[Candidate, ...]:
    return tuple(ITEM_MODELS[code].candidates(notes.facts))


def _wanted(codes: Collection[str] | None) -> list[ItemModel]:
    unknown = sorted(set(codes or ()) - set(ITEM_MODELS))
    if unknown:
        raise InfeasibleForm(f"There is no item model {', '.join(unknown)}.")
    return [model for code, model in ITEM_MODELS.items() if codes is None or code in codes]


def _shelves_of(facts: FactBase, models: Iterable[ItemModel], quotas: Collection[str]) -> list[Shelf]:
    apart = tuple(name for name in VARIED if name in quotas)
    return [shelf for model in models for shelf in _shelves(Notes(facts), model.code, apart)]


@lru_cache(maxsize=256)
def _shelves(notes: Notes, code: str, apart: tuple[str, ...]) -> tuple[Shelf, ...]:
    """By method; and by what `apart` names, which varies within a model."""
    alike: Mapping[tuple[str, ...], list[Candidate]] = defaultdict(list)
    for candidate in _candidates(notes, code):
        values = values_of(candidate.ask)
        alike[values["method"], *(values[name] for name in apart)].append(candidate)
    return tuple(Shelf(method, code, tuple(found), values_of(found[0].ask)) for (method, *_), found in alike.items())


# --- Choosing -------------------------------------------------------------------------------------


def _filled(
    facts: FactBase, shelves: Iterable[Shelf], blueprint: Blueprint, *, avoid: Collection[str], rng: Random
) -> Form:
    """Each time from the shelf that serves most open quotas, then from the method and the model that has served least.
    Questions asked before are taken when no fresh one is left. No two share what they use.
    """
    form = Form(open={name: Counter(wanted) for name, wanted in blueprint.quotas.items()})
    for stale in (False, True):
        left = [(shelf, [(wanted, shelf.values[name]) for name, wanted in form.open.items()]) for shelf in shelves]
        rng.shuffle(left)
        while left and len(form.chosen) < blueprint.count:
            pressed = form.still_open() >= blueprint.count - len(form.chosen)
            best = min(left, key=partial(_rank, form, pressed))
            found = _from_shelf(facts, best[0], form, avoid=avoid, stale=stale, rng=rng)
            if found is None:
                left.remove(best)
            else:
                form.add(found)
    return form


def _rank(form: Form, pressed: bool, one: Serving) -> tuple[bool, int, int, int]:  # noqa: FBT001
    """Lowest first. While open quotas need every place that is left, a shelf that serves none waits."""
    shelf, quotas = one
    gain = 0
    for wanted, value in quotas:
        gain += wanted[value] > 0
    return pressed and not gain, form.methods[shelf.method], form.models[shelf.model], -gain


def _from_shelf(
    facts: FactBase, shelf: Shelf, form: Form, *, avoid: Collection[str], stale: bool, rng: Random
) -> Chosen | None:
    for candidate in _drawn(shelf.candidates, rng=rng):
        signature = candidate.ask.signature
        if (signature in avoid) is stale and form.used.isdisjoint(candidate.uses | {signature}):
            found = _tried(facts, candidate, rng=rng)
            if found is not None:
                return found
    return None


def _drawn(candidates: tuple[Candidate, ...], *, rng: Random) -> Iterator[Candidate]:
    """In random order; the whole shelf is only shuffled when a few draws have not been enough."""
    if len(candidates) > DRAWS:
        yield from (candidates[rng.randrange(len(candidates))] for _ in range(DRAWS))
    yield from rng.sample(candidates, len(candidates))


def _tried(facts: FactBase, candidate: Candidate, *, rng: Random) -> Chosen | None:
    """With other words and other places of the key until the guards let it through."""
    places = _positions(candidate, rng=rng)
    for turn in range(max(TRIES, len(places))):
        item = built(facts, candidate, seed=rng.getrandbits(SEED_BITS), position=places[turn % len(places)])
        if item is not None:
            return Chosen(candidate, item)
    return None


def _positions(candidate: Candidate, *, rng: Random) -> list[int]:
    return rng.sample(range(candidate.option_count), candidate.option_count)


def built(facts: FactBase, candidate: Candidate, *, seed: int, position: int) -> Item | None:
    """The question, if it can be made and every guard lets it through."""
    try:
        item = candidate.build(seed=seed, position=position)
    except BadItem:
        return None
    return None if is_blocked(item, facts) else item


# --- Laying out -----------------------------------------------------------------------------------


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
    made = (built(facts, one.candidate, seed=one.item.seed, position=place) for place in places)
    return next((item for item in made if item is not None), one.item)


# --- What cannot be had ---------------------------------------------------------------------------


def _shortfall(facts: FactBase, models: Iterable[ItemModel], *, count: int, possible: int) -> str:
    obstacles = [obstacle for obstacle in (model.obstacle(facts) for model in models) if obstacle]
    return " ".join([f"{count} questions were asked for and these notes give {possible}.", *obstacles])


def _unmet(form: Form) -> str:
    unmet = [
        f"{number} more with {attribute} {value}"
        for attribute, wanted in form.open.items()
        for value, number in wanted.items()
        if number > 0
    ]
    return f"The quotas cannot all be met at once: still wanted {', '.join(unmet)}."
