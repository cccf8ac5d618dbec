"""What a person's answers say, and how little they sometimes say.

Only first tries count: a question that comes again tells what was remembered, not what is known.
Practice and tests are counted apart, and no figure stands without the number of answers behind it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from quizzes.domain.scoring import spoken_score

ENOUGH = 5


class State(StrEnum):
    """What may be said of one field of the grid.

    Under five answers nothing may be said: 4 of 4 right could be anywhere from 2 of 4 upwards on
    similar questions. From five on, four in five right is secure, more than half nearly there.
    """

    UNTRIED = "not tried yet"
    UNKNOWN = "not enough yet"
    LEARNING = "learning"
    NEARLY = "nearly"
    SECURE = "secure"


@dataclass(frozen=True, slots=True)
class Tally:
    """So many right of so many tried."""

    right: int = 0
    tried: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.right + other.right, self.tried + other.tried)

    @property
    def words(self) -> str:
        return f"{self.right} of {self.tried}" if self.tried else ""

    @property
    def spoken(self) -> str:
        """The count with how far it can be trusted."""
        return spoken_score(self.right, self.tried) if self.tried else "none yet"

    @property
    def state(self) -> State:
        """Worked: 4 of 5 is secure, 3 of 5 nearly, 3 of 6 learning (half is not more than half)."""
        if not self.tried:
            return State.UNTRIED
        if self.tried < ENOUGH:
            return State.UNKNOWN
        if 5 * self.right >= 4 * self.tried:
            return State.SECURE
        return State.NEARLY if 2 * self.right > self.tried else State.LEARNING


@dataclass(frozen=True, slots=True)
class Answers:
    """First tries of one kind, practice and tests apart."""

    practice: Tally = field(default_factory=Tally)
    test: Tally = field(default_factory=Tally)

    def __add__(self, other: "Answers") -> "Answers":
        return Answers(self.practice + other.practice, self.test + other.test)

    @property
    def all(self) -> Tally:
        return self.practice + self.test


@dataclass(frozen=True, slots=True)
class AnswerCount:
    """One row of the database's count: first tries on a method and dimension in one mode."""

    method: str
    dimension: str
    mode: str
    right: int
    tried: int

    @property
    def answers(self) -> Answers:
        tally = Tally(self.right, self.tried)
        return Answers(test=tally) if self.mode == "test" else Answers(practice=tally)


def fields_of(counts: Iterable[AnswerCount]) -> Mapping[tuple[str, str], Answers]:
    """The counts by (method, dimension)."""
    fields: dict[tuple[str, str], Answers] = {}
    for count in counts:
        key = count.method, count.dimension
        fields[key] = fields.get(key, Answers()) + count.answers
    return fields


def total_of(counts: Iterable[AnswerCount]) -> Answers:
    return sum((count.answers for count in counts), Answers())
