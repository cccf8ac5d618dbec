from datetime import datetime, timedelta
from functools import partial

from django.db.models import (
    BigIntegerField,
    Count,
    DecimalField,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)

from accounts.compiled import CompiledQuery, Parameter
from accounts.domain.actor import Actor
from opsmethods.models import Topic
from quizzes.models import AnswerEvent, Attempt, AttemptItem, JobState, Mark
from quizzes.queries.owned import OWNED_ATTEMPT, attempts_of

SWEEP_AFTER = timedelta(seconds=30)
FORGOTTEN_AFTER = timedelta(days=30)


RECENT = 60  # questions of late that a new quiz tries not to ask again


def open_attempts_of(actor: Actor) -> QuerySet[Attempt]:
    """Attempts to go on with, newest first, each with `answered_count`. Reviews stand with what is due."""
    answered = Count("events__item", filter=Q(events__superseded=False), distinct=True)
    started = attempts_of(actor).filter(state=Attempt.State.IN_PROGRESS).exclude(mode=Attempt.Mode.REVIEW)
    return started.select_related("topic").annotate(answered_count=answered).order_by("-started_at", "pk")


def finished_attempts_of(actor: Actor) -> QuerySet[Attempt]:
    """Attempts handed in, newest first, with the current mark as `points` of `out_of` once there is one."""
    current = Mark.objects.filter(attempt=OuterRef("pk")).order_by("-scoring_version")
    return (
        attempts_of(actor)
        .filter(submitted_at__isnull=False)
        .select_related("topic")
        .annotate(
            points=Subquery(current.values("points")[:1], output_field=DecimalField()),
            out_of=Subquery(current.values("out_of")[:1], output_field=DecimalField()),
        )
        .order_by("-submitted_at", "pk")
    )


def _compiled_signatures(*, is_guest: bool) -> QuerySet[AttemptItem, tuple[str]]:
    met = AttemptItem.objects.filter(attempt__topic=Parameter("topic", BigIntegerField()), **OWNED_ATTEMPT[is_guest])
    return met.order_by("-attempt__started_at", "-pk").values_list("snapshot__signature")[:RECENT]


MET = {guest: CompiledQuery(partial(_compiled_signatures, is_guest=guest)) for guest in (False, True)}


def signatures_met(actor: Actor, *, topic: Topic) -> frozenset[str]:
    """What this person was asked of late about a topic: the next quiz asks something else if it can."""
    if actor.owns_nothing:
        return frozenset()
    rows = MET[actor.is_guest].rows(**actor.owner, topic=topic.pk)
    return frozenset(signature for (signature,) in rows)


def unscored_attempts(*, now: datetime) -> QuerySet[Attempt]:
    """Handed in a while ago and still not scored; those that failed wait for a person."""
    waiting = Attempt.objects.filter(state=Attempt.State.SUBMITTED, submitted_at__lte=now - SWEEP_AFTER)
    return waiting.exclude(scoring_state=JobState.FAILED).order_by("submitted_at", "pk")


def timed_attempts() -> QuerySet[Attempt]:
    """Open attempts that end at some time."""
    ends = Q(time_limit_s__isnull=False) | Q(deadline_at__isnull=False)
    return Attempt.objects.filter(ends, state=Attempt.State.IN_PROGRESS).order_by("started_at", "pk")


def forgotten_attempts(*, now: datetime) -> QuerySet[Attempt]:
    """Open attempts without an end that nobody has started or answered for FORGOTTEN_AFTER."""
    since = now - FORGOTTEN_AFTER
    old = Attempt.objects.filter(
        state=Attempt.State.IN_PROGRESS, time_limit_s__isnull=True, deadline_at__isnull=True, started_at__lt=since
    )
    return old.exclude(Exists(AnswerEvent.objects.filter(attempt=OuterRef("pk"), server_time__gte=since)))
