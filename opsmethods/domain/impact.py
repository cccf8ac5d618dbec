"""What a change of a row touches. Apps above register what they find; the notes never import them."""

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ContentRow:
    """A row of the notes by its natural key, with the texts of it that others may have quoted.

    `names` are the parts of the key: ("job", "VOL") for a cell, ("job", "J01") for an example.
    """

    topic_id: int
    table: str
    names: tuple[str, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Touched:
    """What a change of one row touches: each by name."""

    what: str
    names: tuple[str, ...]

    @property
    def count(self) -> int:
        return len(self.names)


def literal(text: str) -> str:
    """The longest part of a text that stands in a question as it is: without what is filled in, and its edges."""
    parts = (part.strip(" .,;:") for part in re.split(r"\{\w*\}", text))
    return max(parts, key=len)


Find = Callable[[ContentRow], tuple[Touched, ...]]
_finders: dict[str, Find] = {}


def register(app: str, find: Find) -> None:
    """Call in `AppConfig.ready()`. `find` names what a row touches; the same app again replaces what it had."""
    _finders[app] = find


def touched_by(row: ContentRow) -> tuple[Touched, ...]:
    """What the apps found, in the order they were registered; nothing touched is said too."""
    return tuple(touched for find in _finders.values() for touched in find(row))
