"""Scenarios: clues about a firm, put together so that they call for one method beyond doubt.

A clue speaks for each method with a score from 3 to -3. The method with the highest total is the key. A set of clues is
valid when

    a  it has three to five clues about different things, one at least the key's own;
    b  the key leads by MARGIN or more;
    c  without any one of the clues it still leads, by ABLATED or more;
    d  no two clues clash;
    e  one clue at most speaks against the key (the set is then hard), and none that says what is possible at all;
    f  where clues show the scale that the key needs, one of them is there.

    "about a dozen a year" (job 3, batch -1, flow -3, mass customisation -3), "orders come irregularly" (2, 0, -3, -1)
    and "a few craftspeople" (2, 0, -2, -1): job 7, batch -1, so job leads by 8, and by 4 or more without any one.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, product

from opsmethods.domain.banks import CueSpec, FamilySpec
from opsmethods.domain.facts import FactBase
from quizzes.domain.notes import Notes
from quizzes.domain.predicates import Truths

SIZES = range(3, 6)
MARGIN, ABLATED = 4, 2


@dataclass(frozen=True, slots=True)
class Clue:
    code: str
    scores: Mapping[str, int]
    told: CueSpec

    @property
    def about(self) -> str:
        """What it is about: the letter its code begins with."""
        return self.code[:1]

    def __hash__(self) -> int:
        return hash(self.code)

    def clashes(self, other: "Clue") -> bool:
        told = other.code in self.told.clashes or self.code in other.told.clashes
        return told or self.about == other.about


Clues = tuple[Clue, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """A valid set of clues. `ranking` has the methods from the highest total down; the first is the key."""

    clues: Clues
    ranking: tuple[str, ...]
    is_hard: bool

    @property
    def key(self) -> str:
        return self.ranking[0]

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(clue.code for clue in self.clues)


def clues_of(facts: FactBase) -> Clues:
    """The clues whose answer has a score for every method."""
    known = {method.slug for method in facts.methods}
    cues = facts.material.scenarios.cues.items()
    scored = ((code, facts.fits.get(cue.answer, {}), cue) for code, cue in cues)
    return tuple(Clue(code, scores, cue) for code, scores, cue in scored if known <= set(scores))


def totals(clues: Iterable[Clue], methods: Iterable[str]) -> dict[str, int]:
    told = list(clues)
    return {method: sum(clue.scores[method] for clue in told) for method in methods}


def ranked(scores: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(sorted(scores, key=lambda method: -scores[method]))


def leads_by(scores: Mapping[str, int], method: str) -> int:
    """How far the method is ahead of the next; negative when another is ahead of it."""
    return scores[method] - max(score for other, score in scores.items() if other != method)


@lru_cache(maxsize=16384)
def suits(clues: Clues, method: str, methods: tuple[str, ...]) -> Truths:
    """Does the method lead on these facts: whichever clue is left out, and with all of them or some left out?"""
    subsets = [clues, *(tuple(one for one in clues if one != left) for left in clues)]
    margins = [leads_by(totals(subset, methods), method) for subset in subsets]
    least = margins[0] >= MARGIN and all(margin >= ABLATED for margin in margins[1:])
    return least, any(margin > 0 for margin in margins)


def settings_of(facts: FactBase) -> tuple[Setting, ...]:
    return _settings(Notes(facts))


@lru_cache(maxsize=16)
def _settings(notes: Notes) -> tuple[Setting, ...]:
    facts = notes.facts
    methods = tuple(method.slug for method in facts.methods)
    found = (setting_of(clues, methods, facts) for clues in _combinations(clues_of(facts)))
    return tuple(setting for setting in found if setting is not None)


def _combinations(clues: Clues) -> Iterator[Clues]:
    subjects = sorted({clue.about for clue in clues})
    for size in SIZES:
        for chosen in combinations(subjects, size):
            yield from product(*([clue for clue in clues if clue.about == about] for about in chosen))


def setting_of(clues: Clues, methods: tuple[str, ...], facts: FactBase) -> Setting | None:
    """The set of clues if it is valid."""
    if any(one.clashes(other) for one, other in combinations(clues, 2)):
        return None
    ranking = ranked(totals(clues, methods))
    key = ranking[0]
    against = [clue for clue in clues if clue.scores[key] < 0]
    valid = (
        any(clue.told.own == key for clue in clues)
        and suits(clues, key, methods)[0]
        and len(against) <= 1
        and not any(clue.told.limit for clue in against)
        and _shows_scale(clues, key, facts)
    )
    return Setting(clues, ranking, bool(against)) if valid else None


def _shows_scale(clues: Clues, key: str, facts: FactBase) -> bool:
    needed = any(key in cue.scale_for for cue in facts.material.scenarios.cues.values())
    return not needed or any(key in clue.told.scale_for for clue in clues)


def families_for(facts: FactBase, *methods: str) -> tuple[FamilySpec, ...]:
    """The goods that each of the methods could make."""
    return tuple(family for family in facts.material.scenarios.families if set(methods) <= set(family.methods))


def told(text: str, family: FamilySpec) -> str:
    return text.format(goods=family.goods, one=family.one, many=family.many, some=family.some)
