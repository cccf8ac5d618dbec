"""The facts that an exam asks for at a level: those of its methods alone (G28)."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from opsmethods.domain.banks import ScenariosSpec
from opsmethods.domain.facts import FactBase
from quizzes.domain.notes import Notes

LEVELS: Mapping[str, str] = {"o": "O", "as": "AS", "a": "A"}


def facts_for(facts: FactBase, level: str) -> FactBase:
    """Without the methods that every known syllabus of the level puts beyond it; the same facts where it names all."""
    return _facts_for(Notes(facts), level)


@lru_cache(maxsize=32)
def _facts_for(notes: Notes, level: str) -> FactBase:
    facts = notes.facts
    asked = [syllabus for syllabus in facts.syllabuses if syllabus.level == level]
    core = {slug for syllabus in asked for slug in syllabus.core}
    kept = {method.slug for method in facts.methods if method.slug in core}
    if not asked or len(kept) < 2 or len(kept) == len(facts.methods):
        return facts
    return replace(
        facts,
        methods=tuple(method for method in facts.methods if method.slug in kept),
        cells={key: cell for key, cell in facts.cells.items() if cell.method in kept},
        examples=tuple(one for one in facts.examples if one.method in kept),
        statements=tuple(one for one in facts.statements if one.method in kept),
        contrasts={pair: text for pair, text in facts.contrasts.items() if kept.issuperset(pair)},
        cost_scales=tuple(scale for scale in facts.cost_scales if scale.method in kept),
        material=replace(facts.material, banks={}, scenarios=_scenarios(facts, kept)),
    )


def _scenarios(facts: FactBase, kept: set[str]) -> ScenariosSpec:
    scenarios = facts.material.scenarios
    cues = {code: cue for code, cue in scenarios.cues.items() if not cue.own or cue.own in kept}
    known = {code: replace(cue, clashes=tuple(one for one in cue.clashes if one in cues)) for code, cue in cues.items()}
    families = (replace(one, methods=tuple(slug for slug in one.methods if slug in kept)) for one in scenarios.families)
    return replace(scenarios, cues=known, families=tuple(one for one in families if one.methods))
