"""In what order the questions of a form stand, and where their keys."""

from collections import defaultdict
from collections.abc import Iterable
from random import Random

from opsmethods.domain.facts import FactBase
from quizzes.domain.item import Item
from quizzes.domain.making import Chosen, built, positions

LONGEST_RUN = 3


def interleaved(chosen: Iterable[Chosen], *, rng: Random) -> list[Chosen]:
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


def laid_out(facts: FactBase, order: Iterable[Chosen], *, rng: Random) -> list[Item]:
    """The key anywhere, but not in one place more than LONGEST_RUN times running."""
    items: list[Item] = []
    for one in order:
        recent = [item.key_position for item in items[-LONGEST_RUN:]]
        items.append(_moved(facts, one, rng=rng) if recent == [one.item.key_position] * LONGEST_RUN else one.item)
    return items


def _moved(facts: FactBase, one: Chosen, *, rng: Random) -> Item:
    """The same question with its key elsewhere, if that can be had."""
    places = [place for place in positions(one.candidate, rng=rng) if place != one.item.key_position]
    made = (built(facts, one.candidate, seed=one.item.seed, position=place) for place in places)
    return next((item for item in made if item is not None), one.item)
