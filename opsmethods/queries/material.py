"""The banks of a topic as their pack tells them."""

from collections import defaultdict
from typing import Any

from opsmethods.domain.bank_rules import note_places, replies_problem
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
from opsmethods.domain.clues import hard_set_problem
from opsmethods.models import Cue, Section, Topic, lines_of
from opsmethods.queries.live_rows import Rows, spec_of


def material_of(rows: Rows) -> Material:
    """Without what points at a draft, and without puzzles that lack a right reply or wrong ones."""
    places = _live_places(rows)
    groups: dict[str, list[Any]] = defaultdict(list)
    sets: dict[str, list[PuzzleSpec]] = defaultdict(list)
    for row in rows.of("group"):
        if row.note in places:
            groups[row.model].append(row)
    for row in rows.of("puzzle"):
        puzzle = _puzzle(row, rows)
        if row.note in places and not replies_problem(row.model, [reply.role for reply in puzzle.replies]):
            sets[row.model].append(puzzle)
    models = sorted({*groups, *sets})
    banks = {model: BankSpec(_groups(groups[model], rows), tuple(sets[model])) for model in models}
    return Material(banks=banks, scenarios=_scenarios(rows))


def _live_places(rows: Rows) -> set[str]:
    return note_places(
        methods=_names(rows, "method", "slug"),
        codes=_names(rows, "dimension") | _names(rows, "trait"),
        sections=((row.theme.slug, row.code) for row in rows.of("section")),
        terms=_names(rows, "term", "slug"),
    )


def _names(rows: Rows, table: str, name: str = "code") -> set[str]:
    return {getattr(row, name) for row in rows.of(table)}


def live_lines(text: str, names: set[str]) -> tuple[str, ...]:
    """Its lines, but those that name a draft or what has been deleted since."""
    return tuple(name for name in lines_of(text) if name in names)


def _groups(found: list[Any], rows: Rows) -> tuple[GroupSpec, ...]:
    codes = {row.code for row in found}
    return tuple(
        spec_of(
            GroupSpec,
            row,
            apart=live_lines(row.apart, codes),
            cases=tuple(spec_of(CaseSpec, case) for case in rows.of("case", group=row)),
        )
        for row in found
    )


def _puzzle(row: Any, rows: Rows) -> PuzzleSpec:
    replies = tuple(spec_of(ReplySpec, reply) for reply in rows.of("reply", puzzle=row))
    return spec_of(PuzzleSpec, row, method=row.method.slug if row.method else "", replies=replies)


def _scenarios(rows: Rows) -> ScenariosSpec:
    slugs, codes = _names(rows, "method", "slug"), _names(rows, "cue")
    fillers: dict[str, list[Any]] = defaultdict(list)
    for row in rows.of("filler"):
        fillers[row.kind].append(row)
    cues = {row.code: _cue(row, slugs, codes) for row in rows.of("cue")}
    return ScenariosSpec(
        cues=cues,
        families=tuple(spec_of(FamilySpec, row, methods=live_lines(row.methods, slugs)) for row in rows.of("family")),
        noise=tuple(spec_of(FillerSpec, row) for row in fillers["noise"]),
        events=tuple(spec_of(FillerSpec, row) for row in fillers["event"]),
        firms=tuple(row.text for row in fillers["firm"]),
        accepted=_accepted(rows, cues, slugs),
    )


def _accepted(rows: Rows, cues: dict[str, CueSpec], slugs: set[str]) -> tuple[str, ...]:
    """Those that are still hard sets: clues, scores and methods may have changed since they were accepted."""
    names = [row.clues for row in rows.of("hardset")]
    fits = _fits(rows) if names else {}
    return tuple(name for name in names if not hard_set_problem(name, cues=cues, fits=fits, methods=slugs))


def _fits(rows: Rows) -> dict[str, dict[str, int]]:
    """The score of each answer, as `question.answer`, for each method."""
    return {
        f"{answer.question.code}.{answer.code}": {
            fit.method.slug: fit.score for fit in rows.of("answerfit", answer=answer)
        }
        for answer in rows.of("answer")
    }


def _cue(row: Any, slugs: set[str], codes: set[str]) -> CueSpec:
    return spec_of(
        CueSpec,
        row,
        answer=f"{row.answer.question.code}.{row.answer.code}",
        own=row.own.slug if row.own else "",
        clashes=live_lines(row.clashes, codes),
        scale_for=live_lines(row.scale_for, slugs),
        texts=lines_of(row.texts),
    )


# --- What an editor's words are held against ------------------------------------------------------


def note_places_of(topic: Topic) -> set[str]:
    """Every place that a note may point at, drafts included."""
    codes = (*topic.dimensions.values_list("code", flat=True), *topic.traits.values_list("code", flat=True))
    return note_places(
        methods=topic.methods.values_list("slug", flat=True),
        codes=codes,
        sections=Section.objects.filter(theme__topic=topic).values_list("theme__slug", "code"),
        terms=topic.terms.values_list("slug", flat=True),
    )


def clashes_beside(topic: Topic, *, pk: int | None) -> dict[str, tuple[str, ...]]:
    """What the clues of a topic say that they clash with; without one of them, and without drafts."""
    rows = Cue.objects.filter(topic=topic, published=True).exclude(pk=pk or 0)
    return {row.code: lines_of(row.clashes) for row in rows}
