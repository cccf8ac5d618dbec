"""IM08 Two-feature conjunction: output is like this, the sequence is like that; which method fits?

Both phrases come from one method's row. Either alone may fit another method too, so each is looked for
in every method shown.
"""

from collections.abc import Iterator
from itertools import product

from opsmethods.domain.facts import FactBase, MethodFact
from quizzes.domain.candidate import Ask, Candidate, Demand, ItemModel
from quizzes.domain.item_models.described import Description, candidates_of
from quizzes.domain.wording import mark_of

CODE = "IM08"


def candidates(facts: FactBase) -> Iterator[Candidate]:
    return candidates_of(facts, _descriptions(facts))


def _descriptions(facts: FactBase) -> Iterator[Description]:
    for method in facts.methods:
        for output, sequence in product(method.outputs, method.sequences):
            yield _description(method, output, sequence)


def _description(method: MethodFact, output: str, sequence: str) -> Description:
    parts = (method.slug, mark_of(output), mark_of(sequence))
    return Description(
        ask=Ask(model=CODE, method=method.slug, demand=Demand.UNDERSTANDING, parts=parts, difficulty=3),
        right=method,
        words={"output": output, "sequence": sequence},
        uses=(f"output:{parts[1]}", f"sequence:{parts[2]}"),
        why=(f"{method.name} fits both facts", *method.definitions[:1]),
        anchor="definition",
        fits=lambda other: output in other.outputs and sequence in other.sequences,
    )


MODEL = ItemModel(
    code=CODE,
    title="Two clues to method",
    needs="phrases on output and on sequence, and for each pair of methods a sentence that tells them apart",
    demand=Demand.UNDERSTANDING,
    found=candidates,
)
