"""A draft is started, handed in, opened again and closed."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.db.models import F

from accounts.domain.actor import Actor
from accounts.domain.policy import Policy, is_late
from essays.domain.change import Change
from essays.domain.text import count_words, digest
from essays.models import Draft, PlanRow, Prompt, PromptVariant, Submission
from essays.operations.saving import DraftHandedIn, StaleWindow, save_version
from essays.queries import (
    current_text,
    drafts_of,
    is_self_marked,
    published_rubric,
    submission_of,
)


class NoPublishedRubric(Exception):
    """There is nothing to mark this essay against yet."""


class EmptyDraft(Exception):
    """There are no words to hand in."""


class DraftClosed(Exception):
    """Its writer has seen the samples, or has still to mark what was handed in."""


@transaction.atomic
def start_draft(actor: Actor, *, prompt: Prompt, level: str, policy: Policy, now: datetime) -> Draft:
    """Begin an essay with the question, the rubric, the scaffold and the policy frozen. Raises NoPublishedRubric."""
    variant = prompt.variants.get(level=level)
    rubric = published_rubric(prompt, level=level)
    if rubric is None:
        raise NoPublishedRubric("This question has no published rubric yet, so it cannot be started.")
    draft = Draft.objects.create(
        **actor.owner,
        **asdict(policy),
        prompt=prompt,
        level=level,
        rubric=rubric,
        question=variant.text,
        marks=variant.marks,
        minutes=variant.minutes,
        words_low=variant.words_low,
        words_high=variant.words_high,
        started_at=now,
    )
    scaffold = prompt.scaffold.filter(published=True).order_by("position", "pk")
    PlanRow.objects.bulk_create(
        PlanRow(draft=draft, position=place, label=row.label, hint=row.hint)
        for place, row in enumerate(scaffold, start=1)
    )
    return draft


def start_practice(actor: Actor, *, variant: PromptVariant, timed: bool, now: datetime) -> Draft:
    """Begin an essay of one's own accord; an untouched one of the same kind is taken up instead of a second."""
    policy = Policy(mode="timed", time_limit_s=variant.minutes * 60) if timed else Policy(mode="practice")
    untouched = drafts_of(actor).filter(
        prompt=variant.prompt_id, level=variant.level, mode=policy.mode, deadline_at=None, window=0
    )
    return untouched.order_by("pk").first() or start_draft(
        actor, prompt=variant.prompt, level=variant.level, policy=policy, now=now
    )


@transaction.atomic
def submit_draft(draft: Draft, *, now: datetime) -> Submission:
    """Hand in the current text, frozen by its hash; the first time labelled if late, a redraft has no clock.

    Raises EmptyDraft, DraftHandedIn.
    """
    locked = Draft.objects.select_for_update().get(pk=draft.pk)
    text = current_text(locked)
    if not text:
        raise EmptyDraft("There are no words to hand in yet.")
    closed = Draft.objects.filter(pk=locked.pk, state=Draft.State.WRITING).update(state=Draft.State.HANDED_IN)
    if not closed:
        raise DraftHandedIn("This essay is already handed in.")
    rounds = locked.submissions.count()
    return Submission.objects.create(
        draft=locked,
        round=rounds + 1,
        text=text,
        text_hash=digest(text),
        words=count_words(text),
        handed_in_at=now,
        late=not rounds and is_late(locked, started_at=locked.started_at, at=now),
    )


@transaction.atomic
def reopen_draft(draft: Draft) -> Draft:
    """Write on after handing in: what was handed in stays as it is, the redraft is handed in beside it.

    Raises DraftClosed. A draft that is open already stays so.
    """
    locked = Draft.objects.select_for_update().get(pk=draft.pk)
    if locked.closed_at:
        raise DraftClosed("You have seen the samples for this question, so this essay stays as it is. Begin a new one.")
    Draft.objects.filter(pk=locked.pk, state=Draft.State.HANDED_IN).update(
        state=Draft.State.WRITING, window=F("window") + 1
    )
    locked.refresh_from_db(fields=["state", "window"])
    return locked


@transaction.atomic
def close_draft(draft: Draft, *, now: datetime) -> Draft:
    """Take what was handed in last as the final version: from now on its writer may see the samples.

    Raises DraftClosed while it is being redrafted or its last version is not marked by its writer.
    """
    locked = Draft.objects.select_for_update().get(pk=draft.pk)
    if locked.is_open:
        raise DraftClosed("You are redrafting this essay. Hand it in first.")
    if not is_self_marked(submission_of(locked)):
        raise DraftClosed("Mark your last version yourself first: the samples are worth most after that.")
    Draft.objects.filter(pk=locked.pk, closed_at=None).update(closed_at=now)
    locked.refresh_from_db(fields=["closed_at"])
    return locked


def hand_in(draft: Draft, *, change: Change, now: datetime) -> Submission:
    """Keep the last words, then hand in. Raises what `save_version` and `submit_draft` raise.

    A hand-in that is sent once more after the draft was opened again hands in nothing: StaleWindow.
    """
    save_version(draft, change=change, now=now)
    if Draft.objects.filter(pk=draft.pk, state=Draft.State.WRITING).exclude(window=change.window).exists():
        raise StaleWindow("This essay was opened again after this page. Hand it in from the newest one.")
    return submit_draft(draft, now=now)
