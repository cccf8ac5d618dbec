"""Which syllabuses a question belongs to."""

from collections.abc import Iterable

from opsmethods.domain.facts import FactBase


def boards_for(methods: Iterable[str], facts: FactBase) -> tuple[str, ...]:
    """Syllabuses, as board-level, that ask for all of these methods, in the order of the notes: a question on job and
    flow production carries ("cambridge-O", "cambridge-AS", "cambridge-A", "edexcel-A"), one on mass customisation not
    the first.
    """
    shown = set(methods)
    return tuple(f"{one.board}-{one.level}" for one in facts.syllabuses if shown <= set(one.core))
