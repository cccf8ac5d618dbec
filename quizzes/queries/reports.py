"""Reports of questions: one person's own, and the queue of those that wait for an answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Min, OuterRef, Q, QuerySet, Subquery

from accounts.domain.actor import Actor
from quizzes.domain.question import Stem, laid_out
from quizzes.domain.regrading import right_options
from quizzes.models import AttemptItem, ItemSnapshot, QuestionReport, Regrade
from quizzes.queries.regrades import regrades_of, uptake
from quizzes.queries.result import is_result_told

OPEN = QuestionReport.State.OPEN


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A question in front of whoever would report it. `waiting` is their report that has no answer yet."""

    item: AttemptItem
    stem: Stem
    may_report: bool
    waiting: QuestionReport | None
    answered: tuple[QuestionReport, ...]


@dataclass(frozen=True, slots=True)
class StaffOption:
    """An option as whoever judges it needs it: the key, what is right since a regrade, and how often it was chosen."""

    id: str
    text: str
    why: str
    is_key: bool
    is_right: bool
    times: int
    proof: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class StaffQuestion:
    """A question with its proof and what became of it; `times` in all, of which `unanswered`."""

    snapshot: ItemSnapshot
    options: tuple[StaffOption, ...]
    unanswered: int
    times: int
    held_by: int
    regrades: tuple[Regrade, ...]


def reportable_item(actor: Actor, *, attempt_id: UUID, position: int) -> AttemptItem | None:
    """A question of this person with its attempt and snapshot, whether or not it may be reported yet."""
    if actor.owns_nothing:
        return None
    owner = {f"attempt__{name}": value for name, value in actor.owner.items()}
    items = AttemptItem.objects.filter(attempt=attempt_id, position=position, **owner)
    return items.select_related("attempt", "snapshot").first()


def report_page(item: AttemptItem, *, now: datetime) -> ReportPage:
    reports = list(item.reports.order_by("created_at", "pk"))
    return ReportPage(
        item=item,
        stem=laid_out(item.snapshot.body["stem"]),
        may_report=may_be_reported(item, now=now),
        waiting=next((report for report in reports if report.state == OPEN), None),
        answered=tuple(report for report in reports if report.state != OPEN),
    )


def may_be_reported(item: AttemptItem, *, now: datetime) -> bool:
    """Once its answer may be seen (V14): in practice after the first choice, else when the result is told."""
    attempt = item.attempt
    if attempt.is_open and attempt.tells_at_once:
        return item.events.filter(superseded=False).exists()
    return is_result_told(attempt, now=now)


def open_report_on(item: AttemptItem) -> QuestionReport | None:
    return item.reports.filter(state=OPEN).first()


# --- The queue ------------------------------------------------------------------------------------


def reported_snapshots() -> QuerySet[ItemSnapshot]:
    """Questions with open reports, most reported first.

    Each with `open_reports`, `first_reported_at` and the number of attempts it is `held_by`.
    """
    held = AttemptItem.objects.filter(snapshot=OuterRef("pk")).order_by().values("snapshot").annotate(n=Count("pk"))
    return (
        ItemSnapshot.objects.filter(Q(attempt_items__reports__state=OPEN))
        .select_related("topic")
        .annotate(
            open_reports=Count("attempt_items__reports", distinct=True),
            first_reported_at=Min("attempt_items__reports__created_at"),
            held_by=Subquery(held.values("n")),
        )
        .order_by("-open_reports", "first_reported_at", "pk")
    )


def reports_of_snapshot(snapshot: ItemSnapshot) -> QuerySet[QuestionReport]:
    """All reports of a question with whoever made them, open ones first."""
    reports = QuestionReport.objects.filter(item__snapshot=snapshot).select_related("user", "item", "answered_by")
    return reports.order_by("-state", "created_at", "pk")


def open_reports_of(snapshot: ItemSnapshot) -> QuerySet[QuestionReport]:
    return reports_of_snapshot(snapshot).filter(state=OPEN)


def staff_question(snapshot: ItemSnapshot) -> StaffQuestion:
    body, times = snapshot.body, uptake(snapshot)
    regrades = tuple(regrades_of(snapshot))
    right = right_options(body, chain=[regrade.regrading for regrade in regrades])
    proofs = {proof["option"]: proof for proof in body["certificate"]}
    options = tuple(
        StaffOption(
            id=option["id"],
            text=option["text"],
            why=option["why"],
            is_key=option["id"] == body["key"],
            is_right=option["id"] in right,
            times=times.get(option["id"], 0),
            proof=proofs.get(option["text"], {}),
        )
        for option in body["options"]
    )
    held_by = AttemptItem.objects.filter(snapshot=snapshot).count()
    return StaffQuestion(
        snapshot=snapshot,
        options=options,
        unanswered=times.get("", 0),
        times=sum(times.values()),
        held_by=held_by,
        regrades=regrades,
    )
