from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import (
    CharField,
    Exists,
    F,
    IntegerField,
    Max,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    UUIDField,
    Value,
)
from django.db.models.functions import Coalesce

from accounts.compiled import OWNED, Parameter
from accounts.domain.actor import Actor
from accounts.domain.policy import closes_at
from essays.domain.rubric import RubricSpec
from essays.domain.thinning import GRACE
from essays.models import Draft, DraftVersion, Marking, PlanRow, Submission
from essays.queries.prompts import rubric_spec

M = TypeVar("M", bound=Model)


def drafts_of(actor: Actor) -> QuerySet[Draft]:
    return owned(Draft.objects.all(), actor).select_related("prompt__topic")


def open_drafts_of(actor: Actor) -> QuerySet[Draft]:
    """What the actor is still writing, newest first, with the time of the last save."""
    drafts = drafts_of(actor).filter(state=Draft.State.WRITING)
    return drafts.annotate(last_saved_at=Max("versions__server_time")).order_by("-started_at", "pk")


def submissions_of(actor: Actor) -> QuerySet[Submission]:
    return owned(Submission.objects.all(), actor, "draft__").select_related("draft__prompt__topic", "draft__rubric")


def recent_submissions_of(actor: Actor) -> QuerySet[Submission]:
    """What the actor handed in, newest first, and whether its writer has marked it."""
    own = Marking.objects.filter(submission=OuterRef("pk"), role=Marking.Role.SELF, finished_at__isnull=False)
    return submissions_of(actor).annotate(self_marked=Exists(own)).order_by("-handed_in_at", "pk")


def markings_of(actor: Actor) -> QuerySet[Marking]:
    """The actor's own self-markings."""
    markings = Marking.objects.filter(role=Marking.Role.SELF)
    return owned(markings, actor, "submission__draft__").select_related(
        "submission__draft__prompt__topic", "submission__draft__rubric"
    )


def owned(rows: QuerySet[M], actor: Actor, path: str = "") -> QuerySet[M]:
    if actor.owns_nothing:
        return rows.none()
    return rows.filter(**{f"{path}{column}": value for column, value in actor.owner.items()})


def current_version(draft: Draft) -> DraftVersion | None:
    """The text as it stands: the highest (window, sequence) that no newer window has overtaken."""
    return draft.versions.filter(superseded=False).order_by("-window", "-sequence", "-pk").first()


def known_and_current(draft: Draft, *, client_uuid: UUID) -> tuple[DraftVersion | None, DraftVersion | None]:
    """The version that this save has made already, and the text as it stands: both without their words, at once."""
    current = draft.versions.filter(superseded=False).order_by("-window", "-sequence", "-pk").values("pk")[:1]
    rows = list(draft.versions.filter(Q(client_uuid=client_uuid) | Q(pk__in=current)).defer("text"))
    known = next((row for row in rows if row.client_uuid == client_uuid), None)
    standing = [row for row in rows if not row.superseded]
    return known, max(standing, key=lambda row: (row.window, row.sequence, row.pk), default=None)


def drafts_taking_words(*, is_guest: bool) -> QuerySet[Draft]:
    """To be compiled: the draft that a version is of, locked, if its owner writes it in that window other than so."""
    standing = DraftVersion.objects.filter(draft=OuterRef("pk"), superseded=False)
    newest = standing.order_by("-window", "-sequence", "-pk").values("text_hash")[:1]
    open_here = Draft.objects.filter(
        pk=Parameter("draft_id", UUIDField()),
        state=Draft.State.WRITING,
        window=Parameter("window", IntegerField()),
        **OWNED[is_guest],
    )
    as_it_stands = Coalesce(Subquery(newest), Value(""))
    return (
        open_here.annotate(as_it_stands=as_it_stands)
        .exclude(as_it_stands=Parameter("text_hash", CharField()))
        .select_for_update(no_key=True, of=("self",))
    )


def current_text(draft: Draft) -> str:
    version = current_version(draft)
    return version.text if version else ""


def versions_of(draft: Draft) -> QuerySet[DraftVersion]:
    """Every save, newest first, those set aside included."""
    return draft.versions.order_by("-server_time", "-pk")


@dataclass(frozen=True, slots=True)
class WritingPage:
    """What stands around the text. `before` was handed in last: a redraft has no clock. `left_s` is in seconds."""

    plan: tuple[PlanRow, ...]
    rubric: RubricSpec
    before: Submission | None
    closes_at: datetime | None
    left_s: int = 0


def writing_page(draft: Draft, *, now: datetime) -> WritingPage:
    before = draft.submissions.order_by("-round").first()
    closes = None if before else closes_at(draft, started_at=draft.started_at)
    return WritingPage(
        plan=tuple(plan_of(draft)),
        rubric=rubric_spec(draft.rubric),
        before=before,
        closes_at=closes,
        left_s=max(int((closes - now).total_seconds()), 0) if closes else 0,
    )


def plan_of(draft: Draft) -> QuerySet[PlanRow]:
    return draft.plan.order_by("position", "pk")


def versions_handed_in(draft: Draft) -> QuerySet[Submission]:
    """Every text handed in of a draft, the first one first."""
    return draft.submissions.order_by("round", "pk")


def drafts_to_thin(*, now: datetime) -> QuerySet[Draft]:
    """Drafts with a hand-in that is a day old and was not followed by a thinning."""
    settled = Submission.objects.filter(draft=OuterRef("pk"), handed_in_at__lte=now - GRACE)
    since = settled.filter(Q(draft__thinned_until=None) | Q(draft__thinned_until__lt=F("handed_in_at")))
    return Draft.objects.filter(Exists(since)).order_by("pk")


def essays_at_rest(*, now: datetime) -> QuerySet[Submission]:
    """Newest hand-ins of people with an account that are a day old, not marked by their writers, and not spoken of."""
    own = Marking.objects.filter(submission=OuterRef("pk"), role=Marking.Role.SELF)
    newer = Submission.objects.filter(draft=OuterRef("draft"), round__gt=OuterRef("round"))
    resting = Submission.objects.filter(
        handed_in_at__lte=now - GRACE, reminded_at=None, draft__user__isnull=False, draft__state=Draft.State.HANDED_IN
    )
    return resting.exclude(Exists(own)).exclude(Exists(newer)).order_by("handed_in_at", "pk")


def is_self_marked(submission: Submission) -> bool:
    return submission.markings.filter(role=Marking.Role.SELF, finished_at__isnull=False).exists()


def submission_of(draft: Draft) -> Submission:
    """The last text handed in of a draft that was handed in."""
    return draft.submissions.latest("round")
