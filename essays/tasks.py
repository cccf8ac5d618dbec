from celery import shared_task
from django.utils import timezone

from essays import operations
from essays.queries import drafts_to_thin, essays_at_rest, untotalled_markings

AT_ONCE = 500


@shared_task(name="essays.total_marking", acks_late=True, ignore_result=True)
def total_marking(*, marking_id: str) -> None:
    operations.total_marking(marking_id, now=timezone.now())


@shared_task(name="essays.sweep_untotalled", acks_late=True, ignore_result=True)
def sweep_untotalled() -> None:
    """Pick up what was finished and not totalled: a lost message, a dead broker, a teacher's mark."""
    for marking_id in untotalled_markings().values_list("pk", flat=True)[:AT_ONCE]:
        total_marking.delay(marking_id=str(marking_id))


@shared_task(name="essays.thin_versions", acks_late=True, ignore_result=True)
def thin_versions(*, draft_id: str) -> None:
    operations.thin_versions(draft_id, now=timezone.now())


@shared_task(name="essays.remind_of_marking", acks_late=True, ignore_result=True)
def remind_of_marking(*, submission_id: str) -> None:
    operations.remind_of_marking(submission_id, now=timezone.now())


@shared_task(name="essays.sweep_settled", acks_late=True, ignore_result=True)
def sweep_settled() -> None:
    """A day after the hand-in: thin out the saves, and speak once of an essay that its writer has not marked."""
    now = timezone.now()
    for draft_id in drafts_to_thin(now=now).values_list("pk", flat=True)[:AT_ONCE]:
        thin_versions.delay(draft_id=str(draft_id))
    for submission_id in essays_at_rest(now=now).values_list("pk", flat=True)[:AT_ONCE]:
        remind_of_marking.delay(submission_id=str(submission_id))
