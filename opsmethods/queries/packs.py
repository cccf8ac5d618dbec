"""A topic as its pack: what editors have made of it, ready to be written to files."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

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
from opsmethods.models import ContentRow, CostScale, Topic, lines_of
from opsmethods.queries.rows import TABLES, rows_by_key

Spec = TypeVar("Spec")
PARENTS = (
    "method",
    "dimension",
    "trait",
    "theme",
    "section",
    "factor",
    "question",
    "answer",
    "first",
    "second",
    "right",
    "wrong",
)


class Rows:
    """Published content rows of a topic by table, in the order their pages have them."""

    def __init__(self, topic: Topic) -> None:
        self.found: dict[str, list[Any]] = defaultdict(list)
        names = {table.model: name for name, table in TABLES.items()}
        for row in rows_by_key(topic).values():
            if _is_live(row):
                self.found[names[type(row)]].append(row)

    def of(self, table: str, **parents: ContentRow) -> list[Any]:
        """Those of these parents."""
        rows = (row for row in self.found[table] if all(getattr(row, f"{n}_id") == p.pk for n, p in parents.items()))
        return sorted(rows, key=lambda row: (getattr(row, "position", 0), row.pk))


def _is_live(row: Any) -> bool:
    parents = (getattr(row, name) for name in PARENTS if hasattr(row, f"{name}_id"))
    return (row.published or isinstance(row, Topic)) and all(_is_live(parent) for parent in parents)


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
        terms=tuple(
            _spec(TermSpec, row, also=lines_of(row.also), circular=lines_of(row.circular)) for row in rows.of("term")
        ),
        syllabuses=tuple(
            _spec(SyllabusSpec, row, core=lines_of(row.core), beyond=lines_of(row.beyond))
            for row in rows.of("syllabus")
        ),
        sources={row.code: row.text for row in rows.of("source")},
    )


def _topic(topic: Topic, rows: Rows) -> TopicSpec:
    """Without its map, if one of the two dimensions is a draft."""
    codes = {row.code for row in rows.of("dimension")}
    has_map = {topic.map_across, topic.map_up} <= codes
    across, up = (topic.map_across, topic.map_up) if has_map else ("", "")
    return _spec(TopicSpec, topic, choosing=Markdown(topic.choosing), map_across=across, map_up=up)


def _spec(kind: type[Spec], row: ContentRow, **more: Any) -> Spec:
    """The columns that a row shares with its spec, and what must be said otherwise."""
    names = [name for name in kind.__dataclass_fields__ if name not in more]  # type: ignore[attr-defined]
    return kind(**{name: getattr(row, name) for name in names}, **more)


def _by_method(rows: Iterable[Any], column: str) -> dict[str, Any]:
    return {row.method.slug: getattr(row, column) for row in sorted(rows, key=lambda row: row.method.slot)}


# --- Dimensions and methods -----------------------------------------------------------------------


def _dimension(row: Any, rows: Rows) -> DimensionSpec:
    cells = sorted(rows.of("cell", dimension=row), key=lambda cell: cell.method.slot)
    return _spec(
        DimensionSpec,
        row,
        words=row.word_list,
        sources=lines_of(row.sources),
        cells={cell.method.slug: _spec(CellSpec, cell) for cell in cells},
    )


def _method(row: Any, rows: Rows) -> MethodSpec:
    statements = rows.of("statement", method=row)
    return _spec(
        MethodSpec,
        row,
        idea=Markdown(row.idea),
        process=Markdown(row.process),
        leaks=row.leak_list,
        examples=tuple(_spec(ExampleSpec, example) for example in rows.of("example", method=row)),
        advantages=tuple(_statement(one) for one in statements if one.kind == "advantage"),
        disadvantages=tuple(_statement(one) for one in statements if one.kind == "disadvantage"),
        phrases=_phrases(rows.of("phrase", method=row)),
        contrasts={
            one.wrong.slug: one.text for one in sorted(rows.of("contrast", right=row), key=lambda one: one.wrong.slot)
        },
        costs=next((_costs(one) for one in rows.of("costscale", method=row)), None),
        misconceptions=tuple(_spec(MisconceptionSpec, one) for one in rows.of("misconception", method=row)),
        steps=tuple(_spec(StepSpec, one) for one in rows.of("step", method=row)),
    )


def _statement(row: Any) -> StatementSpec:
    truths = sorted(row.truths.all(), key=lambda truth: truth.method.slot)
    truth = {one.method.slug: Truth(one.value) for one in truths if one.method.published}
    return StatementSpec(code=row.code, view=row.view, text=row.text, truth=truth)


def _phrases(rows: list[Any]) -> PhrasesSpec:
    texts: Mapping[str, dict[str, str]] = {"definition": {}, "output": {}, "sequence": {}}
    for row in sorted(rows, key=lambda row: row.code):
        texts[row.kind][row.code] = row.text
    return PhrasesSpec(**texts)


def _contrasts(rows: list[Any]) -> dict[str, str]:
    return {row.wrong.slug: row.text for row in sorted(rows, key=lambda row: row.wrong.slot)}


def _costs(row: CostScale) -> CostsSpec:
    return CostsSpec(
        fixed=Bounds(row.fixed_min, row.fixed_max, row.fixed_step),
        variable=MoneyBounds(row.variable_min, row.variable_max, row.variable_step),
        output=Bounds(row.output_min, row.output_max, row.output_step),
    )


# --- What is told about all methods ---------------------------------------------------------------


def _trait(row: Any, rows: Rows) -> TraitSpec:
    return _spec(TraitSpec, row, cells=_by_method(rows.of("traitcell", trait=row), "text"))


def _confusion(row: Any) -> ConfusionSpec:
    between = row.first.slug, row.second.slug
    return _spec(ConfusionSpec, row, between=between, dimensions=lines_of(row.dimensions))


def _theme(row: Any, rows: Rows) -> ThemeSpec:
    return _spec(ThemeSpec, row, sections=tuple(_section(one, rows) for one in rows.of("section", theme=row)))


def _section(row: Any, rows: Rows) -> SectionSpec:
    notes = _by_method(rows.of("sectionnote", section=row), "text")
    return _spec(SectionSpec, row, body=Markdown(row.body), methods=notes, sources=lines_of(row.sources))


def _term(row: Any) -> TermSpec:
    return _spec(TermSpec, row, also=lines_of(row.also), circular=lines_of(row.circular))


def _syllabus(row: Any) -> SyllabusSpec:
    return _spec(SyllabusSpec, row, core=lines_of(row.core), beyond=lines_of(row.beyond))


def _choosing(rows: Rows) -> ChoosingSpec:
    return ChoosingSpec(
        factors=tuple(
            _spec(FactorSpec, row, points=_by_method(rows.of("factorpoint", factor=row), "text"))
            for row in rows.of("factor")
        ),
        questions=tuple(_question(row, rows) for row in rows.of("question")),
        rules=tuple(_rule(row) for row in rows.of("decisionrule")),
        changes=tuple(_change(row) for row in rows.of("change")),
    )


def _question(row: Any, rows: Rows) -> QuestionSpec:
    answers = rows.of("answer", question=row)
    return _spec(QuestionSpec, row, answers=tuple(_answer(answer, rows) for answer in answers))


def _answer(row: Any, rows: Rows) -> AnswerSpec:
    return _spec(AnswerSpec, row, fits=_by_method(rows.of("answerfit", answer=row), "score"))


def _rule(row: Any) -> RuleSpec:
    lines = (line.partition(":") for line in lines_of(row.when))
    when = {question.strip(): tuple(answers.replace(" ", "").split(",")) for question, _, answers in lines}
    return _spec(RuleSpec, row, when=when, lean=lines_of(row.lean), against=lines_of(row.against))


def _change(row: Any) -> ChangeSpec:
    ends = {"old": row.old.slug if row.old else "", "new": row.new.slug if row.new else ""}
    return _spec(ChangeSpec, row, **ends)
