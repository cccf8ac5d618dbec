"""The matrix of a topic for editors."""

from opsmethods.domain.grid import Grid, GridRow
from opsmethods.domain.specs import CellSpec
from opsmethods.models import Cell, Topic
from opsmethods.queries.topics import dimensions_of, methods_of


def grid_of(topic: Topic) -> Grid:
    """Every dimension and every method of the topic, drafts too."""
    cells: dict[int, dict[str, CellSpec]] = {}
    for cell in Cell.objects.filter(method__topic=topic).select_related("method"):
        values = CellSpec(cell.level, cell.low, cell.high, cell.sentence)
        cells.setdefault(cell.dimension_id, {})[cell.method.slug] = values
    names = {method.slug: method.name for method in methods_of(topic, drafts=True)}
    return Grid(
        methods=tuple(names),
        rows=tuple(
            GridRow(row.code, row.label, (row.scale_low, row.scale_high), cells.get(row.pk, {}))
            for row in dimensions_of(topic, drafts=True)
        ),
        names=names,
    )
