"""The banks of a pack laid out as table rows."""

from collections.abc import Iterator, Mapping

from opsmethods.domain.banks import BankSpec, CueSpec, Material, PuzzleSpec, ScenariosSpec
from opsmethods.domain.pack_row import PackRow, key_of

Topic = Mapping[str, str]


def material_rows(material: Material, topic: Topic) -> Iterator[PackRow]:
    for model, bank in material.banks.items():
        yield from _group_rows(model, bank, topic)
        for position, puzzle in enumerate(bank.sets, start=1):
            yield from _puzzle_rows(model, puzzle, position, topic)
    yield from _scenario_rows(material.scenarios, topic)


def _group_rows(model: str, bank: BankSpec, topic: Topic) -> Iterator[PackRow]:
    for position, group in enumerate(bank.groups, start=1):
        values = {name: getattr(group, name) for name in ("code", "label", "meaning", "note")}
        key = key_of("group", model, group.code)
        yield PackRow("group", key, values | _placed(model, position, apart="\n".join(group.apart)), topic)
        for place, case in enumerate(group.cases, start=1):
            told = {"code": case.code, "text": case.text, "why": case.why, "position": place}
            yield PackRow("case", key_of("case", model, group.code, case.code), told, {"group": key})


def _puzzle_rows(model: str, puzzle: PuzzleSpec, position: int, topic: Topic) -> Iterator[PackRow]:
    values = {name: getattr(puzzle, name) for name in ("code", "prompt", "note")}
    key = key_of("puzzle", model, puzzle.code)
    method = {"method": key_of("method", puzzle.method)} if puzzle.method else {}
    yield PackRow("puzzle", key, values | _placed(model, position), {**topic, **method})
    for place, reply in enumerate(puzzle.replies, start=1):
        told = {name: getattr(reply, name) for name in ("code", "role", "text", "why")}
        own = key_of("reply", model, puzzle.code, reply.code)
        yield PackRow("reply", own, told | {"position": place}, {"puzzle": key})


def _placed(model: str, position: int, **more: str) -> dict[str, object]:
    return {"model": model, "position": position, **more}


def _scenario_rows(scenarios: ScenariosSpec, topic: Topic) -> Iterator[PackRow]:
    for position, (code, cue) in enumerate(scenarios.cues.items(), start=1):
        yield _cue_row(code, cue, position, topic)
    for position, family in enumerate(scenarios.families, start=1):
        values = {name: getattr(family, name) for name in ("code", "goods", "one", "many", "some")}
        values |= {"methods": "\n".join(family.methods), "position": position}
        yield PackRow("family", key_of("family", family.code), values, topic)
    named = [(f"firm-{position}", name) for position, name in enumerate(scenarios.firms, start=1)]
    yield from _filler_rows("noise", [(one.code, one.text) for one in scenarios.noise], topic)
    yield from _filler_rows("event", [(one.code, one.text) for one in scenarios.events], topic)
    yield from _filler_rows("firm", named, topic)
    for name in scenarios.accepted:
        yield PackRow("hardset", key_of("hardset", name), {"clues": name}, topic)


def _cue_row(code: str, cue: CueSpec, position: int, topic: Topic) -> PackRow:
    values = {"code": code, "reason": cue.reason, "limit": cue.limit, "position": position}
    values |= {name: "\n".join(getattr(cue, name)) for name in ("texts", "clashes", "scale_for")}
    parents = {"answer": key_of("answer", *cue.answer.split("."))}
    own = {"own": key_of("method", cue.own)} if cue.own else {}
    return PackRow("cue", key_of("cue", code), values, {**topic, **parents, **own})


def _filler_rows(kind: str, told: list[tuple[str, str]], topic: Topic) -> Iterator[PackRow]:
    for position, (code, text) in enumerate(told, start=1):
        values = {"kind": kind, "code": code, "text": text, "position": position}
        yield PackRow("filler", key_of("filler", kind, code), values, topic)
