"""A topic as its pack: what editors have made of it, ready to be written to files."""

from collections.abc import Iterable, Mapping
from typing import Any

from opsmethods.domain.facts import Truth
from opsmethods.domain.schema import Markdown
from opsmethods.domain.specs import (
    AnswerSpec,
    Bounds,
    CellSpec,
    ChangeSpec,
    ChoosingSpec,
    ConfusionSpec,
    CostsSpec,
    DimensionSpec,
    ExampleSpec,
    FactorSpec,
    MethodSpec,
    MisconceptionSpec,
    MoneyBounds,
    Pack,
    PhrasesSpec,
    QuestionSpec,
    RuleSpec,
    SectionSpec,
    StatementSpec,
    StepSpec,
    SyllabusSpec,
    TermSpec,
    ThemeSpec,
    TopicSpec,
    TraitSpec,
)
from opsmethods.models import CostScale, Topic, lines_of
from opsmethods.queries.live_rows import Rows, spec_of
from opsmethods.queries.material import live_lines, material_of


def pack_of(topic: Topic) -> Pack:
    """Everything of a topic but its drafts, as a pack: loading it again changes nothing."""
    rows = Rows(topic)
    methods = sorted(rows.of("method"), key=lambda row: (row.slot, row.slug))
    wordings: dict[str, dict[str, str]] = {}
    for wording in sorted(rows.of("wording"), key=lambda row: (row.model, row.code)):
        wordings.setdefault(wording.model, {})[wording.code] = wording.text
    return Pack(
        topic=_topic(topic, rows),
        dimensions=tuple(_dimension(row, rows) for row in rows.of("dimension")),
        methods=tuple(_method(row, rows) for row in methods),
        wordings=wordings,
        traits=tuple(_trait(row, rows) for row in rows.of("trait")),
        confusions=tuple(_confusion(row) for row in rows.of("confusion")),
        themes=tuple(_theme(row, rows) for row in rows.of("theme")),
        choosing=_choosing(rows),
        terms=_terms(rows),
        syllabuses=tuple(_syllabus(row) for row in rows.of("syllabus")),
        sources={row.code: row.text for row in rows.of("source")},
        material=material_of(rows),
    )


def _topic(topic: Topic, rows: Rows) -> TopicSpec:
    """Without its map, if one of the two dimensions is a draft."""
    codes = {row.code for row in rows.of("dimension")}
    has_map = {topic.map_across, topic.map_up} <= codes
    across, up = (topic.map_across, topic.map_up) if has_map else ("", "")
    return spec_of(TopicSpec, topic, choosing=Markdown(topic.choosing), map_across=across, map_up=up)


def _by_method(rows: Iterable[Any], column: str) -> dict[str, Any]:
    return {row.method.slug: getattr(row, column) for row in sorted(rows, key=lambda row: row.method.slot)}


# --- Dimensions and methods -----------------------------------------------------------------------


def _dimension(row: Any, rows: Rows) -> DimensionSpec:
    cells = sorted(rows.of("cell", dimension=row), key=lambda cell: cell.method.slot)
    return spec_of(
        DimensionSpec,
        row,
        words=row.word_list,
        sources=lines_of(row.sources),
        cells={cell.method.slug: spec_of(CellSpec, cell) for cell in cells},
    )


def _method(row: Any, rows: Rows) -> MethodSpec:
    statements = rows.of("statement", method=row)
    return spec_of(
        MethodSpec,
        row,
        idea=Markdown(row.idea),
        process=Markdown(row.process),
        leaks=row.leak_list,
        examples=tuple(spec_of(ExampleSpec, example) for example in rows.of("example", method=row)),
        advantages=tuple(_statement(one) for one in statements if one.kind == "advantage"),
        disadvantages=tuple(_statement(one) for one in statements if one.kind == "disadvantage"),
        phrases=_phrases(rows.of("phrase", method=row)),
        contrasts={
            one.wrong.slug: one.text for one in sorted(rows.of("contrast", right=row), key=lambda one: one.wrong.slot)
        },
        costs=next((_costs(one) for one in rows.of("costscale", method=row)), None),
        misconceptions=tuple(spec_of(MisconceptionSpec, one) for one in rows.of("misconception", method=row)),
        steps=tuple(spec_of(StepSpec, one) for one in rows.of("step", method=row)),
    )


