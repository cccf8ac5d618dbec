"""IM02 Method to definition: which statement describes this method?"""

from collections.abc import Iterator
from functools import partial
from itertools import product

from opsmethods.domain.facts import FactBase, MethodFact
from quizzes.domain.candidate import Ask, Candidate, Choice, Demand, ItemModel
from quizzes.domain.choosing import is_alike
from quizzes.domain.item import Strategy
from quizzes.domain.item_models.described import MOST_OPTIONS, rivals_of
from quizzes.domain.item_models.stated import Stated, candidate_of, in_order
from quizzes.domain.predicates import CERTAIN, IMPOSSIBLE, is_near
from quizzes.domain.wording import closed, explained, mark_of, mid_sentence
from quizzes.domain.words import length

CODE = "IM02"
SETS = 2


def candidates(facts: FactBase) -> Iterator[Candidate]:
    for method in facts.methods:
        rivals = rivals_of(facts, method)[: MOST_OPTIONS - 1]
        if rivals:
            for definition in method.definitions:
                yield from _candidates(facts, method, definition, rivals)


def _candidates(
    facts: FactBase, method: MethodFact, definition: str, rivals: tuple[MethodFact, ...]
) -> Iterator[Candidate]:
    turn = method.definitions.index(definition)
    offered = [rival.definitions[turn:] + rival.definitions[:turn] for rival in rivals]
    alike = (texts for texts in product(*offered) if is_alike(length(definition), [length(text) for text in texts]))
    for _, texts in zip(range(SETS), alike, strict=False):
        marks = [mark_of(text) for text in (definition, *texts)]
        yield candidate_of(
            facts,
            Ask(model=CODE, method=method.slug, demand=Demand.RECALL, parts=(method.slug, *marks)),
            uses=[f"definition:{mark}" for mark in marks],
            options=len(marks),
            stated=partial(_stated, facts, method, definition, tuple(zip(rivals, texts, strict=True))),
        )


def _stated(facts: FactBase, method: MethodFact, definition: str, pairs: tuple[tuple[MethodFact, str], ...]) -> Stated:
    return Stated(
        key=_choice(facts, method, method, definition),
        wrong=tuple(_choice(facts, method, rival, text) for rival, text in pairs),
        methods=in_order(facts, [method.slug, *(rival.slug for rival, _ in pairs)]),
        words={"method": mid_sentence(method.name)},
    )


def _choice(facts: FactBase, asked: MethodFact, told: MethodFact, text: str) -> Choice:
    is_right = text in asked.definitions
    about = f"This describes {mid_sentence(told.name)}"
    more = _in_other_words(asked, text) if is_right else facts.contrasts[asked.slug, told.slug]
    return Choice(
        text=closed(text),
        why=explained(*filter(None, (about, more))),
        note=f"{told.slug}#definition",
        claim=f"{mark_of(text)} defines {asked.slug}",
        truths=CERTAIN if is_right else IMPOSSIBLE,
        strategy=_strategy(facts, asked, told) if not is_right else Strategy.NONE,
    )


def _in_other_words(method: MethodFact, text: str) -> str:
    """Another definition; nothing where there is none."""
    return next((definition for definition in method.definitions if definition != text), "")


def _strategy(facts: FactBase, asked: MethodFact, told: MethodFact) -> Strategy:
    return Strategy.NEAR if is_near(facts, asked.slug, told.slug) else Strategy.OTHER


MODEL = ItemModel(
    code=CODE,
    title="Method to definition",
    needs="definitions, and for each pair of methods a sentence that tells them apart",
    demand=Demand.RECALL,
    found=candidates,
)
