"""What is drawn from the rows of the notes: how work moves, and where methods lie on a map."""

from opsmethods.domain.maps import Axis, Map, Place, Range, map_of_places
from opsmethods.domain.processes import Process, StepFact, process
from opsmethods.models import Cell, Dimension, Method, Topic
from opsmethods.queries.topics import dimensions_of, live


def process_of(method: Method, *, drafts: bool = False) -> Process | None:
    """None for a method without steps."""
    rows = live(method.steps.order_by("position", "code"), drafts=drafts)
    steps = tuple(StepFact(row.code, row.kind, row.get_kind_display(), row.text, row.back) for row in rows)
    return process(f"How work moves: {method.name}", steps) if steps else None


def map_of(topic: Topic, *, drafts: bool = False) -> Map | None:
    """The methods that stand on both of the topic's dimensions for a map. None if it names none, or one is missing."""
    codes = (topic.map_across, topic.map_up)
    found = {row.code: row for row in dimensions_of(topic, drafts=drafts).filter(code__in=codes)} if all(codes) else {}
    if len(found) < 2:
        return None
    across, up = (found[code] for code in codes)
    cells = live(Cell.objects.filter(dimension__in=(across, up)), "method", drafts=drafts)
    standing: dict[Method, dict[int, Cell]] = {}
    for cell in cells.order_by("method__slot", "method__slug"):
        standing.setdefault(cell.method, {})[cell.dimension_id] = cell
    places = tuple(
        Place(method.slug, method.name, method.slot, _range(both[across.pk]), _range(both[up.pk]))
        for method, both in standing.items()
        if len(both) == 2
    )
    return map_of_places(_axis(across), _axis(up), places) if places else None


def _axis(row: Dimension) -> Axis:
    levels = range(row.scale_low, row.scale_high + 1)
    return Axis(row.label, row.scale_low, tuple(row.word_for(level) for level in levels))


def _range(cell: Cell) -> Range:
    return Range(cell.low, cell.level, cell.high)
