"""All the essay files of one topic."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from essays.domain.content.exemplars import parse_exemplars
from essays.domain.content.prompts import PromptSpec, parse_prompt
from essays.domain.content.rubrics import LookFor, general_criteria, rubric_of
from essays.domain.content.trees import ContentError, Tree, as_tree
from essays.domain.exemplar import ExemplarSpec
from essays.domain.rubric import RubricSpec


@dataclass(frozen=True, slots=True)
class EssayPack:
    """`look_for` holds hints for a marker by code of the criterion. They are no part of a rubric or of its hash."""

    general: RubricSpec
    prompts: tuple[PromptSpec, ...]
    look_for: LookFor = ()


def parse_pack(documents: Mapping[str, object]) -> EssayPack:
    """Check the files of one topic, given by name. Raises ContentError."""
    trees = {name: as_tree(document, name) for name, document in documents.items()}
    rubrics = [name for name, tree in trees.items() if "criteria" in tree]
    if len(rubrics) != 1:
        raise ContentError(f"exactly one file must hold the general criteria, found {len(rubrics)}")
    base, look_for = general_criteria(trees.pop(rubrics[0]), rubrics[0])
    general = rubric_of(base, rubrics[0])
    answers = {name: trees.pop(name) for name in list(trees) if "exemplars" in trees[name]}
    prompts = sorted((parse_prompt(tree, name, base) for name, tree in trees.items()), key=lambda prompt: prompt.number)
    numbers = [prompt.number for prompt in prompts]
    if len(set(numbers)) != len(numbers):
        raise ContentError(f"two prompts share a number: {numbers}")
    exemplars = _exemplars(answers, {prompt.number: prompt.rubric for prompt in prompts})
    return EssayPack(
        general=general,
        prompts=tuple(replace(prompt, exemplars=exemplars[prompt.number]) for prompt in prompts),
        look_for=look_for,
    )


def _exemplars(files: Mapping[str, Tree], rubrics: Mapping[int, RubricSpec]) -> dict[int, tuple[ExemplarSpec, ...]]:
    """The exemplars of every prompt by its number, whichever files they stand in."""
    found: dict[int, tuple[ExemplarSpec, ...]] = dict.fromkeys(rubrics, ())
    seen: Counter[str] = Counter()
    for name, tree in files.items():
        number, exemplars = parse_exemplars(tree, name, rubrics)
        seen.update(exemplar.code for exemplar in exemplars)
        repeated = sorted(code for code, count in seen.items() if count > 1)
        if repeated:
            raise ContentError(f"{name}: exemplars: {', '.join(repeated)} stands more than once")
        found[number] += exemplars
    return found
