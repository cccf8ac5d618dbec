"""A look through the bank: every question that the notes can ask, what refuses some, what is doubtful about others.

It is made in slices, so that whoever makes it can do other work between them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from random import Random
from typing import Any

from opsmethods.domain.facts import FactBase
from quizzes.domain.bank import (
    chi_square,
    keys_are_spread,
    longest_is_telling,
    longest_run,
    near_duplicates,
)
from quizzes.domain.candidate import Candidate
from quizzes.domain.generator import GENERATOR_VERSION, SEED_BITS, TRIES, candidates_of, generate_form
from quizzes.domain.guards import refusals, warnings
from quizzes.domain.guards.base import has_long_options
from quizzes.domain.guards.stems import negative
from quizzes.domain.item import BadItem, Item
from quizzes.domain.item_models import ITEM_MODELS
from quizzes.domain.snapshot import snapshot_of

SLICE = 250  # candidates, about half a second
FORMS, FORM = 200, 10
MOST_RUN = 3
MOST_NEGATIVE = 0.05
UNBUILT: Mapping[str, Any] = {"stem": "", "options": [], "certificate": []}


@dataclass(frozen=True, slots=True)
class Inspected:
    """One candidate: the question made of it, or the last try, with the flaws that refused it.

    The flaws of a good question are what somebody should look at. `words` is the same for questions of the same words.
    """

    signature: str
    model: str
    method: str
    dimension: str
    refused: bool
    flaws: tuple[str, ...]
    words: str
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a slice begins: at a candidate of an item model."""

    model: str
    candidate: int = 0


FIRST = Place(next(iter(ITEM_MODELS)))


def digest_of(facts: FactBase) -> str:
    """The same for notes that ask the same questions."""
    told = (GENERATOR_VERSION, *(getattr(facts, name) for name in facts.__slots__ if name != "version"))
    return sha256(repr(told).encode()).hexdigest()


def inspected(facts: FactBase, place: Place) -> tuple[list[Inspected], Place | None]:
    """A slice of the bank, and where the next one begins; None after the last."""
    found = candidates_of(facts, place.model)
    end = place.candidate + SLICE
    rows = [_inspected(facts, candidate) for candidate in found[place.candidate : end]]
    if end < len(found):
        return rows, Place(place.model, end)
    models = list(ITEM_MODELS)
    later = models[models.index(place.model) + 1 :]
    return rows, Place(later[0]) if later else None


def _inspected(facts: FactBase, candidate: Candidate) -> Inspected:
    ask = candidate.ask
    item, flaws = judged(facts, candidate)
    return Inspected(
        signature=ask.signature,
        model=ask.model,
        method=ask.method,
        dimension=ask.dimension,
        refused=bool(flaws),
        flaws=flaws or warnings(item, facts) if item else flaws,
        words=words_of(item) if item else sha256(ask.signature.encode()).hexdigest(),
        body=snapshot_of(item).body if item else UNBUILT,
    )


def judged(facts: FactBase, candidate: Candidate) -> tuple[Item | None, tuple[str, ...]]:
    """The first good question with no flaw; else the last one built with all that refused any."""
    item: Item | None = None
    flaws: Counter[str] = Counter()
    rng = Random(candidate.ask.signature)
    places = rng.sample(range(candidate.option_count), candidate.option_count)
    for turn in range(max(TRIES, len(places))):
        try:
            item = candidate.build(seed=rng.getrandbits(SEED_BITS), position=places[turn % len(places)])
        except BadItem as reason:
            flaws[f"V17: {reason}"] += 1
            continue
        found = refusals(item, facts)
        if not found:
            return item, ()
        flaws.update(found)
    return item, tuple(sorted(flaws))


def words_of(item: Item) -> str:
    """A hash of stem and options, whatever their order."""
    return sha256("\n".join([item.stem, *sorted(option.text for option in item.options)]).encode()).hexdigest()


# --- The bank as a whole --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Whole:
    """What is wrong with the bank as a whole, and signatures of questions too like others, each with the flaw."""

    failings: tuple[str, ...]
    alike: Mapping[str, str]


def whole_bank(facts: FactBase, *, forms: int = FORMS) -> Whole:
    """G05, G13, G19, G20 and G26, over `forms` forms as students get them."""
    made = [generate_form(facts, count=FORM, seed=seed) for seed in range(forms)]
    pairs = [pair for form in made for pair in near_duplicates(form)]
    alike = {other: f"G26: nearly the same words as {one}" for one, other in pairs}
    return Whole(tuple(_failings(facts, made)), alike)


def _failings(facts: FactBase, forms: Iterable[tuple[Item, ...]]) -> Iterator[str]:
    made = list(forms)
    items = [item for form in made for item in form]
    if longest_is_telling([item for item in items if has_long_options(item, facts)]):
        yield "G05: the key is too often, or too seldom, the longest option"
    if (share := sum(negative(item, facts) for item in items) / max(len(items), 1)) > MOST_NEGATIVE:
        yield f"G13: {share:.0%} of the questions are negative"
    if not keys_are_spread(items):
        places = Counter(item.key_position for item in items if len(item.options) == 4)
        yield f"G19: keys are not spread evenly, chi-square {chi_square(places, 4):.1f} of four options"
    if (longest := max(map(longest_run, made), default=0)) > MOST_RUN:
        yield f"G19: the key stands in one place {longest} times running"
