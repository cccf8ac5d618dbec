"""Scored answers as statistics read them, and what was counted."""

from collections.abc import Callable, Collection, Iterator
from datetime import datetime, timedelta
from math import ceil
from typing import Any

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Mod, Substr

from opsmethods.domain.facts import FactBase
from opsmethods.models import Topic
from quizzes.domain.counting import Line, meanings_of
from quizzes.domain.regrading import Policy
from quizzes.domain.reviewing import Question, component_of
from quizzes.models import Attempt, JobState, Mark, MarkLine, Recount, Regrade

SLICE = 2000  # answers: less than a second of counting
KEY_CHARACTERS = tuple(map(chr, range(33, 127)))
COUNT_STALLED_AFTER = timedelta(seconds=30)
COLUMNS = (
    "mark__attempt__user_id",
    "mark__attempt__guest_key",
    "mark__attempt_id",
    "mark__attempt__mode",
    "item__snapshot__item_model",
    "item__snapshot__signature",
    "item__snapshot__method",
    "item__snapshot__dimension",
    "item__snapshot__topic_version",
    "item__snapshot",
    "option_id",
    "points",
    "certainty",
)
BODY = "item__snapshot__body"


def slices_of(topic: Topic) -> int:
    """Into how many slices the answers of a topic are cut."""
    answers = Attempt.objects.filter(topic=topic, state=Attempt.State.SCORED).aggregate(n=Sum("item_count"))["n"]
    return max(1, ceil((answers or 0) / SLICE))


def answers_fingerprint(topic: Topic) -> str:
    """Changes with each mark entered or erased, each regrade, each quiz a guest takes over, and the notes."""
    marks = Mark.objects.filter(attempt__topic=topic).aggregate(
        n=Count("pk"), last=Max("pk"), owned=Count("pk", filter=Q(attempt__user__isnull=False))
    )
    regrades = Regrade.objects.filter(snapshot__topic=topic).count()
    return f"{topic.version}:{marks['n']}:{marks['last']}:{marks['owned']}:{regrades}"


def lines_in_slices(
    topic: Topic, *, taken: range, slices: int, until: datetime, facts: FactBase, whole: bool = True
) -> Iterator[Line]:
    """Answers of the people in some of the slices, scored up to then, in one statement, read as it goes.

    A person is in one slice only. Without `whole` the options of the questions are left out.
    """
    lines = _current_lines(topic).filter(mark__attempt__scored_at__lte=until)
    if len(taken) < slices:
        guests = [char for char in KEY_CHARACTERS if ord(char) % slices in taken]
        lines = lines.annotate(
            bucket=Mod(F("mark__attempt__user_id"), slices), first=Substr("mark__attempt__guest_key", 1, 1)
        ).filter(Q(bucket__gte=taken.start, bucket__lt=taken.stop) | Q(bucket__isnull=True, first__in=guests))
    return _read(lines, topic=topic, facts=facts, whole=whole)


def lines_of_owners(attempts: Collection[Attempt], *, topic: Topic, facts: FactBase) -> Iterator[Line]:
    """All scored answers on the topic by those who took these attempts, without the options."""
    users = {attempt.user_id for attempt in attempts if attempt.user_id}
    guests = {attempt.guest_key for attempt in attempts if attempt.guest_key}
    owners = Q(mark__attempt__user__in=users) | Q(mark__attempt__guest_key__in=guests)
    return _read(_current_lines(topic).filter(owners), topic=topic, facts=facts, whole=False)


def newly_scored(topic: Topic, *, after: datetime, until: datetime, most: int) -> list[Attempt]:
    """Attempts scored since, the earliest first: `most`, and those scored at the same time as the last of them."""
    new = Attempt.objects.filter(topic=topic, state=Attempt.State.SCORED, scored_at__gt=after, scored_at__lte=until)
    times = list(new.order_by("scored_at", "pk").values_list("scored_at", flat=True)[:most])
    return list(new.filter(scored_at__lte=times[-1]).order_by("scored_at", "pk")) if times else []


