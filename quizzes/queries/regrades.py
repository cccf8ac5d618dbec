"""What was regraded, what that changed, and what a regrade would change."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, QuerySet, Subquery, UUIDField

from accounts.compiled import CompiledQuery, Parameter
from quizzes.domain.regrading import Direction, Earned, Policy, Regrading, direction, earned, in_words
from quizzes.models import Attempt, ItemSnapshot, Mark, MarkLine, Regrade

SWEEP_REGRADES_AFTER = timedelta(seconds=30)

DECIDED = ("policy", "cause", "options", "never_lower", "note")
TRIED = (
    "option_id",
    "points",
    "out_of",
    "mark__points",
    "mark__out_of",
    "mark__attempt__mode",
    *(f"mark__attempt__user__{name}" for name in ("username", "first_name", "last_name")),
)
CURRENT = {"mark__scoring_version": F("mark__attempt__scoring_version")}


@dataclass(frozen=True, slots=True)
class MarkChange:
    """A mark before and after a regrade; `attempt` comes with its user."""

    attempt: Attempt
    old: Earned
    new: Earned

    @property
    def direction(self) -> Direction:
        return direction(self.old, self.new)

    @property
    def words(self) -> str:
        return in_words(self.old, self.new)


@dataclass(frozen=True, slots=True)
class DryRun:
    """What a regrade would do: marks by direction, and those that would change."""

    changes: tuple[MarkChange, ...]
    same: int

    def count(self, way: Direction) -> int:
        changed = sum(change.direction is way for change in self.changes)
        return changed + self.same if way is Direction.SAME else changed


@dataclass(frozen=True, slots=True)
class ToldChange:
    """What a student is told about a change of their mark; no note, no telling why yet."""

    words: str
    note: str
    at: datetime


REGRADED = CompiledQuery(
    lambda: (
        Regrade.objects.filter(snapshot__attempt_items__attempt=Parameter("attempt", UUIDField()))
        .order_by("created_at", "pk")
        .values_list("snapshot", *DECIDED)
    )
)


def regradings_on(attempt: Attempt) -> dict[str, list[Regrading]]:
    """By snapshot, the regradings of the questions of an attempt, oldest first. Most attempts have none."""
    found: dict[str, list[Regrading]] = defaultdict(list)
    for snapshot, policy, cause, options, never_lower, note in REGRADED.rows(attempt=attempt.pk):
        regrading = Regrading(
            policy=Policy(policy), cause=cause, options=tuple(options), never_lower=never_lower, note=note
        )
        found[snapshot].append(regrading)
    return found


def regradings_of(snapshot: ItemSnapshot) -> list[Regrading]:
    return [regrade.regrading for regrade in regrades_of(snapshot)]


def regrades_of(snapshot: ItemSnapshot) -> QuerySet[Regrade]:
    """Oldest first."""
    return Regrade.objects.filter(snapshot=snapshot).select_related("author").order_by("created_at", "pk")


def lost_regrades(*, now: datetime) -> QuerySet[Regrade]:
    """Regrades that are not done and have not moved for a while."""
    waiting = Regrade.objects.filter(applied_at__isnull=True, moved_at__lte=now - SWEEP_REGRADES_AFTER)
    return waiting.order_by("moved_at", "pk")


# --- Marks ----------------------------------------------------------------------------------------


def told_changes(attempt: Attempt, *, is_told: bool) -> tuple[ToldChange, ...]:
    """Each regrade that changed the mark of an attempt, oldest first; why only if answers may be told."""
    if attempt.scoring_version == 1:
        return ()
    marks = list(Mark.objects.filter(attempt=attempt).select_related("regrade").order_by("scoring_version"))
    return tuple(
        ToldChange(in_words(_sum(before), _sum(after)), note=after.regrade.note if is_told else "", at=after.created_at)
        for before, after in pairwise(marks)
        if after.regrade is not None
    )


def _sum(mark: Mark) -> Earned:
    return Earned(mark.points, int(mark.out_of))


def changed_marks(regrade: Regrade) -> QuerySet[Any]:
    """Marks that a regrade entered, each with `old_points` and `old_out_of` of the one before."""
    before = Mark.objects.filter(attempt=OuterRef("attempt"), scoring_version=OuterRef("scoring_version") - 1)
    return Mark.objects.filter(regrade=regrade).annotate(
        old_points=Subquery(before.values("points")[:1]), old_out_of=Subquery(before.values("out_of")[:1])
    )


def count_changes(regrade: Regrade) -> dict[Direction, int]:
    """Marks by what the regrade did to them, counted anew from the ledger."""
    counts = dict.fromkeys(Direction, 0)
    rows = changed_marks(regrade).values_list("old_points", "old_out_of", "points", "out_of")
    changed = 0
    for old_points, old_out_of, points, out_of in rows.iterator():
        counts[direction(Earned(old_points, int(old_out_of)), Earned(points, int(out_of)))] += 1
        changed += 1
    counts[Direction.SAME] += current_lines(regrade.snapshot_id).count() - changed
    return counts


def current_lines(snapshot_id: str) -> QuerySet[MarkLine]:
    """The line of a question in the current mark of every attempt that holds it and has one."""
    return MarkLine.objects.filter(item__snapshot=snapshot_id, **CURRENT)


def dry_run(snapshot: ItemSnapshot, regrading: Regrading) -> DryRun:
    """What would change if this regrading followed those there are. Nothing is written."""
    chain = [*regradings_of(snapshot), regrading]
    lines = current_lines(snapshot.pk).select_related("mark__attempt__user").only(*TRIED)
    changes = [
        _change(line, body=snapshot.body, chain=chain) for line in lines.order_by("mark__attempt__submitted_at", "pk")
    ]
    changed = tuple(change for change in changes if change.old != change.new)
    return DryRun(changes=changed, same=len(changes) - len(changed))


def _change(line: MarkLine, *, body: dict[str, object], chain: Sequence[Regrading]) -> MarkChange:
    old, mark = _sum(line.mark), line.mark
    was, now = Earned(line.points, line.out_of), earned(body, line.option_id, chain=chain)
    new = Earned(old.points - was.points + now.points, old.out_of - was.out_of + now.out_of)
    return MarkChange(attempt=mark.attempt, old=old, new=new)


def lines_of_marks(attempts: Sequence[UUID]) -> dict[UUID, list[MarkLine]]:
    """By attempt, the lines of its current mark, with mark and item. Attempts without one are left out."""
    found: dict[UUID, list[MarkLine]] = defaultdict(list)
    lines = MarkLine.objects.filter(mark__attempt__in=attempts, **CURRENT).select_related("mark", "item")
    for line in lines.order_by("item__position", "pk"):
        found[line.mark.attempt_id].append(line)
    return found


def uptake(snapshot: ItemSnapshot) -> dict[str, int]:
    """How often each option was chosen in marked attempts, by its id; "" for no answer."""
    rows = current_lines(snapshot.pk).values_list("option_id").annotate(times=Count("pk")).order_by()
    return {str(option) if option else "": times for option, times in rows}
