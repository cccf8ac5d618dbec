"""Questions without end that need not go together."""

from collections.abc import Iterator, Sequence
from random import Random

from opsmethods.domain.facts import FactBase
from quizzes.domain.candidate import Candidate
from quizzes.domain.item import Item
from quizzes.domain.making import tried


def streamed(facts: FactBase, shelves: Sequence[Sequence[Candidate]], *, rng: Random) -> Iterator[Item]:
    """From every shelf in turn, none twice before all have been asked; it ends when not one question can be made."""
    in_turn = rng.sample(shelves, len(shelves))
    while True:
        left = [rng.sample(shelf, len(shelf)) for shelf in in_turn if shelf]
        asked = False
        while left:
            for shelf in left:
                found = tried(facts, shelf.pop(), rng=rng)
                if found is not None:
                    asked = True
                    yield found.item
            left = [shelf for shelf in left if shelf]
        if not asked:
            return
