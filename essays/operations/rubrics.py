"""Rubrics: loaded or copied as a new version, published once, never changed after (V7)."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from essays.domain.rubric import CriterionSpec, RubricSpec
from essays.models import Cap, Criterion, LevelDescriptor, Prompt, Rubric
from essays.queries import rubric_spec
from opsmethods.models import Topic

PUBLISHED = "This rubric is published already. Copy it to a new version to change it."


class RubricAlreadyPublished(Exception):
    """A published rubric does not change; copy it to a new version."""


class RubricUnchanged(Exception):
    """A published version already says exactly this."""


@transaction.atomic
def publish_rubric(rubric: Rubric, *, now: datetime) -> Rubric:
    """Fix this version and mark new essays against it.

    Raises RubricAlreadyPublished, RubricUnchanged, and RubricError if the rubric is not sound.
    """
    Rubric.objects.select_for_update().get(pk=rubric.pk)  # nobody saves its criteria meanwhile
    spec = rubric_spec(rubric)
    siblings = Rubric.objects.filter(topic=rubric.topic_id, prompt=rubric.prompt_id)
    if siblings.filter(published_at__isnull=False, content_hash=spec.content_hash).exclude(pk=rubric.pk).exists():
        raise RubricUnchanged("A published version of this rubric already says exactly the same.")
    published = Rubric.objects.filter(pk=rubric.pk, published_at=None).update(
        published_at=now, content_hash=spec.content_hash, structure_hash=spec.structure_hash
    )
    if not published:
        raise RubricAlreadyPublished(PUBLISHED)
    rubric.refresh_from_db()
    return rubric


@transaction.atomic
def save_rubric(rubric: Rubric, *, spec: RubricSpec) -> Rubric:
    """Replace all criteria of an unpublished version. Raises RubricAlreadyPublished."""
    locked = Rubric.objects.select_for_update().get(pk=rubric.pk)
    if locked.is_published:
        raise RubricAlreadyPublished(PUBLISHED)
    locked.criteria.all().delete()
    _store_criteria(spec, rubric=locked)
    locked.content_hash, locked.structure_hash = spec.content_hash, spec.structure_hash
    locked.save(update_fields=["content_hash", "structure_hash"])
    return locked


def copy_rubric(rubric: Rubric) -> Rubric:
    """A new unpublished version with the same words, free to be edited."""
    return store_rubric(rubric_spec(rubric), topic=rubric.topic, prompt=rubric.prompt)


@transaction.atomic
def store_rubric(spec: RubricSpec, *, topic: Topic, prompt: Prompt | None, import_hash: str = "") -> Rubric:
    """Write the rubric down as the next version, unpublished."""
    newest = Rubric.objects.filter(topic=topic, prompt=prompt).aggregate(newest=Max("version"))["newest"]
    rubric = Rubric.objects.create(
        topic=topic,
        prompt=prompt,
        version=(newest or 0) + 1,
        content_hash=spec.content_hash,
        structure_hash=spec.structure_hash,
        import_hash=import_hash,
    )
    _store_criteria(spec, rubric=rubric)
    return rubric


def _store_criteria(spec: RubricSpec, *, rubric: Rubric) -> None:
    for position, criterion in enumerate(spec.criteria, start=1):
        _store_criterion(criterion, rubric=rubric, position=position)


def _store_criterion(spec: CriterionSpec, *, rubric: Rubric, position: int) -> None:
    criterion = Criterion.objects.create(
        rubric=rubric,
        code=spec.code,
        name=spec.name,
        objective=spec.objective,
        maximum=spec.maximum,
        unevidenced_maximum=spec.unevidenced_maximum,
        question=spec.question,
        position=position,
    )
    LevelDescriptor.objects.bulk_create(
        LevelDescriptor(
            criterion=criterion,
            number=level.number,
            lowest=level.lowest,
            highest=level.highest,
            text=level.text,
            higher=level.higher,
        )
        for level in spec.levels
    )
    Cap.objects.bulk_create(
        Cap(
            criterion=criterion,
            code=cap.code,
            maximum=cap.maximum,
            question=cap.question,
            clears=cap.clears,
            holds=cap.holds,
            position=place,
        )
        for place, cap in enumerate(spec.caps, start=1)
    )
