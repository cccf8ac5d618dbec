"""Which method fits: what the chooser asks, and what it makes of the answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Prefetch

from opsmethods.domain.chooser import (
    AnswerFact,
    Candidate,
    ChooserFacts,
    FactorFact,
    Point,
    QuestionFact,
    RuleFact,
    conditions_of,
    given_in,
    query_of,
)
from opsmethods.domain.choosing import Recommendation, Verdict, recommend
from opsmethods.models import Answer, AnswerFit, DecisionRule, Factor, FactorPoint, Question, Topic, lines_of
from opsmethods.queries.topics import live, methods_of

SWITCHES = {"drafts"}  # in the address, but nothing that the chooser asks


class NothingToAsk(LookupError):
    """The topic has no questions about choosing, or nothing to choose from."""


@dataclass(frozen=True, slots=True)
class Field:
    """A question and the code of the answer given, if any."""

    question: QuestionFact
    chosen: str


@dataclass(frozen=True, slots=True)
class ChoicePage:
    """`query` brings the same answers back; `left_out` counts what the address had that is not asked here."""

    facts: ChooserFacts
    fields: tuple[Field, ...]
    answered: int
    left_out: int
    query: str
    choice: Recommendation

    @property
    def is_answered(self) -> bool:
        return self.choice.verdict != Verdict.OPEN


def choice_page(topic: Topic, *, given: Iterable[tuple[str, list[str]]], drafts: bool = False) -> ChoicePage:
    """`given` are the fields of the address with their values. Raises NothingToAsk."""
    facts = chooser_facts(topic, drafts=drafts)
    if not facts.questions or not facts.methods:
        raise NothingToAsk(f"Nothing is asked about choosing in {topic}.")
    answers = given_in(facts, [field for field in given if field[0] not in SWITCHES])
    return ChoicePage(
        facts=facts,
        fields=tuple(Field(question, answers.chosen.get(question.code, "")) for question in facts.questions),
        answered=len(answers.chosen),
        left_out=answers.left_out,
        query=query_of(answers),
        choice=recommend(facts, answers.chosen),
    )


def chooser_facts(topic: Topic, *, drafts: bool = False) -> ChooserFacts:
    """Everything published about choosing at the version just read, kept in the process; with drafts, read anew."""
    return _read(topic, drafts=True) if drafts else _chooser_facts(topic.pk, topic.version)


@lru_cache(maxsize=64)
def _chooser_facts(topic_id: int, version: int) -> ChooserFacts:  # noqa: ARG001 - another version, another copy
    return _read(Topic.objects.get(pk=topic_id), drafts=False)


def _read(topic: Topic, *, drafts: bool) -> ChooserFacts:
    methods = tuple(Candidate(row.slug, row.name, row.slot) for row in methods_of(topic, drafts=drafts))
    return ChooserFacts(
        methods=methods,
        questions=_questions(topic, drafts=drafts),
        rules=tuple(_rule(row) for row in live(topic.decision_rules.order_by("position", "code"), drafts=drafts)),
        factors=_factors(topic, methods, drafts=drafts),
    )


def _questions(topic: Topic, *, drafts: bool) -> tuple[QuestionFact, ...]:
    """A question without an answer is not asked."""
    fits = live(AnswerFit.objects.all(), "method", drafts=drafts)
    answers = live(Answer.objects.order_by("position", "code"), drafts=drafts).prefetch_related(Prefetch("fits", fits))
    rows = live(topic.questions.order_by("position", "code"), drafts=drafts)
    found = (_question(row) for row in rows.prefetch_related(Prefetch("answers", answers)))
    return tuple(question for question in found if question.answers)


def _question(row: Question) -> QuestionFact:
    answers = (
        AnswerFact(answer.code, answer.text, {fit.method.slug: fit.score for fit in answer.fits.all()})
        for answer in row.answers.all()
    )
    return QuestionFact(row.code, row.label, tuple(answers))


def _rule(row: DecisionRule) -> RuleFact:
    return RuleFact(
        code=row.code,
        when=conditions_of(row.when),
        condition=row.condition,
        lean=frozenset(lines_of(row.lean)),
        against=frozenset(lines_of(row.against)),
        because=row.because,
        unless=row.unless,
    )


def _factors(topic: Topic, methods: Iterable[Candidate], *, drafts: bool) -> tuple[FactorFact, ...]:
    points = live(FactorPoint.objects.all(), "method", drafts=drafts)
    rows = live(topic.factors.order_by("position", "code"), drafts=drafts).prefetch_related(Prefetch("points", points))
    return tuple(_factor(row, methods) for row in rows)


def _factor(row: Factor, methods: Iterable[Candidate]) -> FactorFact:
    texts = {point.method.slug: point.text for point in row.points.all()}
    return FactorFact(row.code, row.title, tuple(Point(method, texts.get(method.slug, "")) for method in methods))
