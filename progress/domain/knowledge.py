"""What a reader's own answers say about the facts that an essay question draws on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from opsmethods.domain.facts import FactBase
from progress.domain.grid import Column, Field
from progress.domain.measures import AnswerCount, Answers, State, fields_of

MOST_GAPS = 12
TIMES = {1: "once", 2: "twice"}


@dataclass(frozen=True, slots=True)
class Draw:
    """What a point draws on: methods by slug, none for all of them, and references, of which some are dimensions."""

    methods: tuple[str, ...]
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """A method on a dimension. `field` is None where no point draws on it."""

    name: str
    field: Field | None

    @property
    def wrong(self) -> int:
        tally = self.field.answers.all if self.field else None
        return tally.tried - tally.right if tally else 0

    @property
    def words(self) -> str:
        """In words: "you have this: 5 of 6", "right so far: 2 of 2", "missed twice: 1 of 3", "not tried yet"."""
        if self.field is None:
            return ""
        tally = self.field.answers.all
        if tally.state is State.UNTRIED:
            return str(State.UNTRIED)
        if tally.state is State.SECURE:
            return f"you have this: {tally.words}"
        if not self.wrong:
            return f"right so far: {tally.words}"
        return f"missed {TIMES.get(self.wrong, f'{self.wrong} times')}: {tally.words}"

    @property
    def is_gap(self) -> bool:
        return self.field is not None and (self.wrong > 0 or not self.field.answers.all.tried)


@dataclass(frozen=True, slots=True)
class KnowledgeRow:
    column: Column
    cells: tuple[Known, ...]


@dataclass(frozen=True, slots=True)
class Knowledge:
    rows: tuple[KnowledgeRow, ...]

    @property
    def gaps(self) -> tuple[tuple[str, str], ...]:
        """Method and dimension of what was missed, most often first, then of what was not tried; 12 at most."""
        found = [known for row in self.rows for known in row.cells if known.is_gap]
        worst = sorted(found, key=lambda known: -known.wrong)[:MOST_GAPS]
        return tuple((known.field.method.slug, known.field.column.code) for known in worst if known.field)

    @property
    def cells(self) -> str:
        """The gaps as the form of a quiz takes them: "job:UC flow:VOL"."""
        return " ".join(f"{method}:{dimension}" for method, dimension in self.gaps)


def knowledge_of(facts: FactBase, *, draws: Iterable[Draw], counts: Iterable[AnswerCount]) -> Knowledge:
    """A row for each dimension that a point draws on, in the order of the notes, with a cell for each method."""
    fields = fields_of(counts)
    drawn = _drawn(facts, draws)
    codes = {code for _, code in drawn}
    return Knowledge(
        tuple(
            KnowledgeRow(column, _cells(facts, column, drawn=drawn, fields=fields))
            for column in (Column(each.code, each.label) for each in facts.dimensions if each.code in codes)
        )
    )


def _drawn(facts: FactBase, draws: Iterable[Draw]) -> set[tuple[str, str]]:
    slugs = tuple(method.slug for method in facts.methods)
    known = {dimension.code for dimension in facts.dimensions}
    return {
        (slug, code)
        for draw in draws
        for slug in (draw.methods or slugs)
        for code in draw.references
        if code in known and slug in slugs
    }


def _cells(
    facts: FactBase, column: Column, *, drawn: set[tuple[str, str]], fields: Mapping[tuple[str, str], Answers]
) -> tuple[Known, ...]:
    return tuple(
        Known(
            method.name,
            Field(method, column, fields.get((method.slug, column.code), Answers()))
            if (method.slug, column.code) in drawn
            else None,
        )
        for method in facts.methods
    )
