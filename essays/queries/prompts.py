from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from accounts.models import Level
from essays.domain.rubric import CapSpec, CriterionSpec, LevelSpec, RubricError, RubricSpec
from essays.models import Cap, Criterion, EvidenceHint, Exemplar, LevelDescriptor, Prompt, PromptVariant, Rubric


@dataclass(frozen=True, slots=True)
class PromptPage:
    variant: PromptVariant | None
    variants: tuple[PromptVariant, ...]
    rubric: RubricSpec | None


def prompts() -> QuerySet[Prompt]:
    """Published prompts of published topics, in the order they are taught."""
    return (
        Prompt.objects.filter(published=True, topic__published=True)
        .select_related("topic")
        .order_by("topic__position", "topic__pk", "number")
    )


def variants_of(prompt: Prompt) -> list[PromptVariant]:
    """The prompt at each level, from the easiest."""
    levels = [str(level) for level in Level.values]
    return sorted(prompt.variants.all(), key=lambda variant: levels.index(variant.level))


def published_rubric(prompt: Prompt, *, level: str) -> Rubric | None:
    """The newest published rubric: the prompt's own for the full question, the general one for shorter variants."""
    own = {"prompt": prompt} if level == Level.A_LEVEL else {"prompt__isnull": True}
    rubrics = Rubric.objects.filter(topic=prompt.topic_id, published_at__isnull=False, **own)
    return rubrics.order_by("-version").first()


def prompt_page(prompt: Prompt, *, level: str) -> PromptPage:
    """The prompt at the level asked for, with the rubric it is marked by."""
    variants = variants_of(prompt)
    rubric = published_rubric(prompt, level=level)
    return PromptPage(
        variant=next((variant for variant in variants if variant.level == level), None),
        variants=tuple(variants),
        rubric=rubric_spec(rubric) if rubric else None,
    )


def hints_for(prompt: Prompt, *, code: str) -> tuple[str, ...]:
    """Questions that help to find evidence for a criterion, whatever the prompt."""
    hints = EvidenceHint.objects.filter(topic=prompt.topic_id, criterion=code, published=True)
    return tuple(hints.order_by("position", "pk").values_list("question", flat=True))


def exemplar_rubric(exemplar: Exemplar) -> RubricSpec:
    """The newest published rubric of the full question that the sample answers. Raises RubricError if there is none."""
    rubric = published_rubric(exemplar.prompt, level=Level.A_LEVEL)
    if rubric is None:
        raise RubricError(f"The question of sample {exemplar} has no published rubric.")
    return rubric_spec(rubric)


def rubrics_of(prompts: Iterable[int]) -> dict[int, RubricSpec]:
    """The newest published rubric of the full question of each prompt, by its key, in a fixed number of statements."""
    rubrics = Rubric.objects.filter(prompt__in=prompts, published_at__isnull=False)
    newest: dict[Any, Rubric] = {rubric.prompt_id: rubric for rubric in rubrics.order_by("version")}
    prefetch_related_objects(list(newest.values()), Prefetch("criteria", _whole(Criterion.objects.all())))
    return {prompt: RubricSpec(tuple(map(_criterion_spec, row.criteria.all()))) for prompt, row in newest.items()}


def rubric_spec(rubric: Rubric) -> RubricSpec:
    """The rubric as a checked value. Raises RubricError if an editor has left it unsound."""
    return RubricSpec(tuple(_criterion_spec(criterion) for criterion in _whole(rubric.criteria.all())))


def _whole(criteria: QuerySet[Criterion]) -> QuerySet[Criterion]:
    """In their order, with levels and caps in theirs."""
    return criteria.order_by("position", "pk").prefetch_related(
        Prefetch("levels", LevelDescriptor.objects.order_by("number")),
        Prefetch("caps", Cap.objects.order_by("position", "pk")),
    )


def _criterion_spec(row: Criterion) -> CriterionSpec:
    spec = CriterionSpec(
        code=row.code,
        name=row.name,
        objective=row.objective,
        unevidenced_maximum=row.unevidenced_maximum,
        question=row.question,
        levels=tuple(
            LevelSpec(level.number, level.lowest, level.highest, level.text, level.higher) for level in row.levels.all()
        ),
        caps=tuple(CapSpec(cap.code, cap.maximum, cap.question, cap.clears, cap.holds) for cap in row.caps.all()),
    )
    if spec.maximum != row.maximum:
        raise RubricError(f"{row.code}: its maximum is {row.maximum}, but its levels end at {spec.maximum}")
    return spec
