"""Topics and what they are made of. Drafts are left out unless they are asked for."""

from typing import TypeVar

from django.db.models import CharField, Model, Prefetch, QuerySet

from accounts.compiled import CompiledQuery, Parameter
from opsmethods.domain.rules import Said
from opsmethods.models import Dimension, Example, Method, Statement, Topic

Row = TypeVar("Row", bound=Model)


def live(rows: QuerySet[Row], *parents: str, drafts: bool = False) -> QuerySet[Row]:
    """Rows that are published and whose parents are, with these parents: a draft takes what hangs on it along."""
    shown = rows.select_related(*parents) if parents else rows
    names = ["published", *(f"{parent}__published" for parent in parents)]
    return shown if drafts else shown.filter(**dict.fromkeys(names, True))


def topics(*, drafts: bool = False) -> QuerySet[Topic]:
    """What anyone may read. What only the loader asks, `loaded`, is long and stays in the database."""
    return live(Topic.objects.defer("loaded"), drafts=drafts).order_by("position", "slug")


TOPIC = CompiledQuery(lambda: topics().filter(slug=Parameter("slug", CharField())))


def topic_at(slug: str) -> Topic | None:
    """The topic at this address, if it is published: asked for on every page of the notes."""
    return TOPIC.row(slug=slug)


def topic_of(slug: str) -> Topic:
    """Raises Topic.DoesNotExist, also for a topic not yet published."""
    return topics().get(slug=slug)


def topics_with_methods(*, drafts: bool = False) -> QuerySet[Topic]:
    """Topics with `methods` and their `examples` at hand, each in its own order."""
    examples = Prefetch("examples", live(Example.objects.order_by("position", "code"), drafts=drafts))
    shown = live(methods(), drafts=drafts).prefetch_related(examples)
    return topics(drafts=drafts).prefetch_related(Prefetch("methods", shown))


def methods() -> QuerySet[Method]:
    return Method.objects.order_by("slot", "slug")


def methods_of(topic: Topic, *, drafts: bool = False) -> QuerySet[Method]:
    return live(methods().filter(topic=topic), drafts=drafts)


def dimensions_of(topic: Topic, *, drafts: bool = False) -> QuerySet[Dimension]:
    return live(topic.dimensions.order_by("position", "code"), drafts=drafts)


def statements_beside(statement: Statement) -> list[Said]:
    """The other statements of its topic, with what they say of each method."""
    rows = Statement.objects.filter(method__topic=statement.method.topic_id).exclude(pk=statement.pk)
    return [
        Said(row.code, row.text, {truth.method.slug: truth.value for truth in row.truths.all()})
        for row in rows.order_by("method__slot", "code").prefetch_related("truths__method")
    ]


def leaks_of(topic_id: int) -> tuple[str, ...]:
    """Words that give away any method of the topic."""
    return tuple(leak for method in methods().filter(topic_id=topic_id) for leak in method.leak_list)
