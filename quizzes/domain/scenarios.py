"""Scenarios: sets of clues about a firm that may be asked about, and the goods it could make.

Which sets call for one method beyond doubt is said in `opsmethods.domain.clues`. A hard set, in which one clue speaks
against the key, is asked about once a teacher has accepted it.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations, product

from opsmethods.domain.banks import FamilySpec
from opsmethods.domain.clues import SIZES, Clues, Setting, scored_clues, setting_of
from opsmethods.domain.facts import FactBase


def clues_of(facts: FactBase) -> Clues:
    """The clues whose answer has a score for every method."""
    return scored_clues(facts.material.scenarios.cues, facts.fits, (method.slug for method in facts.methods))


@lru_cache(maxsize=16)
def settings_of(facts: FactBase) -> tuple[Setting, ...]:
    """Every valid set of clues, those that wait to be accepted included."""
    methods, cues = tuple(method.slug for method in facts.methods), facts.material.scenarios.cues
    found = (setting_of(clues, methods, cues) for clues in _combinations(clues_of(facts)))
    return tuple(setting for setting in found if setting is not None)


def asked_settings(facts: FactBase) -> tuple[Setting, ...]:
    """Without the hard sets that nobody has accepted."""
    accepted = set(facts.material.scenarios.accepted)
    return tuple(setting for setting in settings_of(facts) if not setting.is_hard or setting.name in accepted)


def hard_settings(facts: FactBase) -> tuple[Setting, ...]:
    return tuple(setting for setting in settings_of(facts) if setting.is_hard)


def _combinations(clues: Clues) -> Iterator[Clues]:
    subjects = sorted({clue.about for clue in clues})
    for size in SIZES:
        for chosen in combinations(subjects, size):
            yield from product(*([clue for clue in clues if clue.about == about] for about in chosen))


def families_for(facts: FactBase, *methods: str) -> tuple[FamilySpec, ...]:
    """The goods that each of the methods could make."""
    return tuple(family for family in facts.material.scenarios.families if set(methods) <= set(family.methods))


def told(text: str, family: FamilySpec) -> str:
    return text.format(goods=family.goods, one=family.one, many=family.many, some=family.some)