def _statement(row: Any) -> StatementSpec:
    truths = sorted(row.truths.all(), key=lambda truth: truth.method.slot)
    truth = {one.method.slug: Truth(one.value) for one in truths if one.method.published}
    return spec_of(StatementSpec, row, truth=truth)


def _phrases(rows: list[Any]) -> PhrasesSpec:
    texts: Mapping[str, dict[str, str]] = {"definition": {}, "output": {}, "sequence": {}}
    for row in sorted(rows, key=lambda row: row.code):
        texts[row.kind][row.code] = row.text
    return PhrasesSpec(**texts)


def _costs(row: CostScale) -> CostsSpec:
    return CostsSpec(
        fixed=Bounds(row.fixed_min, row.fixed_max, row.fixed_step),
        variable=MoneyBounds(row.variable_min, row.variable_max, row.variable_step),
        output=Bounds(row.output_min, row.output_max, row.output_step),
    )


# --- What is told about all methods ---------------------------------------------------------------


def _trait(row: Any, rows: Rows) -> TraitSpec:
    return spec_of(TraitSpec, row, cells=_by_method(rows.of("traitcell", trait=row), "text"))


def _confusion(row: Any) -> ConfusionSpec:
    between = row.first.slug, row.second.slug
    return spec_of(ConfusionSpec, row, between=between, dimensions=lines_of(row.dimensions))


def _theme(row: Any, rows: Rows) -> ThemeSpec:
    return spec_of(ThemeSpec, row, sections=tuple(_section(one, rows) for one in rows.of("section", theme=row)))


def _section(row: Any, rows: Rows) -> SectionSpec:
    notes = _by_method(rows.of("sectionnote", section=row), "text")
    return spec_of(SectionSpec, row, body=Markdown(row.body), methods=notes, sources=lines_of(row.sources))


def _terms(rows: Rows) -> tuple[TermSpec, ...]:
    found = rows.of("term")
    slugs = {row.slug for row in found}
    return tuple(
        spec_of(
            TermSpec,
            row,
            also=lines_of(row.also),
            circular=lines_of(row.circular),
            confused=live_lines(row.confused, slugs),
        )
        for row in found
    )


def _syllabus(row: Any) -> SyllabusSpec:
    return spec_of(SyllabusSpec, row, core=lines_of(row.core), beyond=lines_of(row.beyond))


def _choosing(rows: Rows) -> ChoosingSpec:
    return ChoosingSpec(
        factors=tuple(
            spec_of(FactorSpec, row, points=_by_method(rows.of("factorpoint", factor=row), "text"))
            for row in rows.of("factor")
        ),
        questions=tuple(_question(row, rows) for row in rows.of("question")),
        rules=tuple(_rule(row) for row in rows.of("decisionrule")),
        changes=tuple(_change(row) for row in rows.of("change")),
    )


def _question(row: Any, rows: Rows) -> QuestionSpec:
    answers = rows.of("answer", question=row)
    return spec_of(QuestionSpec, row, answers=tuple(_answer(answer, rows) for answer in answers))


def _answer(row: Any, rows: Rows) -> AnswerSpec:
    return spec_of(AnswerSpec, row, fits=_by_method(rows.of("answerfit", answer=row), "score"))


def _rule(row: Any) -> RuleSpec:
    lines = (line.partition(":") for line in lines_of(row.when))
    when = {question.strip(): tuple(answers.replace(" ", "").split(",")) for question, _, answers in lines}
    return spec_of(RuleSpec, row, when=when, lean=lines_of(row.lean), against=lines_of(row.against))


def _change(row: Any) -> ChangeSpec:
    ends = {"old": row.old.slug if row.old else "", "new": row.new.slug if row.new else ""}
    return spec_of(ChangeSpec, row, **ends)
