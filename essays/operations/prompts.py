"""Loading a pack: prompts are brought up to date, a changed rubric becomes a new unpublished version."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from essays.domain.content import EssayPack, PointSpec, PromptSpec, ScaffoldRowSpec, VariantSpec
from essays.domain.rubric import RubricSpec
from essays.models import EvidenceHint, IndicativePoint, Prompt, PromptVariant, Rubric, ScaffoldRow
from essays.operations.exemplars import load_exemplar
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
    report += [
        _load_hint(question, topic=topic, criterion=code, position=place)
        for code, questions in pack.look_for
        for place, question in enumerate(questions, start=1)
    ]
    for spec in pack.prompts:
        report += _load_prompt(spec, topic=topic, now=now)
    return tuple(filter(None, report))


def _load_hint(question: str, *, topic: Topic, criterion: str, position: int) -> str:
    key = {"topic": topic, "criterion": criterion, "position": position}
    hint = EvidenceHint.objects.filter(**key).first() or EvidenceHint(**key)
    return upsert(hint, {"question": question}, name=f"question {position} of {criterion}")


def _load_prompt(spec: PromptSpec, *, topic: Topic, now: datetime) -> list[str]:
    values = {"title": spec.title, "text": spec.text, "command": spec.command}
    lists = {name: "\n".join(getattr(spec, name)) for name in ("starters", "firms", "weaknesses")}
    prompt = Prompt.objects.filter(topic=topic, number=spec.number).first() or Prompt(topic=topic, number=spec.number)
    report = [upsert(prompt, {**values, **lists}, name=f"prompt {spec.number}")]
    report += [_load_variant(variant, prompt=prompt) for variant in spec.variants]
    report.append(_load_rubric(spec.rubric, topic=topic, prompt=prompt, now=now))
    report += [_load_scaffold_row(row, prompt=prompt, position=place) for place, row in enumerate(spec.scaffold, 1)]
    report += [_load_point(point, prompt=prompt) for point in spec.points]
    record_version(prompt, cause=RowVersion.Cause.LOADED)
    return [*report, *(load_exemplar(exemplar, prompt=prompt) for exemplar in spec.exemplars)]


def _load_variant(spec: VariantSpec, *, prompt: Prompt) -> str:
    values = asdict(spec)
    level = values.pop("level")
    variant = prompt.variants.filter(level=level).first() or PromptVariant(prompt=prompt, level=level)
    return upsert(variant, values, name=f"prompt {prompt.number} at level {level}")


def _load_scaffold_row(spec: ScaffoldRowSpec, *, prompt: Prompt, position: int) -> str:
    row = prompt.scaffold.filter(position=position).first() or ScaffoldRow(prompt=prompt, position=position)
    return upsert(row, asdict(spec), name=f"row {position} of the plan of prompt {prompt.number}")


def _load_point(spec: PointSpec, *, prompt: Prompt) -> str:
    values = {"text": spec.text} | {
        name: " ".join(getattr(spec, name)) for name in ("objectives", "methods", "references")
    }
    point = prompt.points.filter(number=spec.number).first() or IndicativePoint(prompt=prompt, number=spec.number)
    return upsert(point, values, name=f"point {spec.number} of prompt {prompt.number}")


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
