from celery import shared_task
from django.utils import timezone

from essays import operations
from essays.queries import untotalled_markings


@shared_task(name="essays.total_marking", acks_late=True, ignore_result=True)
def total_marking(*, marking_id: str) -> None:
    operations.total_marking(marking_id, now=timezone.now())


@shared_task(name="essays.sweep_untotalled", acks_late=True, ignore_result=True)
def sweep_untotalled() -> None:
    """Pick up what was finished and not totalled: a lost message, a dead broker, a teacher's mark."""
    for marking_id in untotalled_markings().values_list("pk", flat=True)[:500]:
        total_marking.delay(marking_id=str(marking_id))
