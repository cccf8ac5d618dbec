"""Topics and what they are made of."""

from django.db.models import Prefetch, QuerySet

from opsmethods.models import Dimension, Example, Method, Topic


def topics() -> QuerySet[Topic]:
    """What anyone may read."""
    return Topic.objects.filter(published=True).order_by("position", "slug")


def topic_of(slug: str) -> Topic:
    """Raises Topic.DoesNotExist, also for a topic not yet published."""
    return topics().get(slug=slug)


def topics_with_methods() -> QuerySet[Topic]:
    """Topics with `methods` and their `examples` at hand, each in its own order."""
    examples = Prefetch("examples", Example.objects.order_by("position", "code"))
    return topics().prefetch_related(Prefetch("methods", methods().prefetch_related(examples)))


def methods() -> QuerySet[Method]:
    return Method.objects.order_by("slot", "slug")


def dimensions_of(topic: Topic) -> QuerySet[Dimension]:
    return topic.dimensions.order_by("position", "code")


def leaks_of(topic_id: int) -> tuple[str, ...]:
    """Words that give away any method of the topic."""
    return tuple(leak for method in methods().filter(topic_id=topic_id) for leak in method.leak_list)
