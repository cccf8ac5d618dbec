"""What methods cost: two of them beside the others, with what a page says about where they cross."""

from collections.abc import Mapping
from dataclasses import dataclass

from opsmethods.domain.costs import CostedMethod, Meeting, Side, about, meeting, money, sides_in, whole_money
from opsmethods.domain.curves import TALL, WIDE, Chart, chart, outputs_between, outputs_of
from opsmethods.models import Topic
from opsmethods.queries.facts import cost_scales_of
from opsmethods.queries.overview import TO_COMPARE
from opsmethods.queries.topics import methods_of


class NothingToCompare(LookupError):
    """The topic has no two methods whose costs are known."""


@dataclass(frozen=True, slots=True)
class CostRow:
    """An output, what a unit costs by each of the two methods, and the name of the cheaper, or empty."""

    output: int
    first: str
    second: str
    cheaper: str

    @property
    def output_said(self) -> str:
        return f"{self.output:,}"


@dataclass(frozen=True, slots=True)
class CostPage:
    """`total` and `unit` are costs where the two cross; they and `volume` are empty where they do not."""

    methods: tuple[CostedMethod, ...]
    sides: tuple[Side, Side]
    meeting: Meeting
    charts: tuple[Chart, Chart]
    rows: tuple[CostRow, ...]
    volume: str
    total: str
    unit: str

    @property
    def few(self) -> CostedMethod:
        """Costs less below the crossing."""
        return self.sides[self.meeting.few].method

    @property
    def many(self) -> CostedMethod:
        return self.sides[self.meeting.many].method

    @property
    def others(self) -> tuple[CostedMethod, ...]:
        chosen = [side.method for side in self.sides]
        return tuple(method for method in self.methods if method not in chosen)


def cost_page(topic: Topic, *, given: Mapping[str, str], drafts: bool = False) -> CostPage:
    """`given` are the fields of the address. Raises NothingToCompare."""
    methods = costed_methods(topic, drafts=drafts)
    if len(methods) < TO_COMPARE:
        raise NothingToCompare(f"No costs are compared in {topic}.")
    sides = sides_in(methods, given)
    one, other = (side.costs for side in sides)
    lowest, highest = outputs_of(side.method for side in sides)
    met = meeting(one, other, lowest=lowest, highest=highest)
    wide, tall = (chart(methods, sides, met, sheet=sheet) for sheet in (WIDE, TALL))
    return CostPage(
        methods=methods,
        sides=sides,
        meeting=met,
        charts=(wide, tall),
        rows=tuple(_row(output, sides) for output in outputs_between(lowest, highest)),
        volume=about(met.volume) if met.volume else "",
        total=whole_money(one.total(met.volume)) if met.volume else "",
        unit=money(one.unit(met.volume)) if met.volume else "",
    )


def costed_methods(topic: Topic, *, drafts: bool = False) -> tuple[CostedMethod, ...]:
    """Those whose costs the notes know."""
    scales = {scale.method: scale for scale in cost_scales_of(topic, drafts=drafts)}
    rows = methods_of(topic, drafts=drafts)
    return tuple(CostedMethod(row.slug, row.name, row.slot, scales[row.slug]) for row in rows if row.slug in scales)


def _row(output: int, sides: tuple[Side, Side]) -> CostRow:
    first, second = (side.costs.unit(output) for side in sides)
    cheaper = "" if first == second else sides[int(first > second)].method.name
    return CostRow(output, money(first), money(second), cheaper)
