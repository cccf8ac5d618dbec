"""What IM15 to IM18 share: telling a firm's case."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from random import Random

from opsmethods.domain.banks import FamilySpec
from opsmethods.domain.clues import Clue
from opsmethods.domain.facts import FactBase, MethodFact
from quizzes.domain.item import BadItem, Strategy
from quizzes.domain.predicates import is_near
from quizzes.domain.scenarios import told
from quizzes.domain.wording import closed
from quizzes.domain.words import KEPT


def case_of(facts: FactBase, family: FamilySpec, sentences: Sequence[str], *, rng: Random) -> str:
    """Who makes what, and the sentences. Raises BadItem where no firm has a name."""
    firms = facts.material.scenarios.firms
    if not firms:
        raise BadItem("no firm has a name")
    return " ".join([f"{rng.choice(firms)} is a firm that makes {family.goods}.", *sentences])


def sentence_of(clue: Clue, family: FamilySpec, *, rng: Random) -> str:
    return said_of(family, rng.choice(clue.told.texts))


@lru_cache(maxsize=KEPT)
def said_of(family: FamilySpec, text: str) -> str:
    """A sentence about a firm that makes these goods."""
    return closed(told(text, family))


def named(facts: FactBase, slug: str) -> MethodFact:
    return _by_slug(facts)[slug]


@lru_cache(maxsize=16)
def _by_slug(facts: FactBase) -> Mapping[str, MethodFact]:
    return {method.slug: method for method in facts.methods}


def rival_strategy(facts: FactBase, key: str, rival: str) -> Strategy:
    return Strategy.NEAR if is_near(facts, key, rival) else Strategy.OTHER


def scored(scores: dict[str, int]) -> str:
    """Job 9, batch 1, flow -5"""
    return ", ".join(f"{method} {score}" for method, score in scores.items())
