"""The facts that an exam asks for at a level: those of its methods alone (G28)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from opsmethods.domain.banks import BankSpec, GroupSpec, PuzzleSpec, ScenariosSpec
from opsmethods.domain.facts import FactBase

LEVELS: Mapping[str, str] = {"o": "O", "as": "AS", "a": "A"}


@dataclass(frozen=True, slots=True)
class Core:
    """The methods of a level by slug, and the names of those beyond it, in small letters."""

    kept: frozenset[str]
    beyond: tuple[str, ...]

    def covers(self, *texts: str) -> bool:
        """None of the texts speaks of a method beyond the level."""
        return not any(name in text.casefold() for text in texts for name in self.beyond)


@lru_cache(maxsize=32)
def facts_for(facts: FactBase, level: str) -> FactBase:
    """Without the methods that every known syllabus of the level puts beyond it; the same facts where it names all."""
    asked = [syllabus for syllabus in facts.syllabuses if syllabus.level == level]
    named = {slug for syllabus in asked for slug in syllabus.core}
    kept = frozenset(method.slug for method in facts.methods if method.slug in named)
    if not asked or len(kept) < 2 or len(kept) == len(facts.methods):
        return facts
    core = Core(kept, tuple(method.name.casefold() for method in facts.methods if method.slug not in kept))
    return replace(
        facts,
        methods=tuple(method for method in facts.methods if method.slug in kept),
        cells={key: cell for key, cell in facts.cells.items() if cell.method in kept},
        examples=tuple(one for one in facts.examples if one.method in kept),
        statements=tuple(one for one in facts.statements if one.method in kept),
        contrasts={pair: text for pair, text in facts.contrasts.items() if kept.issuperset(pair)},
        cost_scales=tuple(scale for scale in facts.cost_scales if scale.method in kept),
        terms=tuple(one for one in facts.terms if core.covers(one.term, one.definition)),
        material=replace(
            facts.material,
            banks={code: _bank(bank, core) for code, bank in facts.material.banks.items()},
            scenarios=_scenarios(facts, core),
        ),
    )


def _bank(bank: BankSpec, core: Core) -> BankSpec:
    groups = (_group(group, core) for group in bank.groups if core.covers(group.label, group.meaning))
    puzzles = (one for one in bank.sets if one.method in {"", *core.kept} and core.covers(one.prompt))
    return BankSpec(groups=tuple(groups), sets=tuple(_puzzle(puzzle, core) for puzzle in puzzles))


def _group(group: GroupSpec, core: Core) -> GroupSpec:
    return replace(group, cases=tuple(case for case in group.cases if core.covers(case.text, case.why)))


def _puzzle(puzzle: PuzzleSpec, core: Core) -> PuzzleSpec:
    return replace(puzzle, replies=tuple(reply for reply in puzzle.replies if core.covers(reply.text, reply.why)))


def _scenarios(facts: FactBase, core: Core) -> ScenariosSpec:
    scenarios = facts.material.scenarios
    cues = {code: cue for code, cue in scenarios.cues.items() if not cue.own or cue.own in core.kept}
    known = {code: replace(cue, clashes=tuple(one for one in cue.clashes if one in cues)) for code, cue in cues.items()}
    families = (
        replace(one, methods=tuple(slug for slug in one.methods if slug in core.kept)) for one in scenarios.families
    )
    return replace(scenarios, cues=known, families=tuple(one for one in families if one.methods))
