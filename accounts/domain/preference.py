"""What a reader wants to see: the level and the exam board."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Preference:
    level: str
    board: str
