"""What a change to a topic touches. Apps above register what they count; the notes never import them."""

from collections.abc import Callable
from dataclasses import dataclass

Count = Callable[[int], int]


@dataclass(frozen=True, slots=True)
class Impact:
    """For example Impact("open quizzes", 3)."""

    what: str
    count: int


_counters: dict[str, Count] = {}


def register(what: str, count: Count) -> None:
    """Call in `AppConfig.ready()`. `count` takes the id of a topic; the same `what` again replaces the first."""
    _counters[what] = count


def impact_of(topic_id: int) -> tuple[Impact, ...]:
    """One line for each thing registered, by name; nothing touched is said too, as 0."""
    return tuple(Impact(what, _counters[what](topic_id)) for what in sorted(_counters))
