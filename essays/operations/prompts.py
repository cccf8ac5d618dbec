"""Loading a pack: prompts are brought up to date, a changed rubric becomes a new unpublished version."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from functools import partial

from django.db import transaction

from essays.domain.content import EssayPack, PromptSpec, VariantSpec
from essays.domain.rubric import RubricSpec
from essays.models import EvidenceHint, IndicativePoint, Prompt, PromptVariant, Rubric, ScaffoldRow
from essays.operations.exemplars import load_exemplar
from essays.operations.lists import load_list
from essays.operations.loading import upsert
from essays.operations.rubrics import publish_rubric, store_rubric
from essays.operations.versions import record_version
from opsmethods.models import RowVersion, Topic


class UnknownTopic(Exception):
    """The notes of this topic are not loaded."""


@transaction.atomic
def load_pack(slug: str, *, pack: EssayPack, now: datetime) -> tuple[str, ...]:
    """Bring the topic's prompts and rubrics up to the pack and say, line by line, what was done.

    A row that was edited since it was loaded is left alone. Loading twice changes nothing. Raises UnknownTopic.
    """
    topic = Topic.objects.filter(slug=slug).first()
    if topic is None:
        raise UnknownTopic(f"There is no topic {slug}: load its notes first.")
    report = [_load_rubric(pack.general, topic=topic, prompt=None, now=now)]
    for criterion, questions in pack.look_for:
        report += _load_hints(questions, topic=topic, criterion=criterion)
    for spec in pack.prompts:
        report += _load_prompt(spec, topic=topic, now=now)
    return tuple(filter(None, report))


def _load_hints(questions: Sequence[str], *, topic: Topic, criterion: str) -> list[str]:
    rows = topic.evidence_hints.filter(criterion=criterion).order_by("position")
    new = partial(EvidenceHint, topic=topic, criterion=criterion)
    wanted = [{"question": question} for question in questions]
    return load_list(list(rows), wanted, new=new, column="position", one="question", whole=criterion)


def _load_prompt(spec: PromptSpec, *, topic: Topic, now: datetime) -> list[str]:
    values = {"title": spec.title, "text": spec.text, "command": spec.command}
    lists = {name: "\n".join(getattr(spec, name)) for name in ("starters", "firms", "weaknesses")}
    prompt = Prompt.objects.filter(topic=topic, number=spec.number).first() or Prompt(topic=topic, number=spec.number)
    report = [upsert(prompt, {**values, **lists}, name=f"prompt {spec.number}")]
    report += [_load_variant(variant, prompt=prompt) for variant in spec.variants]
    report.append(_load_rubric(spec.rubric, topic=topic, prompt=prompt, now=now))
    report += _load_scaffold(spec, prompt=prompt)
    report += _load_points(spec, prompt=prompt)
    record_version(prompt, cause=RowVersion.Cause.LOADED)
    return [*report, *(load_exemplar(exemplar, prompt=prompt) for exemplar in spec.exemplars)]


def _load_variant(spec: VariantSpec, *, prompt: Prompt) -> str:
    values = asdict(spec)
    level = values.pop("level")
    variant = prompt.variants.filter(level=level).first() or PromptVariant(prompt=prompt, level=level)
    return upsert(variant, values, name=f"prompt {prompt.number} at level {level}")


def _load_scaffold(spec: PromptSpec, *, prompt: Prompt) -> list[str]:
    rows, new = prompt.scaffold.order_by("position"), partial(ScaffoldRow, prompt=prompt)
    wanted = [asdict(row) for row in spec.scaffold]
    return load_list(
        list(rows), wanted, new=new, column="position", one="row", whole=f"the plan of prompt {prompt.number}"
    )


def _load_points(spec: PromptSpec, *, prompt: Prompt) -> list[str]:
    rows, new = prompt.points.order_by("number"), partial(IndicativePoint, prompt=prompt)
    lists = ("objectives", "methods", "references")
    wanted = [{"text": each.text} | {name: " ".join(getattr(each, name)) for name in lists} for each in spec.points]
    return load_list(list(rows), wanted, new=new, column="number", one="point", whole=f"prompt {prompt.number}")


def _load_rubric(spec: RubricSpec, *, topic: Topic, prompt: Prompt | None, now: datetime) -> str:
    """The first version is published at once; a later change waits for an editor to publish it."""
    name = f"rubric of prompt {prompt.number}" if prompt else "general rubric"
    versions = Rubric.objects.filter(topic=topic, prompt=prompt)
    if versions.filter(import_hash=spec.content_hash).exists():
        return ""
    rubric = store_rubric(spec, topic=topic, prompt=prompt, import_hash=spec.content_hash)
    if rubric.version > 1:
        return f"added, not yet published: {name}, version {rubric.version}"
    publish_rubric(rubric, now=now)
    return f"added and published: {name}"
