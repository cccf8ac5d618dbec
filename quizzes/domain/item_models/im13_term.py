"""IM13 Term meaning: what is meant by this word? The wrong options are meanings of words it is confused with."""

from collections.abc import Iterator, Mapping
from functools import partial

from opsmethods.domain.facts import FactBase, TermFact
from quizzes.domain.candidate import Ask, Candidate, Choice, Demand, ItemModel, no_method
from quizzes.domain.choosing import wrong_sets
from quizzes.domain.item import Strategy
from quizzes.domain.item_models.stated import Stated, candidate_of
from quizzes.domain.predicates import CERTAIN, IMPOSSIBLE
from quizzes.domain.wording import closed, explained, mid_sentence, quoted
from quizzes.domain.words import word_set

CODE = "IM13"
SETS = 5


def candidates(facts: FactBase) -> Iterator[Candidate]:
    terms = {term.slug: term for term in facts.terms}
    for term in facts.terms:
        pool = _mistaken_for(term, terms)
        sets = wrong_sets(
            term.definition,
            pool,
            text=lambda one: one.definition,
            count=SETS,
            seed=f"{CODE} {term.slug}",
            stem=term.term,
        )
        yield from (_candidate(facts, term, wrong) for wrong in sets)


def _mistaken_for(term: TermFact, terms: Mapping[str, TermFact]) -> list[TermFact]:
    """The terms it is confused with, and those that they are confused with; but no meaning tells of the term itself."""
    near = [terms[slug] for slug in term.confused if slug in terms]
    further = [terms[slug] for one in near for slug in one.confused if slug in terms]
    asked = word_set(term.term)
    return [one for one in dict.fromkeys([*near, *further]) if one != term and not asked <= word_set(one.definition)]


def _candidate(facts: FactBase, term: TermFact, wrong: tuple[TermFact, ...]) -> Candidate:
    slugs = [term.slug, *sorted(one.slug for one in wrong)]
    return candidate_of(
        facts,
        Ask(model=CODE, method="", demand=Demand.RECALL, parts=tuple(slugs)),
        uses=[f"term:{slug}" for slug in slugs],
        options=len(slugs),
        stated=partial(_stated, term, wrong),
    )


def _stated(term: TermFact, wrong: tuple[TermFact, ...]) -> Stated:
    return Stated(
        key=_choice(term, term, beside=wrong[0]),
        wrong=tuple(_choice(term, one, beside=term) for one in wrong),
        methods=(),
        words={"term": mid_sentence(term.term)},
    )


def _choice(asked: TermFact, told: TermFact, *, beside: TermFact) -> Choice:
    """`beside`: the term whose meaning makes plain what this one is not."""
    is_right = told == asked
    verdict = f"This is what {quoted(mid_sentence(told.term))} means"
    other = f"{quoted(beside.term)} means something else" if is_right else quoted(beside.term)
    return Choice(
        text=closed(told.definition),
        why=explained(verdict, f"{other}: {beside.definition}"),
        note=f"glossary#{told.slug}",
        claim=f"{told.slug} is meant by {asked.slug}",
        truths=CERTAIN if is_right else IMPOSSIBLE,
        strategy=Strategy.NONE if is_right else Strategy.DEFINITION,
    )


MODEL = ItemModel(
    code=CODE,
    title="What a term means",
    needs="terms with three others that they are confused with",
    demand=Demand.RECALL,
    found=candidates,
    methods=no_method,
)
