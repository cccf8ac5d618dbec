import logging
from contextlib import suppress
from uuid import UUID

from celery import shared_task
from django.utils import timezone

from opsmethods.queries import fact_base, topics
from quizzes import operations, queries

logger = logging.getLogger(__name__)


@shared_task(name="quizzes.score_attempt", acks_late=True, ignore_result=True)
def score_attempt(*, attempt_id: str) -> None:
    operations.score_attempt(UUID(attempt_id), now=timezone.now())


@shared_task(name="quizzes.sweep_unscored", acks_late=True, ignore_result=True)
def sweep_unscored() -> None:
    """Wake the workers for attempts whose first call was lost."""
    for attempt in queries.unscored_attempts(now=timezone.now()).only("pk").iterator():
        score_attempt.delay(attempt_id=str(attempt.pk))


@shared_task(name="quizzes.sweep_unfinished", acks_late=True, ignore_result=True)
def sweep_unfinished() -> None:
    """Hand in what is overdue, and close what was forgotten."""
    for attempt in operations.hand_in_overdue(now=timezone.now()):
        score_attempt.delay(attempt_id=str(attempt.pk))
    operations.abandon_forgotten(now=timezone.now())


@shared_task(name="quizzes.compare_receipts", acks_late=True, ignore_result=True)
def compare_receipts() -> None:
    for receipt in operations.compare_receipts(now=timezone.now()):
        logger.error("The answers of attempt %s are not those of its receipt", receipt.attempt_id)


@shared_task(name="quizzes.check_bank", acks_late=True, ignore_result=True)
def check_bank(*, topic: str, check_id: int) -> None:
    """One slice a task, so that what students wait for is scored in between."""
    row = topics().filter(slug=topic).first()
    if row is None:
        return
    with suppress(operations.NotesMovedOn):
        if operations.check_bank_further(check_id, facts=fact_base(row), now=timezone.now()):
            check_bank.delay(topic=topic, check_id=check_id)


@shared_task(name="quizzes.sweep_banks", acks_late=True, ignore_result=True)
def sweep_banks() -> None:
    """Look through the bank of each topic whose notes have changed; wake looks whose next slice was lost."""
    for stalled in queries.stalled_checks(now=timezone.now()).select_related("topic"):
        check_bank.delay(topic=stalled.topic.slug, check_id=stalled.pk)
    for topic in topics():
        begun = operations.begin_bank_check(topic, facts=fact_base(topic), now=timezone.now())
        if begun is not None:
            check_bank.delay(topic=topic.slug, check_id=begun.pk)
