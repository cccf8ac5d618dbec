"""A question made of a candidate, once every guard lets it through."""

from dataclasses import dataclass
from random import Random

from opsmethods.domain.facts import FactBase
from quizzes.domain.candidate import Candidate
from quizzes.domain.guards import is_blocked
from quizzes.domain.item import BadItem, Item

SEED_BITS = 32
TRIES = 6  # ways of building one candidate


@dataclass(frozen=True, slots=True)
class Chosen:
    """A candidate with a good question made of it; from the same seed others with the key elsewhere can be made."""

    candidate: Candidate
    item: Item


def tried(facts: FactBase, candidate: Candidate, *, rng: Random) -> Chosen | None:
    """With other words and other places of the key until the guards let it through."""
    places = positions(candidate, rng=rng)
    for turn in range(max(TRIES, len(places))):
        item = built(facts, candidate, seed=rng.getrandbits(SEED_BITS), position=places[turn % len(places)])
        if item is not None:
            return Chosen(candidate, item)
    return None


def positions(candidate: Candidate, *, rng: Random) -> list[int]:
    """The places that the key can take, in any order."""
    places = list(range(candidate.option_count))
    rng.shuffle(places)
    return places


def built(facts: FactBase, candidate: Candidate, *, seed: int, position: int) -> Item | None:
    """The question, if it can be made and every guard lets it through."""
    try:
        item = candidate.build(seed=seed, position=position)
    except BadItem:
        return None
    return None if is_blocked(item, facts) else item
