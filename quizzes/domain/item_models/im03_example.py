"""IM03 Example to method: which method is this firm using?"""

from collections.abc import Iterator

from opsmethods.domain.facts import ExampleFact, FactBase, MethodFact
from quizzes.domain.candidate import Ask, Candidate, Demand, ItemModel
from quizzes.domain.item_models.described import Description, candidates_of

CODE = "IM03"


def candidates(facts: FactBase) -> Iterator[Candidate]:
    return candidates_of(facts, _descriptions(facts))


def _descriptions(facts: FactBase) -> Iterator[Description]:
    methods = {method.slug: method for method in facts.methods}
    return (_description(facts, methods[example.method], example) for example in facts.examples)


def _description(facts: FactBase, method: MethodFact, example: ExampleFact) -> Description:
    users = {other.method for other in facts.examples if other.text == example.text}
    return Description(
        ask=Ask(model=CODE, method=method.slug, demand=Demand.UNDERSTANDING, parts=(method.slug, example.code)),
        right=method,
        words={"example": example.text},
        uses=(f"example:{method.slug}:{example.code}",),
        why=(example.why,),
        anchor="examples",
        fits=lambda other: other.slug in users,
    )


MODEL = ItemModel(
    code=CODE,
    title="Example to method",
    needs="examples, and for each pair of methods a sentence that tells them apart",
    demand=Demand.UNDERSTANDING,
    found=candidates,
)
