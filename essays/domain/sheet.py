"""What pages show of a marking and of a submission: frozen, complete, nothing left to look up."""

from dataclasses import dataclass

from essays.domain.marking import Judgement, Limit, Line, total
from essays.domain.rubric import CapSpec, CriterionSpec
from essays.domain.text import Sentence


@dataclass(frozen=True, slots=True)
class CriterionSheet:
    """A criterion and what its marker has said so far. `cap_answers`: code and whether the cap holds.

    `confidence` is 1 to 3, or None where it was not said. `answer` is to the evidence question.
    """

    criterion: CriterionSpec
    mark: int | None = None
    sentences: tuple[int, ...] = ()
    cap_answers: tuple[tuple[str, bool], ...] = ()
    confidence: int | None = None
    answer: str = ""

    @property
    def open_caps(self) -> tuple[CapSpec, ...]:
        answered = {code for code, _ in self.cap_answers}
        return tuple(cap for cap in self.criterion.caps if cap.code not in answered)

    @property
    def needs_evidence(self) -> bool:
        """Whether a self-mark would be held down for want of a sentence."""
        return self.mark is not None and self.mark > self.criterion.unevidenced_maximum and not self.sentences

    @property
    def counts(self) -> int | None:
        """What a self-mark counts for once the rules have held it; None without a mark."""
        if self.mark is None:
            return None
        limits = tuple(Limit(cap.maximum, cap.question) for cap in self._holding)
        criterion = self.criterion
        judged = Judgement(
            code=criterion.code,
            chosen=self.mark,
            maximum=criterion.maximum,
            unevidenced_maximum=criterion.unevidenced_maximum,
            evidenced=bool(self.sentences),
            caps=limits,
        )
        return total([judged], evidence_binds=True).points

    @property
    def held(self) -> str:
        """In words, that a self-mark counts less than was chosen; empty where it counts in full."""
        if self.counts == self.mark:
            return ""
        lacks_sentence = self.needs_evidence and self.counts == self.criterion.unevidenced_maximum
        why = "no sentence is chosen" if lacks_sentence else "your answer to a check holds it"
        return f"{self.criterion.code} {self.criterion.name} counts {self.counts}, not {self.mark}: {why}."

    @property
    def _holding(self) -> tuple[CapSpec, ...]:
        holding = {code for code, holds in self.cap_answers if holds}
        return tuple(cap for cap in self.criterion.caps if cap.code in holding)

    @property
    def gap(self) -> str:
        """In words, what is still missing; empty when this criterion is done."""
        name = f"{self.criterion.code} {self.criterion.name}"
        if self.mark is None:
            return f"{name} has no mark yet."
        if self.open_caps:
            return f"{name} has a check that is not answered yet."
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a marker says of one criterion: a mark before any rule, and the numbers of the sentences that earn it.

    `cap_answers` holds code and whether the cap holds; a cap left out keeps its answer. `confidence` is 1 to 3 or None.
    `text_hash` is of the text on which the sentences were chosen, empty where that was not sent.
    """

    criterion: str
    mark: int
    sentences: tuple[int, ...] = ()
    cap_answers: tuple[tuple[str, bool], ...] = ()
    confidence: int | None = None
    answer: str = ""
    text_hash: str = ""


@dataclass(frozen=True, slots=True)
class MarkingSheet:
    criteria: tuple[CriterionSheet, ...]
    paragraphs: tuple[tuple[Sentence, ...], ...]
    text_hash: str = ""

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(sheet.criterion.code for sheet in self.criteria)

    @property
    def gaps(self) -> tuple[str, ...]:
        return tuple(sheet.gap for sheet in self.criteria if sheet.gap)

    @property
    def first_open(self) -> str:
        """Code of the first criterion with a gap, or of the last if all are done."""
        return next((sheet.criterion.code for sheet in self.criteria if sheet.gap), self.codes[-1])

    def sheet(self, code: str) -> CriterionSheet | None:
        return next((sheet for sheet in self.criteria if sheet.criterion.code == code), None)

    def after(self, code: str) -> str:
        """Code of the criterion to go to next: the one that follows, after the last the first with a gap."""
        place = self.codes.index(code) + 1
        return self.codes[place] if place < len(self.codes) else self.first_open


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A teacher's words about the sentences from `first` to `last`. `keep`: they go into the comment bank too."""

    first: int
    last: int
    text: str
    criterion: str = ""
    keep: bool = False

    @property
    def sentences(self) -> int:
        """How many are meant."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """A sentence with the codes of the criteria it was chosen for, and what teachers say of what ends with it."""

    number: int
    text: str
    codes: tuple[str, ...]
    notes: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkColumn:
    """One marker's result. `points` is None until it is totalled; `error` says why it could not be."""

    role: str
    label: str
    finished: bool
    round: int = 1
    reason: str = ""
    points: int | None = None
    out_of: int | None = None
    lines: tuple[Line, ...] = ()
    comment: str = ""
    error: str = ""

    @property
    def waiting(self) -> bool:
        return self.finished and self.points is None and not self.error

    def line(self, code: str) -> Line | None:
        return next((line for line in self.lines if line.code == code), None)


@dataclass(frozen=True, slots=True)
class MarkRow:
    """One criterion across the markers: label and line of each column that is totalled. Never averaged."""

    code: str
    name: str
    maximum: int
    cells: tuple[tuple[str, Line | None], ...]


@dataclass(frozen=True, slots=True)
class SubmissionView:
    paragraphs: tuple[tuple[MarkedSentence, ...], ...]
    columns: tuple[MarkColumn, ...]
    rows: tuple[MarkRow, ...]
    earlier: tuple[MarkColumn, ...] = ()
    marking_again: bool = False

    @property
    def waiting(self) -> bool:
        return any(column.waiting for column in self.columns)

    @property
    def totalled(self) -> tuple[MarkColumn, ...]:
        return tuple(column for column in self.columns if column.points is not None)

    def column(self, role: str) -> MarkColumn | None:
        return next((column for column in self.columns if column.role == role), None)

    @property
    def self_mark(self) -> MarkColumn | None:
        return self.column("self")

    @property
    def teacher_mark(self) -> MarkColumn | None:
        return self.column("teacher")
