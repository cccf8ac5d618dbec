"""How far one person is with one piece of set work, in the words of the class page."""

from enum import StrEnum


class WorkState(StrEnum):
    NOT_STARTED = "not started"
    WRITING = "writing"
    ANSWERING = "answering"
    HANDED_IN = "handed in"
    SELF_MARKED = "self-marked"
    MARKED = "marked"

    @property
    def is_handed_in(self) -> bool:
        return self in (WorkState.HANDED_IN, WorkState.SELF_MARKED, WorkState.MARKED)


def quiz_state(*, handed_in: bool, scored: bool) -> WorkState:
    """The state of a quiz that was started."""
    if scored:
        return WorkState.MARKED
    return WorkState.HANDED_IN if handed_in else WorkState.ANSWERING


def essay_state(*, handed_in: bool, self_marked: bool, teacher_marked: bool) -> WorkState:
    """The state of an essay that was started. A teacher's mark tells more than a self-mark."""
    if teacher_marked:
        return WorkState.MARKED
    if self_marked:
        return WorkState.SELF_MARKED
    return WorkState.HANDED_IN if handed_in else WorkState.WRITING
