"""The one thing to do next. A page that offers everything helps nobody to begin."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from opsmethods.domain.facts import MethodFact
from progress.domain.grid import Field, Grid, weakest


class Step(StrEnum):
    SET_WORK = "set work"
    MARK_ESSAY = "mark essay"
    WEAKEST = "weakest"
    MORE = "more"
    START = "start"


@dataclass(frozen=True, slots=True)
class NextStep:
    """`method` and `field` are given for the weakest field, `topic` for everything that asks questions."""

    step: Step
    topic: str = ""
    method: MethodFact | None = None
    field: Field | None = None

    @property
    def anchor(self) -> str:
        """Where on the page of the method to read."""
        return (self.field.column.code.lower() if self.field else "") or "definition"


def next_step(*, work_waits: bool, essay_waits: bool, grids: Iterable[Grid]) -> NextStep:
    """Others' deadlines first, then what only needs finishing, then the weakest field, then more answers."""
    if work_waits:
        return NextStep(Step.SET_WORK)
    if essay_waits:
        return NextStep(Step.MARK_ESSAY)
    grids = tuple(grids)
    for grid in grids:
        if found := weakest(grid):
            method, field = found
            return NextStep(Step.WEAKEST, topic=grid.topic, method=method, field=field)
    return NextStep(Step.MORE, topic=grids[0].topic) if grids else NextStep(Step.START)
