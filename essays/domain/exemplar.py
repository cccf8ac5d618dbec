"""Sample answers to a prompt: text, sample marks with a reason each, and notes in the margin.

The marks are provisional until a teacher has confirmed them. Caps are answered here as a marker would answer
them, so that the total is worked out as for any other marking: see `essays.domain.marking`.
"""

from dataclasses import dataclass

BANDS = ("weak", "secure", "excellent")
STATUSES = ("provisional", "confirmed")
COLUMNS = ("band", "status", "text", "next_step")  # what a sample says beside its code and what hangs on it


@dataclass(frozen=True, slots=True)
class NoteSpec:
    """A remark beside words of the answer; `quote` stands in its text exactly once."""

    quote: str
    criterion: str
    note: str


@dataclass(frozen=True, slots=True)
class ExemplarMarkSpec:
    """A mark before caps. `cap_answers`: the code of each cap of the criterion and whether it holds."""

    criterion: str
    mark: int
    reason: str
    cap_answers: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class ExemplarSpec:
    """A whole answer. Paragraphs of `text` have a blank line between; `marks` has one entry for each criterion."""

    code: str
    band: str
    status: str
    text: str
    marks: tuple[ExemplarMarkSpec, ...]
    next_step: str
    notes: tuple[NoteSpec, ...]
