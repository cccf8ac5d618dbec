"""Every content row of a topic under the key its pack knows it by."""

from collections.abc import Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from opsmethods.domain.pack_row import key_of
from opsmethods.models import (
    Answer,
    AnswerFit,
    Case,
    Cell,
    Change,
    Confusion,
    ContentRow,
    Contrast,
    CostScale,
    Cue,
    DecisionRule,
    Dimension,
    Example,
    Factor,
    FactorPoint,
    Family,
    Filler,
    Group,
    HardSet,
    Method,
    Misconception,
    Phrase,
    Puzzle,
    Question,
    Reply,
    Section,
    SectionNote,
    Source,
    Statement,
    Step,
    Syllabus,
    Term,
    Theme,
    Topic,
    Trait,
    TraitCell,
    Wording,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Table:
    """Where a kind of row is kept, how to find those of a topic, and what its natural key is made of."""

    model: type[ContentRow]
    topic: str
    key: tuple[str, ...]
    inside: tuple[str, ...] = ()

    @property
    def related(self) -> tuple[str, ...]:
        return tuple(path.rpartition(".")[0].replace(".", "__") for path in self.key if "." in path)


TABLES: Mapping[str, Table] = {
    "topic": Table(Topic, "pk", ("slug",)),
    "dimension": Table(Dimension, "topic", ("code",)),
    "method": Table(Method, "topic", ("slug",)),
    "cell": Table(Cell, "method__topic", ("method.slug", "dimension.code")),
    "example": Table(Example, "method__topic", ("method.slug", "code")),
    "statement": Table(Statement, "method__topic", ("method.slug", "code"), inside=("truths__method",)),
    "phrase": Table(Phrase, "method__topic", ("method.slug", "code")),
    "contrast": Table(Contrast, "right__topic", ("right.slug", "wrong.slug")),
    "costscale": Table(CostScale, "method__topic", ("method.slug",)),
    "wording": Table(Wording, "topic", ("model", "code")),
    "misconception": Table(Misconception, "method__topic", ("method.slug", "code")),
    "step": Table(Step, "method__topic", ("method.slug", "code")),
    "trait": Table(Trait, "topic", ("code",)),
    "traitcell": Table(TraitCell, "method__topic", ("method.slug", "trait.code")),
    "confusion": Table(Confusion, "first__topic", ("first.slug", "second.slug")),
    "theme": Table(Theme, "topic", ("slug",)),
    "section": Table(Section, "theme__topic", ("theme.slug", "code")),
    "sectionnote": Table(SectionNote, "method__topic", ("section.theme.slug", "section.code", "method.slug")),
    "factor": Table(Factor, "topic", ("code",)),
    "factorpoint": Table(FactorPoint, "method__topic", ("factor.code", "method.slug")),
    "question": Table(Question, "topic", ("code",)),
    "answer": Table(Answer, "question__topic", ("question.code", "code")),
    "answerfit": Table(AnswerFit, "method__topic", ("answer.question.code", "answer.code", "method.slug")),
    "decisionrule": Table(DecisionRule, "topic", ("code",)),
    "change": Table(Change, "topic", ("code",), inside=("old", "new")),
    "term": Table(Term, "topic", ("slug",)),
    "syllabus": Table(Syllabus, "topic", ("board", "level")),
    "source": Table(Source, "topic", ("code",)),
    "group": Table(Group, "topic", ("model", "code")),
    "case": Table(Case, "group__topic", ("group.model", "group.code", "code")),
    "puzzle": Table(Puzzle, "topic", ("model", "code"), inside=("method",)),
    "reply": Table(Reply, "puzzle__topic", ("puzzle.model", "puzzle.code", "code"), inside=("puzzle__method",)),
    "cue": Table(Cue, "topic", ("code",), inside=("answer__question", "own")),
    "family": Table(Family, "topic", ("code",)),
    "filler": Table(Filler, "topic", ("kind", "code")),
    "hardset": Table(HardSet, "topic", ("clues",)),
}


def rows_by_key(topic: Topic) -> dict[str, ContentRow]:
    """Every content row of a topic under its natural key."""
    found: dict[str, ContentRow] = {}
    for name, table in TABLES.items():
        rows: QuerySet[Any] = table.model._default_manager.filter(**{table.topic: topic.pk})
        if table.related:  # called with nothing it would follow every foreign key
            rows = rows.select_related(*table.related)
        rows = rows.prefetch_related(*table.inside)
        for row in rows:
            found[key_of(name, *(attrgetter(path)(row) for path in table.key))] = row
    return found
