"""IM01 Definition to method: which method is described here?"""

from collections.abc import Iterator

from opsmethods.domain.facts import FactBase, MethodFact
from quizzes.domain.candidate import Ask, Candidate, Demand, ItemModel
from quizzes.domain.item_models.described import Description, candidates_of
from quizzes.domain.wording import mark_of, mid_sentence

CODE = "IM01"


def candidates(facts: FactBase) -> Iterator[Candidate]:
    return candidates_of(facts, _descriptions(facts))


def _descriptions(facts: FactBase) -> Iterator[Description]:
    return (_description(method, text) for method in facts.methods for text in method.definitions)


def _description(method: MethodFact, definition: str) -> Description:
    return Description(
        ask=Ask(model=CODE, method=method.slug, demand=Demand.RECALL, parts=(method.slug, mark_of(definition))),
        right=method,
        words={"definition": definition},
        uses=(f"definition:{mark_of(definition)}",),
        why=_why(method, definition),
        anchor="definition",
        fits=lambda other: definition in other.definitions,
    )


def _why(method: MethodFact, definition: str) -> tuple[str, ...]:
    """The same idea in other words teaches more than the words just read."""
    others = [text for text in method.definitions if text != definition]
    return (f"This is {mid_sentence(method.name)}", *others[:1])


MODEL = ItemModel(
    code=CODE,
    title="Definition to method",
    needs="definitions, and for each pair of methods a sentence that tells them apart",
    demand=Demand.RECALL,
    found=candidates,
)
