"""Reads for the progress page and the report: a fixed, small number of statements, frozen rows out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Min, OuterRef, Q, QuerySet, Subquery

from accounts.domain.actor import Actor
from accounts.models import User
from essays.models import Mark as EssayMark
from essays.models import Marking, Prompt, Submission
from essays.models import MarkLine as EssayLine
from essays.queries import recent_submissions_of
from opsmethods.domain.facts import FactBase
from opsmethods.models import Topic
from opsmethods.queries import fact_base
from progress.domain.grid import Field, Grid, grid_of
from progress.domain.knowledge import Draw, Knowledge, knowledge_of
from progress.domain.measures import AnswerCount
from progress.domain.standing import Criterion, Essay, Marks, Progress, Score
from progress.models import Report
from quizzes.domain.regrading import Policy
from quizzes.models import Mark as QuizMark
from quizzes.models import MarkLine
from quizzes.queries import finished_attempts_of

RECENT = 5


def progress_of(actor: Actor) -> Progress:
    if actor.owns_nothing:
        return Progress()
    return Progress(grids=_grids(actor), scores=_scores(actor), essays=_essays(actor))


def first_tries(actor: Actor) -> QuerySet[MarkLine]:
    """Answered questions as their current mark counts them, each question only the first time it came (V15).

    Not those that a regrade dropped or gave to everybody: they say nothing about anybody.
    """
    if actor.owns_nothing:
        return MarkLine.objects.none()
    owner = {f"mark__attempt__{column}": value for column, value in actor.owner.items()}
    current = QuizMark.objects.filter(attempt=OuterRef("mark__attempt")).order_by("-scoring_version")
    counted = MarkLine.objects.filter(
        **owner, out_of=1, option_id__isnull=False, mark=Subquery(current.values("pk")[:1])
    )
    answered = counted.exclude(item__snapshot__regrades__policy=Policy.FULL_MARKS)
    first = answered.order_by().values("item__snapshot").annotate(first=Min("item")).values("first")
    return answered.filter(item__in=first)


def evidence_of(actor: Actor, *, facts: FactBase, method: str, dimension: str) -> Field | None:
    """One field of the grid; None if the topic has no such method or dimension."""
    counts = _counts(first_tries(actor).filter(item__snapshot__topic__slug=facts.topic))
    grid = grid_of(facts, title="", counts=[count for found in counts.values() for count in found])
    found = (f for row in grid.rows if row.method.slug == method for f in row.fields if f.column.code == dimension)
    return next(found, None)


def knowledge_for(actor: Actor, *, prompt: Prompt, facts: FactBase) -> Knowledge:
    """What the actor's first answers say of the facts that the points of an essay question draw on."""
    points = prompt.points.filter(published=True).values_list("methods", "references")
    counts = _counts(first_tries(actor).filter(item__snapshot__topic=prompt.topic_id))
    return knowledge_of(
        facts,
        draws=[Draw(tuple(methods.split()), tuple(references.split())) for methods, references in points],
        counts=counts.get(prompt.topic_id, ()),
    )


def reports_of(user: User) -> QuerySet[Report]:
    """Without their bytes, which only the download needs."""
    return Report.objects.filter(user=user).defer("pdf")


def unbuilt_reports(*, before: datetime) -> QuerySet[Report]:
    """Reports asked for before that time that are neither ready nor given up."""
    return Report.objects.filter(state__in=[Report.State.QUEUED, Report.State.RUNNING], requested_at__lte=before)


# --- Quizzes --------------------------------------------------------------------------------------


def _grids(actor: Actor) -> tuple[Grid, ...]:
    """A grid for each topic that was tried, in the order of the site."""
    counts = _counts(first_tries(actor))
    topics = Topic.objects.filter(pk__in=counts).order_by("position", "pk")
    return tuple(grid_of(fact_base(topic), title=topic.title, counts=counts[topic.pk]) for topic in topics)


def _counts(lines: QuerySet[MarkLine]) -> Mapping[int, list[AnswerCount]]:
    """Lines by topic, counted in the database: one row a method, dimension and mode."""
    snapshot = "item__snapshot__"
    fields = [f"{snapshot}topic", f"{snapshot}method", f"{snapshot}dimension", "mark__attempt__mode"]
    rows = lines.values_list(*fields).annotate(right=Count("pk", filter=Q(points=1)), tried=Count("pk"))
    counts = defaultdict(list)
    for topic, *count in rows.order_by(*fields):
        counts[topic].append(AnswerCount(*count))
    return counts


def _scores(actor: Actor) -> tuple[Score, ...]:
    finished: QuerySet[Any] = finished_attempts_of(actor)
    return tuple(
        Score(
            attempt_id=attempt.pk,
            topic=attempt.topic.title,
            mode=attempt.get_mode_display(),
            submitted_at=attempt.submitted_at,
            right=int(attempt.points),
            asked=int(attempt.out_of),
        )
        for attempt in finished.filter(points__isnull=False)[:RECENT]
    )


# --- Essays ---------------------------------------------------------------------------------------


def _essays(actor: Actor) -> tuple[Essay, ...]:
    """The latest hand-ins with the marks that stand on them."""
    latest = tuple(recent_submissions_of(actor)[:RECENT])
    lines = _lines_by_submission(latest)
    return tuple(_essay(submission, lines=lines[submission.pk]) for submission in latest)


def _lines_by_submission(submissions: Iterable[Submission]) -> Mapping[UUID, list[EssayLine]]:
    """Lines of the current mark of each self or teacher marking."""
    current = EssayMark.objects.filter(
        marking__submission=OuterRef("mark__marking__submission"), marking__role=OuterRef("mark__marking__role")
    ).order_by("-marking__round", "-scoring_version")
    rows = EssayLine.objects.filter(mark__marking__submission__in=submissions, mark=Subquery(current.values("pk")[:1]))
    lines = defaultdict(list)
    for line in rows.select_related("mark__marking", "criterion").order_by("criterion__position", "pk"):
        lines[line.mark.marking.submission_id].append(line)
    return lines


def _essay(submission: Submission, *, lines: Iterable[EssayLine]) -> Essay:
    by_role: dict[str, list[EssayLine]] = defaultdict(list)
    for line in lines:
        by_role[line.mark.marking.role].append(line)
    own, teacher = by_role[Marking.Role.SELF], by_role[Marking.Role.TEACHER]
    return Essay(
        submission_id=submission.pk,
        prompt=submission.draft.prompt.title,
        level=submission.draft.get_level_display(),
        handed_in_at=submission.handed_in_at,
        marks=Marks(submission.draft.marks, own=_total(own), teacher=_total(teacher)),
        criteria=_criteria(own, teacher),
    )


def _total(lines: list[EssayLine]) -> int | None:
    return int(lines[0].mark.points) if lines else None


def _criteria(own: list[EssayLine], teacher: list[EssayLine]) -> tuple[Criterion, ...]:
    """One row a criterion: both markings are of the same rubric."""
    own_points = {line.criterion_id: line.points for line in own}
    teacher_points = {line.criterion_id: line.points for line in teacher}
    return tuple(
        Criterion(
            name=f"{line.criterion.code} {line.criterion.name}",
            marks=Marks(
                line.criterion.maximum,
                own=own_points.get(line.criterion_id),
                teacher=teacher_points.get(line.criterion_id),
            ),
        )
        for line in own or teacher
    )
