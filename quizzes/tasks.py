import logging
from contextlib import suppress
from uuid import UUID

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from opsmethods.queries import fact_base, topics
from quizzes import operations, queries

logger = logging.getLogger(__name__)
SWEPT_AT_ONCE = 500


@shared_task(name="quizzes.score_attempt", acks_late=True, ignore_result=True)
def score_attempt(*, attempt_id: str) -> None:
    operations.score_attempt(UUID(attempt_id), now=timezone.now())
    transaction.on_commit(lambda: review_attempt.delay(attempt_id=attempt_id), robust=True)


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


# --- Spaced review --------------------------------------------------------------------------------


@shared_task(name="quizzes.review_attempt", acks_late=True, ignore_result=True)
def review_attempt(*, attempt_id: str) -> None:
    topic = queries.topic_of_attempt(UUID(attempt_id))
    operations.review_attempt(UUID(attempt_id), topic=topic, facts=fact_base(topic), now=timezone.now())


@shared_task(name="quizzes.sweep_unreviewed", acks_late=True, ignore_result=True)
def sweep_unreviewed() -> None:
    """Wake the workers for answers that cards have not taken in, some at a time."""
    for attempt in queries.unreviewed_attempts(now=timezone.now()).only("pk")[:SWEPT_AT_ONCE]:
        review_attempt.delay(attempt_id=str(attempt.pk))


# --- Statistics -----------------------------------------------------------------------------------


@shared_task(name="quizzes.recompute_statistics", acks_late=True, ignore_result=True)
def recompute_statistics() -> None:
    """Count anew what first tries say, for each topic in which anything was marked since."""
    _count_anew()


def _count_anew(**those: object) -> None:
    for topic in topics().filter(**those):
        begun = operations.begin_recount(topic, now=timezone.now())
        if begun is not None:
            recount_further.delay(topic=topic.slug, recount_id=begun.pk)


@shared_task(name="quizzes.recount_further", acks_late=True, ignore_result=True)
def recount_further(*, topic: str, recount_id: int) -> None:
    """One step a task, so that what students wait for is scored in between."""
    row = topics().filter(slug=topic).first()
    if row is not None and operations.recount_further(recount_id, facts=fact_base(row), now=timezone.now()):
        recount_further.delay(topic=topic, recount_id=recount_id)


@shared_task(name="quizzes.sweep_statistics", acks_late=True, ignore_result=True)
def sweep_statistics() -> None:
    """Wake recounts whose next step was lost, begin those never made; let late answers move difficulties."""
    for stalled in queries.stalled_recounts(now=timezone.now()).select_related("topic"):
        recount_further.delay(topic=stalled.topic.slug, recount_id=stalled.pk)
    _count_anew(recount=None)
    for topic in topics():
        rate_answers.delay(topic=topic.slug)


@shared_task(name="quizzes.rate_answers", acks_late=True, ignore_result=True)
def rate_answers(*, topic: str) -> None:
    """A batch a task, so that what students wait for is scored in between."""
    row = topics().filter(slug=topic).first()
    if row is not None and operations.rate_answers(row, facts=fact_base(row), now=timezone.now()):
        rate_answers.delay(topic=topic)


# --- Regrades -------------------------------------------------------------------------------------


@shared_task(name="quizzes.apply_regrade", acks_late=True, ignore_result=True)
def apply_regrade(*, regrade_id: str) -> None:
    """One slice a task, so that what students wait for is scored in between."""
    if operations.apply_regrade(UUID(regrade_id), now=timezone.now()):
        apply_regrade.delay(regrade_id=regrade_id)


@shared_task(name="quizzes.sweep_regrades", acks_late=True, ignore_result=True)
def sweep_regrades() -> None:
    """Wake regrades whose next slice was lost."""
    for regrade in queries.lost_regrades(now=timezone.now()).only("pk"):
        apply_regrade.delay(regrade_id=str(regrade.pk))
