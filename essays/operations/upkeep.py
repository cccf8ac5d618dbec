"""What the site does with essays by itself: old saves are thinned out, an essay that waits is spoken of once."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from accounts.operations import notify
from essays.domain.thinning import Kept, settled_until, surplus
from essays.models import Draft, Submission


@transaction.atomic
def thin_versions(draft_id: UUID | str, *, now: datetime) -> int:
    """Take out saves that nobody needs any more, a day after the hand-in. How many; a second time none."""
    draft = Draft.objects.select_for_update().get(pk=draft_id)
    handed_in = list(draft.submissions.values_list("text_hash", "handed_in_at"))
    until = settled_until((at for _, at in handed_in), now=now)
    gone = _surplus(draft, hashes={text_hash for text_hash, _ in handed_in}, until=until) if until else frozenset()
    draft.versions.filter(pk__in=gone).delete()
    Draft.objects.filter(pk=draft.pk).update(thinned_until=until)
    return len(gone)


def _surplus(draft: Draft, *, hashes: set[str], until: datetime) -> frozenset[int]:
    rows = draft.versions.order_by("window", "sequence", "pk")
    columns = rows.values_list("pk", "server_time", "cause", "superseded", "text_hash")
    kept = [Kept(pk, at, cause, superseded, text_hash in hashes) for pk, at, cause, superseded, text_hash in columns]
    return surplus(kept, until=until)


@transaction.atomic
def remind_of_marking(submission_id: UUID | str, *, now: datetime) -> bool:
    """Tell a writer with an account, once, that a day has passed and their essay waits to be marked by them."""
    told = Submission.objects.filter(pk=submission_id, reminded_at=None).update(reminded_at=now)
    if not told:
        return False
    submission = Submission.objects.select_related("draft__user", "draft__prompt").get(pk=submission_id)
    if submission.draft.user is None:
        return False
    text = f"A day has passed: mark your essay on {submission.draft.prompt.title.lower()} with fresh eyes."
    notify(submission.draft.user, text=text, url=reverse("essays:submission_detail", args=[submission.pk]), now=now)
    return True
