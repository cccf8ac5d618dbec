"""Clues about a firm, and which sets of them call for one method beyond doubt.

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

A hard set is named by the codes of its clues in order: k2-q1-s1-t3-v1.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from opsmethods.domain.banks import CueSpec
from opsmethods.domain.rules import unknown_problem

SIZES = range(3, 6)
MARGIN, ABLATED = 4, 2
JOINT = "-"


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

    @property
    def name(self) -> str:
        return JOINT.join(sorted(self.codes))

    @property
    def against(self) -> Clues:
        """The clue that speaks against the key of a hard set."""
        return tuple(clue for clue in self.clues if clue.scores[self.key] < 0)


def scored_clues(cues: Mapping[str, CueSpec], fits: Mapping[str, Mapping[str, int]], methods: Iterable[str]) -> Clues:
    """The clues whose answer in `fits` has a score for every method."""
    known = set(methods)
    scored = ((code, fits.get(cue.answer, {}), cue) for code, cue in cues.items())
    return tuple(Clue(code, scores, cue) for code, scores, cue in scored if known <= set(scores))


def totals(clues: Iterable[Clue], methods: Iterable[str]) -> dict[str, int]:
    told = list(clues)
    return {method: sum([clue.scores[method] for clue in told]) for method in methods}


def ranked(scores: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(sorted(scores, key=lambda method: -scores[method]))


def leads_by(scores: Mapping[str, int], method: str) -> int:
    """How far the method is ahead of the next; negative when another is ahead of it."""
    return scores[method] - max(score for other, score in scores.items() if other != method)


@lru_cache(maxsize=16384)
def suits(clues: Clues, method: str, methods: tuple[str, ...]) -> tuple[bool, bool]:
    """Does the method lead on these facts: whichever clue is left out, and with all of them or some left out?"""
    subsets = [clues, *(tuple(one for one in clues if one != left) for left in clues)]
    margins = [leads_by(totals(subset, methods), method) for subset in subsets]
    least = margins[0] >= MARGIN and all(margin >= ABLATED for margin in margins[1:])
    return least, any(margin > 0 for margin in margins)


def setting_of(clues: Clues, methods: tuple[str, ...], cues: Mapping[str, CueSpec]) -> Setting | None:
    """The set of clues if it is valid; `cues` are all that there are."""
    if len(clues) not in SIZES or any(one.clashes(other) for one, other in combinations(clues, 2)):
        return None
    ranking = ranked(totals(clues, methods))
    key = ranking[0]
    against = [clue for clue in clues if clue.scores[key] < 0]
    valid = (
        any(clue.told.own == key for clue in clues)
        and suits(clues, key, methods)[0]
        and len(against) <= 1
        and not any(clue.told.limit for clue in against)
        and _shows_scale(clues, key, cues)
    )
    return Setting(clues, ranking, bool(against)) if valid else None


def _shows_scale(clues: Clues, key: str, cues: Mapping[str, CueSpec]) -> bool:
    needed = any(key in cue.scale_for for cue in cues.values())
    return not needed or any(key in clue.told.scale_for for clue in clues)


def hard_set_problem(
    name: str, *, cues: Mapping[str, CueSpec], fits: Mapping[str, Mapping[str, int]], methods: Iterable[str]
) -> str:
    """What keeps a name from being that of a hard set; empty when nothing does."""
    codes, slugs = name.split(JOINT), tuple(methods)
    if problem := unknown_problem("clue", codes, cues):
        return problem
    if codes != (ordered := sorted(set(codes))):
        return f"The clues of {name} must stand in order, each once: {JOINT.join(ordered)}."
    clues = tuple(clue for clue in scored_clues(cues, fits, slugs) if clue.code in codes)
    setting = setting_of(clues, slugs, cues) if len(clues) == len(codes) else None
    if setting is None:
        return f"{name} does not call for one method beyond doubt."
    return "" if setting.is_hard else f"No clue of {name} speaks against its method, so it is asked anyway."
