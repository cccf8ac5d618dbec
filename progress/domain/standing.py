"""Where a person stands: what the progress page and the report both show."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from progress.domain.grid import Grid

UNMARKED = "not marked yet"


@dataclass(frozen=True, slots=True)
class Score:
    """A scored quiz."""

    attempt_id: UUID
    topic: str
    mode: str
    submitted_at: datetime
    right: int
    asked: int

    @property
    def words(self) -> str:
        return f"{self.right} of {self.asked} right"


@dataclass(frozen=True, slots=True)
class Marks:
    """Self and teacher side by side, never averaged; None is not marked yet."""

    out_of: int
    own: int | None = None
    teacher: int | None = None

    @property
    def own_words(self) -> str:
        return UNMARKED if self.own is None else f"{self.own} of {self.out_of}"

    @property
    def teacher_words(self) -> str:
        return UNMARKED if self.teacher is None else f"{self.teacher} of {self.out_of}"


@dataclass(frozen=True, slots=True)
class Criterion:
    name: str
    marks: Marks


@dataclass(frozen=True, slots=True)
class Essay:
    submission_id: UUID
    prompt: str
    level: str
    handed_in_at: datetime
    marks: Marks
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    grids: tuple[Grid, ...] = ()
    scores: tuple[Score, ...] = ()
    essays: tuple[Essay, ...] = ()

    @property
    def essay_to_mark(self) -> Essay | None:
        """The latest essay that its writer has not marked."""
        return next((essay for essay in self.essays if essay.marks.own is None), None)

    @property
    def is_empty(self) -> bool:
        return not (self.grids or self.scores or self.essays)
