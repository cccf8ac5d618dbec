"""A teacher's marking as a whole, and the essay without what would lead its marker."""

from dataclasses import dataclass, replace

from essays.domain.sheet import Choice, CriterionSheet, Passage, SubmissionView


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Everything a marker says of an essay at once: marks, words at the end, words in the margin."""

    choices: tuple[Choice, ...]
    comment: str = ""
    passages: tuple[Passage, ...] = ()


def agreed_choice(sheet: CriterionSheet) -> Choice:
    """What a teacher chooses who agrees with a finished self-mark: the mark that it counts for, and its cap answers.

    Teachers are not bound by the evidence rule. A self-mark of 3 that is held at 1 for want of a sentence is taken as
    1: otherwise the teacher's mark would be higher than the one agreed to.
    """
    assert sheet.mark is not None  # of a finished marking
    mark = sheet.criterion.unevidenced_maximum if sheet.needs_evidence else sheet.mark
    return Choice(criterion=sheet.criterion.code, mark=mark, cap_answers=sheet.cap_answers)


def blinded(view: SubmissionView) -> SubmissionView:
    """The essay with the teacher's mark alone: nothing of its writer's marks or evidence, and no agreed mark."""
    columns = tuple(column for column in view.columns if column.role == "teacher")
    labels = {column.label for column in columns}
    return replace(
        view,
        paragraphs=tuple(tuple(replace(each, codes=()) for each in paragraph) for paragraph in view.paragraphs),
        columns=columns,
        rows=tuple(replace(row, cells=tuple(cell for cell in row.cells if cell[0] in labels)) for row in view.rows),
        earlier=(),
        marking_again=False,
    )
