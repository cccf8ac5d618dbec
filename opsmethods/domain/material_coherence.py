"""Whether the banks of a pack fit together and fit the notes."""

from collections.abc import Iterable, Iterator

from opsmethods.domain import bank_rules
from opsmethods.domain.banks import BankSpec, CueSpec, GroupSpec, PuzzleSpec, ScenariosSpec
from opsmethods.domain.clues import hard_set_problem
from opsmethods.domain.findings import repeated, said, unknown
from opsmethods.domain.schema import Place
from opsmethods.domain.specs import Pack

SCENARIOS = "banks/scenarios.yaml"


def material_problems(pack: Pack) -> Iterator[str]:
    notes = bank_rules.note_places(
        methods=[method.slug for method in pack.methods],
        codes=[*(dimension.code for dimension in pack.dimensions), *(trait.code for trait in pack.traits)],
        sections=[(theme.slug, section.code) for theme in pack.themes for section in theme.sections],
        terms=[term.slug for term in pack.terms],
    )
    slugs = [method.slug for method in pack.methods]
    for model, bank in pack.material.banks.items():
        yield from _bank_problems(model, bank, notes, slugs)
    yield from _scenario_problems(pack.material.scenarios, pack, slugs)


def _bank_problems(model: str, bank: BankSpec, notes: set[str], slugs: list[str]) -> Iterator[str]:
    place = Place(f"banks/{model}.yaml")
    for asks, material in (("case", bank.groups), ("prompt", bank.sets)):
        yield from said(place, bank_rules.material_problem(model, asks) if material else "")
    groups = [group.code for group in bank.groups]
    yield from repeated(place, "group", groups)
    yield from repeated(place, "set", [puzzle.code for puzzle in bank.sets])
    for group in bank.groups:
        yield from _group_problems(group, place.key(group.code), notes, groups)
    for puzzle in bank.sets:
        yield from _puzzle_problems(model, puzzle, place.key(puzzle.code), notes, slugs)


def _group_problems(group: GroupSpec, place: Place, notes: set[str], groups: list[str]) -> Iterator[str]:
    yield from unknown(place.key("note"), "place in the notes", [group.note], notes)
    yield from unknown(place.key("apart"), "other group", group.apart, {*groups} - {group.code})
    yield from repeated(place, "case", [case.code for case in group.cases])


def _puzzle_problems(model: str, puzzle: PuzzleSpec, place: Place, notes: set[str], slugs: list[str]) -> Iterator[str]:
    yield from unknown(place.key("note"), "place in the notes", [puzzle.note], notes)
    yield from unknown(place.key("method"), "method", filter(None, [puzzle.method]), slugs)
    yield from repeated(place, "reply", [reply.code for reply in puzzle.replies])
    yield from said(place.key("replies"), bank_rules.replies_problem(model, [reply.role for reply in puzzle.replies]))


def _scenario_problems(scenarios: ScenariosSpec, pack: Pack, slugs: list[str]) -> Iterator[str]:
    answers = {f"{one.code}.{answer.code}" for one in pack.choosing.questions for answer in one.answers}
    clashes = {code: cue.clashes for code, cue in scenarios.cues.items()}
    for code, cue in scenarios.cues.items():
        place = Place(SCENARIOS, f"cues.{code}")
        yield from unknown(place.key("answer"), "answer", [cue.answer], answers)
        yield from unknown(place.key("own"), "method", filter(None, [cue.own]), slugs)
        yield from unknown(place.key("scale_for"), "method", cue.scale_for, slugs)
        yield from _clash_problems(code, cue, clashes, place.key("clashes"))
        yield from _text_problems(cue.texts, place.key("texts"))
    yield from repeated(Place(SCENARIOS), "family", [family.code for family in scenarios.families])
    for family in scenarios.families:
        yield from unknown(Place(SCENARIOS, f"{family.code}.methods"), "method", family.methods, slugs)
    for kind in ("noise", "events"):
        fillers = getattr(scenarios, kind)
        yield from repeated(Place(SCENARIOS), kind, [filler.code for filler in fillers])
        yield from _text_problems([filler.text for filler in fillers], Place(SCENARIOS, kind))
    yield from _hard_set_problems(scenarios, pack, slugs)


def _hard_set_problems(scenarios: ScenariosSpec, pack: Pack, slugs: list[str]) -> Iterator[str]:
    fits = {f"{one.code}.{answer.code}": answer.fits for one in pack.choosing.questions for answer in one.answers}
    yield from repeated(Place(SCENARIOS), "accepted", scenarios.accepted)
    for place, name in enumerate(scenarios.accepted):
        problem = hard_set_problem(name, cues=scenarios.cues, fits=fits, methods=slugs)
        yield from said(Place(SCENARIOS, "accepted").item(place), problem)


def _clash_problems(code: str, cue: CueSpec, clashes: dict[str, tuple[str, ...]], place: Place) -> Iterator[str]:
    others = {other: theirs for other, theirs in clashes.items() if other != code}
    yield from unknown(place, "other clue", cue.clashes, others)
    yield from said(place, bank_rules.clash_problem(code, cue.clashes, others))


def _text_problems(texts: Iterable[str], place: Place) -> Iterator[str]:
    for text in texts:
        yield from said(place, bank_rules.filling_problem(text))
