from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import (
    QuerySet,
    Subquery,
    UUIDField,
)

from accounts.compiled import CompiledQuery, Parameter
from accounts.domain.policy import closes_at
from accounts.models import FeedbackRule
from opsmethods.domain.facts import FactBase
from quizzes.domain.answer import standing
from quizzes.domain.certainty import HIGHEST
from quizzes.domain.measures.certainty import CalibrationLine, calibration, shown_total
from quizzes.domain.pattern import MarkedLine, Pattern, pattern_of
from quizzes.domain.question import Choice, Feedback, Stem, explained_choices, feedback_on, laid_out
from quizzes.domain.regrading import Regrading, overlaid, spoken
from quizzes.domain.scoring import likely_counts
from quizzes.models import Attempt, ItemSnapshot, Mark, MarkLine, QuestionReport
from quizzes.queries.answers import KeptAnswer, kept_answers
from quizzes.queries.regrades import ToldChange, regradings_on, told_changes

LINE = (
    "item__position",
    "item__option_order",
    "item__snapshot__body",
    "item__snapshot__method",
    "item__snapshot__dimension",
)


@dataclass(frozen=True, slots=True)
class ReviewedQuestion:
    """A question with what may be told; `regraded` says what a regrade made of it, and why."""

    position: int
    stem: Stem
    choices: tuple[Choice, ...]
    feedback: Feedback
    is_answered: bool
    certainty: int | None
    late_answer: str
    regraded: str
    reports: tuple[QuestionReport, ...]

    @property
    def chosen(self) -> str:
        return next((choice.text for choice in self.choices if choice.is_chosen), "")

    @property
    def is_confident_error(self) -> bool:
        return self.certainty == HIGHEST and not self.feedback.is_right

    @property
    def is_folded(self) -> bool:
        """What was right, and needs no word about it, is not in the way of what was not."""
        return self.feedback.is_right and not self.regraded and not self.reports


@dataclass(frozen=True, slots=True)
class AttemptResult:
    """`right` of `out_of`, and between `low` and `high` on similar questions. Dropped questions are in none of these.

    `changes` are those that regrades made to the mark. `questions` and `pattern` are empty until the feedback rule
    lets them be seen. `certainty_marks` are None where there are none, or where they come to less than nothing.
    """

    noun: str
    right: int
    out_of: int
    low: int
    high: int
    changes: tuple[ToldChange, ...]
    questions: tuple[ReviewedQuestion, ...]
    pattern: Pattern | None
    calibration: tuple[CalibrationLine, ...]
    certainty_marks: int | None
    can_practise_missed: bool

    @property
    def confident_errors(self) -> list[ReviewedQuestion]:
        return [question for question in self.questions if question.is_confident_error]


def attempt_result(attempt: Attempt, *, facts: FactBase, now: datetime) -> AttemptResult | None:
    """What a scored attempt came to, from the ledger; None while it has no mark."""
    lines = _lines_of(attempt)
    if not lines:
        return None
    counted = [line for line in lines if line.out_of]
    right = sum(line.points == 1 for line in counted)
    low, high = likely_counts(right, len(counted)) if counted else (0, 0)
    is_told = is_result_told(attempt, now=now)
    judged = [(line.certainty, line.points == 1) for line in counted if line.certainty is not None]
    return AttemptResult(
        noun=facts.noun,
        right=right,
        out_of=len(counted),
        low=low,
        high=high,
        changes=told_changes(attempt, is_told=is_told),
        questions=_reviewed_questions(attempt, lines=lines, facts=facts) if is_told else (),
        pattern=pattern_of((_marked(line) for line in counted), facts=facts) if is_told else None,
        calibration=tuple(line for line in calibration(judged) if line.share.n),
        certainty_marks=shown_total(judged) if judged else None,
        can_practise_missed=is_told and any(line.points < 1 and _is_on_something(line) for line in counted),
    )


def is_result_told(attempt: Attempt, *, now: datetime) -> bool:
    """Whether keys and explanations of an attempt handed in may be seen yet (V14)."""
    if attempt.is_open:
        return False
    if attempt.feedback_rule != FeedbackRule.AT_DATE:
        return True
    return attempt.feedback_at is not None and now >= attempt.feedback_at


def _compiled_lines() -> QuerySet[MarkLine]:
    marks = Mark.objects.filter(attempt=Parameter("attempt", UUIDField())).order_by("-scoring_version")
    lines = MarkLine.objects.filter(mark=Subquery(marks.values("pk")[:1])).select_related("item__snapshot")
    return lines.only("option_id", "certainty", "points", "out_of", *LINE).order_by("item__position")


LINES = CompiledQuery(_compiled_lines)


def _lines_of(attempt: Attempt) -> list[MarkLine]:
    return LINES.rows(attempt=attempt.pk)


REPORTED = CompiledQuery(
    lambda: QuestionReport.objects.filter(item__attempt=Parameter("attempt", UUIDField())).order_by("created_at", "pk")
)


def _reports_on(attempt: Attempt) -> dict[int, list[QuestionReport]]:
    """By the id of the item, what the owner of an attempt reported in it."""
    found: dict[int, list[QuestionReport]] = defaultdict(list)
    for report in REPORTED.rows(attempt=attempt.pk):
        found[report.item_id].append(report)
    return found


def _reviewed_questions(attempt: Attempt, *, lines: list[MarkLine], facts: FactBase) -> tuple[ReviewedQuestion, ...]:
    is_timed = closes_at(attempt, started_at=attempt.started_at) is not None
    last = standing(kept_answers(attempt)) if is_timed else {}
    chains, reports = regradings_on(attempt), _reports_on(attempt)
    return tuple(
        _reviewed(
            line,
            last=last.get(line.item.position),
            chain=chains.get(line.item.snapshot_id, []),
            reports=tuple(reports.get(line.item_id, ())),
            facts=facts,
        )
        for line in lines
    )


def _reviewed(
    line: MarkLine,
    *,
    last: KeptAnswer | None,
    chain: Sequence[Regrading],
    reports: tuple[QuestionReport, ...],
    facts: FactBase,
) -> ReviewedQuestion:
    body = overlaid(line.item.snapshot.body, chain=chain)
    chosen = str(line.option_id) if line.option_id else None
    choices = explained_choices(body, order=line.item.option_order, chosen=chosen)
    return ReviewedQuestion(
        position=line.item.position,
        stem=laid_out(body["stem"]),
        choices=choices,
        feedback=feedback_on(body, chosen=chosen, facts=facts),
        is_answered=chosen is not None,
        certainty=line.certainty,
        late_answer=_text_of(last, choices=choices) if last and last.option_id != line.option_id else "",
        regraded=spoken(chain[-1]) if chain else "",
        reports=reports,
    )


def _text_of(answer: KeptAnswer, *, choices: tuple[Choice, ...]) -> str:
    return next(choice.text for choice in choices if choice.id == str(answer.option_id))


def _is_on_something(line: MarkLine) -> bool:
    return bool(line.item.snapshot.method or line.item.snapshot.dimension)


def _marked(line: MarkLine) -> MarkedLine:
    snapshot: ItemSnapshot = line.item.snapshot
    return MarkedLine(method=snapshot.method, dimension=snapshot.dimension, points=line.points)
