from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from essays.domain.marking import Line
from essays.domain.rubric import CriterionSpec
from essays.domain.sheet import (
    CriterionSheet,
    MarkColumn,
    MarkedSentence,
    MarkingSheet,
    MarkRow,
    Passage,
    SubmissionView,
)
from essays.domain.text import paragraphs
from essays.models import Criterion, CriterionChoice, Evidence, Mark, Marking, MarkLine, PassageComment, Submission
from essays.queries.moderation import passages_in
from essays.queries.prompts import rubric_spec


def untotalled_markings() -> QuerySet[Marking]:
    """Finished, no total yet: the queue of the totalling task, whoever finished them."""
    return (
        Marking.objects.filter(finished_at__isnull=False, totalled_at__isnull=True)
        .exclude(totalling_state="failed")
        .order_by("finished_at", "pk")
    )


def marking_sheet(marking: Marking) -> MarkingSheet:
    """Every criterion of the rubric with what the marker has chosen so far, and the text by sentence."""
    submission = marking.submission
    spec = rubric_spec(submission.draft.rubric)
    choices = {choice.criterion.code: choice for choice in _choices(marking)}
    answers = _cap_answers(marking)
    return MarkingSheet(
        criteria=tuple(
            _criterion_sheet(criterion, choices.get(criterion.code), answers[criterion.code])
            for criterion in spec.criteria
        ),
        paragraphs=paragraphs(submission.text),
        text_hash=submission.text_hash,
    )


def _choices(marking: Marking) -> QuerySet[CriterionChoice]:
    evidence = Prefetch("evidence", Evidence.objects.order_by("sentence"))
    return marking.choices.select_related("criterion").prefetch_related(evidence)


def _cap_answers(marking: Marking) -> dict[str, tuple[tuple[str, bool], ...]]:
    answers: dict[str, tuple[tuple[str, bool], ...]] = defaultdict(tuple)
    rows = marking.cap_answers.order_by("cap__position", "pk")
    for criterion, cap, applies in rows.values_list("cap__criterion__code", "cap__code", "applies"):
        answers[criterion] += ((cap, applies),)
    return answers


def _criterion_sheet(
    criterion: CriterionSpec, choice: CriterionChoice | None, cap_answers: tuple[tuple[str, bool], ...]
) -> CriterionSheet:
    if choice is None:
        return CriterionSheet(criterion, cap_answers=cap_answers)
    sentences = tuple(evidence.sentence for evidence in choice.evidence.all())
    return CriterionSheet(criterion, choice.mark, sentences, cap_answers, choice.confidence, choice.answer)


def submission_view(submission: Submission) -> SubmissionView:
    """The text with the student's evidence in it, and every marker's newest result side by side.

    Another marker's work shows once it is finished; the student's own from its first saved mark. Of a role that
    marked more than once the newest finished round stands in the table, those before it are `earlier`.
    """
    markings = _shown_markings(submission)
    newest = {marking.role: marking for marking in markings if marking.finished_at or marking.round == 1}
    columns = tuple(_column(marking) for marking in newest.values())
    criteria = submission.draft.rubric.criteria.order_by("position", "pk")
    return SubmissionView(
        paragraphs=_marked_paragraphs(
            submission, newest.get(Marking.Role.SELF), notes=_notes(submission, newest.values())
        ),
        columns=columns,
        rows=tuple(_row(criterion, columns) for criterion in criteria),
        earlier=tuple(_column(marking) for marking in markings if marking.round < newest[marking.role].round),
        marking_again=any(not marking.finished_at and marking.round > 1 for marking in markings),
    )


def _shown_markings(submission: Submission) -> list[Marking]:
    lines = MarkLine.objects.select_related("criterion").order_by("criterion__position", "pk")
    marks = Mark.objects.order_by("-scoring_version").prefetch_related(Prefetch("lines", lines))
    commented = Exists(PassageComment.objects.filter(marking=OuterRef("pk")))
    markings = submission.markings.order_by("round").annotate(has_passages=commented)
    markings = markings.prefetch_related(Prefetch("marks", marks))
    shown = [marking for marking in markings if marking.role == Marking.Role.SELF or marking.finished_at]
    return sorted(shown, key=lambda marking: Marking.Role.values.index(marking.role))


def _column(marking: Marking) -> MarkColumn:
    head: dict[str, Any] = {
        "role": marking.role,
        "label": marking.get_role_display(),
        "finished": marking.finished_at is not None,
        "round": marking.round,
        "reason": marking.reason,
        "comment": marking.comment,
        "error": marking.totalling_error,
    }
    mark = next(iter(marking.marks.all()), None)
    if mark is None:
        return MarkColumn(**head)
    lines = tuple(Line(line.criterion.code, line.chosen, line.points, line.reason) for line in mark.lines.all())
    return MarkColumn(**head, points=int(mark.points), out_of=int(mark.out_of), lines=lines)


def _row(criterion: Criterion, columns: tuple[MarkColumn, ...]) -> MarkRow:
    cells = tuple((column.label, column.line(criterion.code)) for column in columns if column.points is not None)
    return MarkRow(criterion.code, criterion.name, criterion.maximum, cells)


def _notes(submission: Submission, markings: Iterable[Any]) -> dict[int, tuple[Passage, ...]]:
    """What teachers say in the margin: no statement where nobody says anything."""
    return passages_in(submission.text, [marking for marking in markings if marking.has_passages])


def _marked_paragraphs(
    submission: Submission, own: Marking | None, *, notes: dict[int, tuple[Passage, ...]]
) -> tuple[tuple[MarkedSentence, ...], ...]:
    codes: dict[int, tuple[str, ...]] = defaultdict(tuple)
    evidence = Evidence.objects.filter(choice__marking=own)
    order = ("choice__criterion__position", "pk")
    for sentence, code in evidence.order_by(*order).values_list("sentence", "choice__criterion__code"):
        codes[sentence] += (code,)
    return tuple(
        tuple(
            MarkedSentence(each.number, each.text, codes[each.number], notes.get(each.number, ())) for each in paragraph
        )
        for paragraph in paragraphs(submission.text)
    )
