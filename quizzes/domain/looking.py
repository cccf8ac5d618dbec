"""One question of the bank, looked at closely: as the notes make it now, and in other words."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random
from types import MappingProxyType

from opsmethods.domain.facts import FactBase, Wording
from quizzes.domain.candidate import Candidate
from quizzes.domain.guards import warnings
from quizzes.domain.inspection import judged
from quizzes.domain.item import Item, Strategy
from quizzes.domain.item_models import ITEM_MODELS

SAMPLE = 40
REASONS: Mapping[Strategy, str] = MappingProxyType(
    {
        Strategy.NONE: "the right answer",
        Strategy.NEAR: "a method that shares a level with the right one somewhere",
        Strategy.MISCONCEPTION: "what students often believe",
        Strategy.OTHER: "true of another method or case",
        Strategy.REVERSED: "the relation the wrong way round",
        Strategy.DEFINITION: "the right word with another's meaning",
        Strategy.SLIP: "a slip in the arithmetic",
        Strategy.INFERENCE: "the right clue, the wrong conclusion",
        Strategy.IRRELEVANT: "true, but no answer to this question",
    }
)


@dataclass(frozen=True, slots=True)
class Look:
    """`refused` are the flaws for which it is never asked, `doubts` those that somebody should look at.

    Without an item it could not even be built.
    """

    item: Item | None
    refused: tuple[str, ...]
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """What becomes of `looked_at` questions of an item model: `flaws` counts what the guards say of them."""

    looked_at: int
    refused: int
    doubtful: int
    flaws: tuple[tuple[str, int], ...]


def look_at(facts: FactBase, *, model: str, signature: str) -> Look | None:
    """None where the notes give no such question."""
    found = (one for one in ITEM_MODELS[model].candidates(facts) if one.ask.signature == signature)
    candidate = next(found, None)
    return _looked(facts, candidate) if candidate else None


def _looked(facts: FactBase, candidate: Candidate) -> Look:
    item, refused = judged(facts, candidate)
    return Look(item, refused, warnings(item, facts) if item and not refused else ())


def with_wording(facts: FactBase, wording: Wording) -> FactBase:
    """The same notes, where the wording's item model asks in these words only."""
    others = tuple(one for one in facts.wordings if one.model != wording.model)
    return replace(facts, wordings=(*others, wording))


def effect_on(facts: FactBase, *, model: str, sample: int = SAMPLE) -> Effect:
    """Over a sample of the item model's questions, the same each time."""
    candidates = tuple(ITEM_MODELS[model].candidates(facts))
    drawn = Random(model).sample(candidates, min(sample, len(candidates)))
    looks = [_looked(facts, candidate) for candidate in drawn]
    return Effect(
        looked_at=len(looks),
        refused=sum(bool(look.refused) for look in looks),
        doubtful=sum(bool(look.doubts) for look in looks),
        flaws=tuple(Counter(flaw for look in looks for flaw in (*look.refused, *look.doubts)).most_common()),
    )


def certainty(truths: tuple[bool, bool]) -> str:
    """What a proof found, in words."""
    if truths[0] == truths[1]:
        return "true in every case" if truths[0] else "false in every case"
    return "arguable: true in some cases only"
