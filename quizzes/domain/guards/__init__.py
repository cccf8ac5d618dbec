"""Flaws of item writing that a machine can see. Codes are those of docs/domain/generator.md.

Every produced item is held against every guard that blocks; one that fails is never shown. Guards that warn send an
item to review. Flaws of a form or of the whole bank are in `quizzes.domain.bank`.
"""

from opsmethods.domain.facts import FactBase
from quizzes.domain.guards import options, stems, truth
from quizzes.domain.guards.base import Guard, Severity
from quizzes.domain.item import Item

GUARDS: tuple[Guard, ...] = tuple(sorted((*truth.GUARDS, *options.GUARDS, *stems.GUARDS), key=lambda guard: guard.code))
BLOCKING = tuple(guard for guard in GUARDS if guard.severity is Severity.FAIL)
WARNING = tuple(guard for guard in GUARDS if guard.severity is Severity.WARN)


def refusals(item: Item, facts: FactBase) -> tuple[str, ...]:
    """The flaws that block it, in words; none in a good question."""
    return tuple(f"{guard.code}: {guard.flaw}" for guard in BLOCKING if guard.finds(item, facts))


def is_blocked(item: Item, facts: FactBase) -> bool:
    for guard in BLOCKING:  # noqa: SIM110 - a generator would take a tenth of the time
        if guard.finds(item, facts):
            return True
    return False


def warnings(item: Item, facts: FactBase) -> tuple[str, ...]:
    """The flaws that somebody should look at, in words."""
    return tuple(f"{guard.code}: {guard.flaw}" for guard in WARNING if guard.finds(item, facts))
