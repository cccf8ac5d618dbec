"""The banks of a topic as their pack tells them."""

from collections import defaultdict
from typing import Any

from opsmethods.domain.banks import (
    BankSpec,
    CaseSpec,
    CueSpec,
    FamilySpec,
    FillerSpec,
    GroupSpec,
    Material,
    PuzzleSpec,
    ReplySpec,
    ScenariosSpec,
)
from opsmethods.models import lines_of
from opsmethods.queries.live_rows import Rows, spec_of


def material_of(rows: Rows) -> Material:
    groups: dict[str, list[GroupSpec]] = defaultdict(list)
    sets: dict[str, list[PuzzleSpec]] = defaultdict(list)
    for row in rows.of("group"):
        groups[row.model].append(_group(row, rows))
    for row in rows.of("puzzle"):
        sets[row.model].append(_puzzle(row, rows))
    banks = {model: BankSpec(tuple(groups[model]), tuple(sets[model])) for model in sorted({*groups, *sets})}
    return Material(banks=banks, scenarios=_scenarios(rows))


def _group(row: Any, rows: Rows) -> GroupSpec:
    cases = tuple(spec_of(CaseSpec, case) for case in rows.of("case", group=row))
    return spec_of(GroupSpec, row, apart=lines_of(row.apart), cases=cases)


def _puzzle(row: Any, rows: Rows) -> PuzzleSpec:
    replies = tuple(spec_of(ReplySpec, reply) for reply in rows.of("reply", puzzle=row))
    return spec_of(PuzzleSpec, row, method=row.method.slug if row.method else "", replies=replies)


def _scenarios(rows: Rows) -> ScenariosSpec:
    fillers: dict[str, list[Any]] = defaultdict(list)
    for row in rows.of("filler"):
        fillers[row.kind].append(row)
    return ScenariosSpec(
        cues={row.code: _cue(row) for row in rows.of("cue")},
        families=tuple(spec_of(FamilySpec, row, methods=lines_of(row.methods)) for row in rows.of("family")),
        noise=tuple(spec_of(FillerSpec, row) for row in fillers["noise"]),
        events=tuple(spec_of(FillerSpec, row) for row in fillers["event"]),
        firms=tuple(row.text for row in fillers["firm"]),
    )


def _cue(row: Any) -> CueSpec:
    return spec_of(
        CueSpec,
        row,
        answer=f"{row.answer.question.code}.{row.answer.code}",
        own=row.own.slug if row.own else "",
        clashes=lines_of(row.clashes),
        scale_for=lines_of(row.scale_for),
        texts=lines_of(row.texts),
    )
