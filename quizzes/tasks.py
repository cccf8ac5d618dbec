from uuid import UUID

from celery import shared_task
from django.utils import timezone

from quizzes import operations, queries


@shared_task(name="quizzes.score_attempt", acks_late=True, ignore_result=True)
def score_attempt(*, attempt_id: str) -> None:
    operations.score_attempt(UUID(attempt_id), now=timezone.now())


@shared_task(name="quizzes.sweep_unscored", acks_late=True, ignore_result=True)
def sweep_unscored() -> None:
    """Wake the workers for attempts whose first call was lost."""
    for attempt in queries.unscored_attempts(now=timezone.now()).only("pk").iterator():
        score_attempt.delay(attempt_id=str(attempt.pk))
