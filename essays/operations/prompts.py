"""Loading a pack: prompts are brought up to date, a changed rubric becomes a new unpublished version."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from essays.domain.content import EssayPack, PromptSpec, VariantSpec
from essays.domain.rubric import RubricSpec
from essays.models import Prompt, PromptVariant, Rubric
from essays.operations.rubrics import publish_rubric, store_rubric
from opsmethods.models import Topic

Values = Mapping[str, str | int]


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
    for spec in pack.prompts:
        report += _load_prompt(spec, topic=topic, now=now)
    return tuple(filter(None, report))


def _load_prompt(spec: PromptSpec, *, topic: Topic, now: datetime) -> list[str]:
    values: Values = {"title": spec.title, "text": spec.text, "command": spec.command}
    prompt = Prompt.objects.filter(topic=topic, number=spec.number).first()
    report = [_upsert(prompt or Prompt(topic=topic, number=spec.number), values, name=f"prompt {spec.number}")]
    prompt = Prompt.objects.get(topic=topic, number=spec.number)
    report += [_load_variant(variant, prompt=prompt) for variant in spec.variants]
    return [*report, _load_rubric(spec.rubric, topic=topic, prompt=prompt, now=now)]


def _load_variant(spec: VariantSpec, *, prompt: Prompt) -> str:
    values = asdict(spec)
    level = values.pop("level")
    variant = prompt.variants.filter(level=level).first() or PromptVariant(prompt=prompt, level=level)
    return _upsert(variant, values, name=f"prompt {prompt.number} at level {level}")


def _upsert(row: Prompt | PromptVariant, values: Values, *, name: str) -> str:
    """Save the pack's values unless someone has edited the row. Returns what was done, empty for nothing."""
    wanted = _hash(values)
    present = _hash({column: getattr(row, column) for column in values})
    if row.pk and present != row.import_hash:
        return "" if present == wanted else f"left alone, edited here: {name}"
    if row.pk and present == wanted:
        return ""
    verb = "changed" if row.pk else "added"
    for column, value in {**values, "import_hash": wanted}.items():
        setattr(row, column, value)
    row.save()
    return f"{verb}: {name}"


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


def _hash(values: Values) -> str:
    return sha256(json.dumps(dict(values), sort_keys=True, ensure_ascii=False).encode()).hexdigest()
