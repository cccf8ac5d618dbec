"""Facts as the key of a cache."""

from dataclasses import dataclass

from opsmethods.domain.facts import FactBase


@dataclass(frozen=True, slots=True, eq=False)
class Notes:
    """Equal when they are the same object, which the cache keeps alive."""

    facts: FactBase

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Notes) and self.facts is other.facts

    def __hash__(self) -> int:
        return id(self.facts)
