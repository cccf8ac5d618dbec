"""The frozen copy of the notes that questions are made from."""

from opsmethods.domain import facts
from opsmethods.domain.knowledge import facts_of
from opsmethods.models import CostScale, Topic
from opsmethods.queries.packs import pack_of
from opsmethods.queries.topics import live

MOST_KEPT = 16


_kept: dict[tuple[int, int], facts.FactBase] = {}


def fact_base(topic: Topic) -> facts.FactBase:
    """Everything published about the topic at the version just read, kept in the process.

    Load the topic freshly in each request: its version is what tells whether the kept copy still holds.
    """
    key = topic.pk, topic.version
    if key not in _kept:
        while len(_kept) >= MOST_KEPT:
            _kept.pop(next(iter(_kept)), None)
        _kept[key] = facts_of(pack_of(Topic.objects.get(pk=topic.pk)), version=topic.version)
    return _kept[key]


def cost_scales_of(topic: Topic, *, drafts: bool = False) -> tuple[facts.CostScale, ...]:
    """In the order of their methods."""
    rows = live(CostScale.objects.filter(method__topic=topic), "method", drafts=drafts).order_by("method__slot")
    return tuple(
        facts.CostScale(
            method=row.method.slug,
            fixed_min=row.fixed_min,
            fixed_max=row.fixed_max,
            fixed_step=row.fixed_step,
            variable_min=row.variable_min,
            variable_max=row.variable_max,
            variable_step=row.variable_step,
            output_min=row.output_min,
            output_max=row.output_max,
            output_step=row.output_step,
        )
        for row in rows
    )
