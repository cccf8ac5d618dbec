"""Work for the worker: each task loads by id and calls the operation of its name."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from progress import operations, queries
from progress.models import Report

SWEEP_AFTER = timedelta(seconds=30)


@shared_task(name="progress.build_report", acks_late=True, ignore_result=True)
def build_report(*, report_id: str) -> None:
    operations.build_report(Report.objects.get(pk=report_id), now=timezone.now())


@shared_task(name="progress.sweep_unbuilt", acks_late=True, ignore_result=True)
def sweep_unbuilt() -> None:
    """Whatever was asked for and lost on the way to the worker is sent again."""
    for report in queries.unbuilt_reports(before=timezone.now() - SWEEP_AFTER):
        build_report.delay(report_id=str(report.pk))
