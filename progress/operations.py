"""Reports: asked for once, made once, kept as bytes in the database."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime

from accounts.models import User
from progress.domain.report import fingerprint
from progress.exports.pdf import PdfFailed, report_pdf
from progress.models import Report

State = Report.State


class ReportFailed(Exception):
    """The report could not be made; its row says why."""


@transaction.atomic
def request_report(user: User, *, data: dict[str, Any], now: datetime) -> Report:
    """The report of exactly this data: the one there is, or a new one to be made. A failed one is tried again."""
    report, _ = Report.objects.defer("pdf").get_or_create(
        user=user, fingerprint=fingerprint(data), defaults={"data": data, "requested_at": now}
    )
    failed = Report.objects.filter(pk=report.pk, state=State.FAILED)
    if failed.update(state=State.QUEUED, error="", requested_at=now):
        report.refresh_from_db(fields=["state", "error", "requested_at"])
    return report


def build_report(report: Report, *, now: datetime) -> Report:
    """Make the PDF. A second run, or a run beside another, changes nothing once it is there.

    Raises ReportFailed after writing why on the report.
    """
    waiting = Report.objects.filter(pk=report.pk, state__in=[State.QUEUED, State.RUNNING])
    waiting.update(state=State.RUNNING)
    try:
        pdf = report_pdf(report.data, made_at=localtime(report.requested_at))
    except PdfFailed as error:
        waiting.update(state=State.FAILED, error=str(error))
        raise ReportFailed(f"Report {report.pk}: {error}") from error
    waiting.update(state=State.DONE, pdf=pdf, built_at=now, error="")
    report.refresh_from_db(fields=["state", "built_at", "error"])
    return report
