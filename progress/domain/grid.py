"""The grid of methods and dimensions, in each field what the answers say."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from opsmethods.domain.facts import FactBase, MethodFact
from progress.domain.measures import AnswerCount, Answers, State, fields_of, total_of
from quizzes.domain.pattern import OTHERS, WHOLE


@dataclass(frozen=True, slots=True)
class Column:
    """A dimension. The one without a code holds questions that ask which method is meant."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Field:
    method: MethodFact
    column: Column
    answers: Answers

    @property
    def state(self) -> State:
        return self.answers.all.state


@dataclass(frozen=True, slots=True)
class Row:
    method: MethodFact
    fields: tuple[Field, ...]

    @property
    def glyph(self) -> str:
        return f"g-{self.method.slot}"


@dataclass(frozen=True, slots=True)
class Line:
    """A column laid down, with a field for each method: there are more dimensions than fit across a page."""

    column: Column
    fields: tuple[Field, ...]

    @property
    def is_tried(self) -> bool:
        return any(field.answers.all.tried for field in self.fields)


@dataclass(frozen=True, slots=True)
class Grid:
    """`others`: the part of the total that belongs to no single method."""

    topic: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Answers
    others: Answers = field(default_factory=Answers)

    @property
    def on_others(self) -> str:
        """What is said of the others; empty where none was tried."""
        return f"{OTHERS}: {self.others.all.words}" if self.others.all.tried else ""

    @property
    def lines(self) -> tuple[Line, ...]:
        by_column = zip(*(row.fields for row in self.rows), strict=True)
        return tuple(Line(column, fields) for column, fields in zip(self.columns, by_column, strict=True))

    @property
    def lines_shown(self) -> tuple[Line, ...]:
        """What there is something to say of: the whole always, a dimension once it has an answer."""
        return tuple(line for line in self.lines if line.is_tried or not line.column.code)

    @property
    def lines_untried(self) -> tuple[Line, ...]:
        shown = self.lines_shown
        return tuple(line for line in self.lines if line not in shown)


def grid_of(facts: FactBase, *, title: str, counts: Iterable[AnswerCount]) -> Grid:
    """Every method and dimension of the topic has a field, tried or not."""
    counts = tuple(counts)
    fields = fields_of(counts)
    columns = (
        Column("", WHOLE),
        *(Column(dimension.code, dimension.label) for dimension in facts.dimensions),
    )
    rows = tuple(_row(method, columns=columns, fields=fields) for method in facts.methods)
    known = {method.slug for method in facts.methods}
    others = total_of(count for count in counts if count.method not in known)
    return Grid(topic=facts.topic, title=title, columns=columns, rows=rows, total=total_of(counts), others=others)


def weakest(grid: Grid) -> tuple[MethodFact, Field] | None:
    """Where there is most to gain: of the fields being learned, the one with most wrong answers."""
    learning = [
        (method_row.method, field)
        for method_row in grid.rows
        for field in method_row.fields
        if field.state in (State.LEARNING, State.NEARLY)
    ]
    return max(learning, key=lambda found: _wrong(found[1]), default=None)


def _row(method: MethodFact, *, columns: tuple[Column, ...], fields: Mapping[tuple[str, str], Answers]) -> Row:
    found = tuple(Field(method, column, fields.get((method.slug, column.code), Answers())) for column in columns)
    return Row(method=method, fields=found)


def _wrong(field: Field) -> int:
    return field.answers.all.tried - field.answers.all.right