def stalled_recounts(*, now: datetime) -> QuerySet[Recount]:
    """Begun and not moved for a while: the next step was lost."""
    unfinished = Recount.objects.exclude(state=JobState.DONE).filter(moved_at__lte=now - COUNT_STALLED_AFTER)
    return unfinished.order_by("moved_at", "pk")


def recounts() -> QuerySet[Recount]:
    """The last or running count of each topic."""
    return Recount.objects.select_related("topic").defer("tally", "ratings").order_by("topic__position", "pk")


def form_of(attempts: QuerySet[Attempt]) -> tuple[str, ...]:
    """The questions that all of these attempts were made of, as ids of snapshots; () where they differ.

    Only such a fixed form has figures for a single question, and a reliability.
    """
    count = attempts.count()
    shared = (
        attempts.values("items__snapshot")
        .annotate(taken_by=Count("pk", distinct=True))
        .order_by("items__snapshot")
        .values_list("items__snapshot", "taken_by")
    )
    rows = list(shared)
    return tuple(snapshot for snapshot, _ in rows) if all(taken_by == count for _, taken_by in rows) else ()


def _current_lines(topic: Topic) -> QuerySet[MarkLine]:
    """Of the latest mark of each attempt: a regrade changes what counts as right."""
    later = Mark.objects.filter(
        attempt=OuterRef("mark__attempt"), scoring_version__gt=OuterRef("mark__scoring_version")
    )
    scored = MarkLine.objects.filter(mark__attempt__topic=topic, mark__attempt__state=Attempt.State.SCORED)
    return scored.filter(~Exists(later)).order_by(
        "mark__attempt__user_id",
        "mark__attempt__guest_key",
        "mark__attempt__submitted_at",
        "mark__attempt_id",
        "item__position",
    )


def _read(lines: QuerySet[MarkLine], *, topic: Topic, facts: FactBase, whole: bool) -> Iterator[Line]:
    methods = frozenset(method.slug for method in facts.methods)
    component, rights = _components(facts), _rights_since_regrades(topic)
    columns = (*COLUMNS, BODY) if whole else COLUMNS
    for row in lines.values_list(*columns).iterator(chunk_size=500):
        user, guest, attempt, kind, model, signature, method, dimension = row[:8]
        version, snapshot, option, points, certainty = row[8:13]
        chosen = str(option) if option else ""
        right = rights.get(snapshot, points >= 1)
        if right is None:
            continue
        yield Line(
            person=f"user {user}" if user else f"guest {guest}",
            attempt=str(attempt),
            kind=kind,
            model=model,
            signature=signature,
            method=method,
            dimension=dimension,
            component=component(model, signature, method, dimension),
            topic_version=version,
            chosen=chosen,
            right=right if isinstance(right, bool) else chosen in right,
            certainty=certainty,
            options=meanings_of(row[13], method=method, methods=methods) if whole else {},
        )


def _rights_since_regrades(topic: Topic) -> dict[str, frozenset[str] | None]:
    """By snapshot, the options that are right since its last regrade, whatever points that left to whom.

    None where answers tell nothing: the question was dropped, or everybody was given its point.
    """
    decided = Regrade.objects.filter(snapshot__topic=topic).order_by("created_at", "pk")
    return {
        snapshot: frozenset(options) if Policy(policy).names_options else None
        for snapshot, policy, options in decided.values_list("snapshot", "policy", "options")
    }


def _components(facts: FactBase) -> Callable[[str, str, str, str], str]:
    """The key of the component of a question, worked out once for each."""
    known: dict[tuple[str, str, str, str], str] = {}

    def component(*columns: Any) -> str:
        if columns not in known:
            found = component_of(facts, Question(*columns))
            known[columns] = found.key if found else ""
        return known[columns]

    return component
