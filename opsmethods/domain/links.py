"""Pages of apps above that lead on from a row of the notes. Those apps register how to find theirs."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """`permission` is what somebody needs who follows it: "quizzes.view_bankitem"."""

    text: str
    address: str
    permission: str


Build = Callable[[str, int], Link]
_builders: dict[str, Build] = {}


def register(app: str, build: Build) -> None:
    """Call in `AppConfig.ready()`. `build` makes the link from a table and the id of a row; the same app again
    replaces what it had.
    """
    _builders[app] = build


def links_from(table: str, pk: int) -> tuple[Link, ...]:
    """One of each app, in the order they were registered."""
    return tuple(build(table, pk) for build in _builders.values())
