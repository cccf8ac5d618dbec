"""Whether the banks of a pack fit together and fit the notes."""

from collections.abc import Iterable, Iterator
from string import Formatter

from opsmethods.domain.banks import BankSpec, GroupSpec, PuzzleSpec, ScenariosSpec
from opsmethods.domain.findings import repeated, unknown
from opsmethods.domain.schema import Place
from opsmethods.domain.specs import Pack

METHOD_PLACES = ("definition", "examples", "advantages", "disadvantages", "misconceptions", "confusions", "features")
FILLED = frozenset({"goods", "one", "many", "some"})
SCENARIOS = "banks/scenarios.yaml"


def material_problems(pack: Pack) -> Iterator[str]:
    notes = set(_notes(pack))
    slugs = [method.slug for method in pack.methods]
    for model, bank in pack.material.banks.items():
        yield from _bank_problems(bank, f"banks/{model}.yaml", notes, slugs)
    yield from _scenario_problems(pack.material.scenarios, pack, slugs)


def _notes(pack: Pack) -> Iterator[str]:
    """Every place that a note may point at."""
    codes = [dimension.code.lower() for dimension in pack.dimensions] + [trait.code.lower() for trait in pack.traits]
    for method in pack.methods:
        yield from (f"{method.slug}#{anchor}" for anchor in (*METHOD_PLACES, *codes))
    for theme in pack.themes:
        yield from (f"{theme.slug}#{section.code}" for section in theme.sections)
    yield from (f"glossary#{term.slug}" for term in pack.terms)


def _bank_problems(bank: BankSpec, file: str, notes: set[str], slugs: list[str]) -> Iterator[str]:
    groups = [group.code for group in bank.groups]
    yield from repeated(Place(file), "group", groups)
    yield from repeated(Place(file), "set", [puzzle.code for puzzle in bank.sets])
    for group in bank.groups:
        yield from _group_problems(group, Place(file, group.code), notes, groups)
    for puzzle in bank.sets:
        yield from _puzzle_problems(puzzle, Place(file, puzzle.code), notes, slugs)


def _group_problems(group: GroupSpec, place: Place, notes: set[str], groups: list[str]) -> Iterator[str]:
    yield from unknown(place.key("note"), "place in the notes", [group.note], notes)
    yield from unknown(place.key("apart"), "group", group.apart, groups)
    yield from repeated(place, "case", [case.code for case in group.cases])


def _puzzle_problems(puzzle: PuzzleSpec, place: Place, notes: set[str], slugs: list[str]) -> Iterator[str]:
    yield from unknown(place.key("note"), "place in the notes", [puzzle.note], notes)
    yield from unknown(place.key("method"), "method", filter(None, [puzzle.method]), slugs)
    yield from repeated(place, "reply", [reply.code for reply in puzzle.replies])
    if len({reply.role for reply in puzzle.replies}) < 2:
        yield place.says("needs a right reply and wrong ones")


def _scenario_problems(scenarios: ScenariosSpec, pack: Pack, slugs: list[str]) -> Iterator[str]:
    answers = {f"{one.code}.{answer.code}" for one in pack.choosing.questions for answer in one.answers}
    for code, cue in scenarios.cues.items():
        place = Place(SCENARIOS, f"cues.{code}")
        yield from unknown(place.key("answer"), "answer", [cue.answer], answers)
        yield from unknown(place.key("own"), "method", filter(None, [cue.own]), slugs)
        yield from unknown(place.key("scale_for"), "method", cue.scale_for, slugs)
        yield from unknown(place.key("clashes"), "cue", cue.clashes, scenarios.cues)
        one_sided = [
            other for other in cue.clashes if code not in getattr(scenarios.cues.get(other), "clashes", (code,))
        ]
        yield from (place.key("clashes").says(f"{other} must name {code} too") for other in one_sided)
        yield from _text_problems(cue.texts, place.key("texts"))
    yield from repeated(Place(SCENARIOS), "family", [family.code for family in scenarios.families])
    for family in scenarios.families:
        yield from unknown(Place(SCENARIOS, f"{family.code}.methods"), "method", family.methods, slugs)
    for kind in ("noise", "events"):
        fillers = getattr(scenarios, kind)
        yield from repeated(Place(SCENARIOS), kind, [filler.code for filler in fillers])
        yield from _text_problems([filler.text for filler in fillers], Place(SCENARIOS, kind))


def _text_problems(texts: Iterable[str], place: Place) -> Iterator[str]:
    for text in texts:
        used = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
        yield from (place.says(f"there is nothing to put for {{{name}}}") for name in sorted(used - FILLED))
