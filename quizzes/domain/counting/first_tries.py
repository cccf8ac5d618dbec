"""First tries out of all that was answered: one per person and question (V15)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from quizzes.domain.counting.taken_for import Meaning


@dataclass(frozen=True, slots=True)
class Line:
    """One question of one scored attempt as its current mark has it.

    `person` is any name that tells people apart; `kind` is practice, test or review; `chosen` is the id of the option,
    "" for a question left open; `component` is what it tests, "" for nothing that is scheduled. `options` are the
    meanings of all options by id.
    """

    person: str
    attempt: str
    kind: str
    model: str
    signature: str
    method: str
    dimension: str
    component: str
    topic_version: int
    chosen: str
    right: bool
    certainty: int | None = None
    options: dict[str, Meaning] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FirstTry:
    """`rest` is the share right of the other questions of the attempt, 0 to 1; None where it had no other."""

    line: Line
    rest: float | None


def first_tries(lines: Iterable[Line]) -> Iterator[FirstTry]:
    """The answered lines in which a person met a question first, in any kind of quiz.

    The lines of a person stand together, those of an attempt too, in the order of time. A question left open when it
    was first met, or practised before the test, has no first try in the test: its key had been told.
    """
    for _, own in groupby(lines, key=lambda line: line.person):
        met: set[str] = set()
        for _, attempt in groupby(own, key=lambda line: line.attempt):
            yield from _of_attempt(tuple(attempt), met)


def _of_attempt(lines: tuple[Line, ...], met: set[str]) -> Iterator[FirstTry]:
    right, others = sum(line.right for line in lines), len(lines) - 1
    for line in lines:
        if line.signature not in met and line.chosen:
            yield FirstTry(line, (right - line.right) / others if others else None)
        met.add(line.signature)
