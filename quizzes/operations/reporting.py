"""What people think is wrong with a question, and what they are answered."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.domain.actor import Actor
from accounts.models import User
from accounts.operations import notify
from quizzes.models import AttemptItem, QuestionReport
from quizzes.queries import may_be_reported, open_report_on


class ReportTooEarly(Exception):
    """The question may be reported when its answer may be seen; the message says so."""


class ReportIsOpen(Exception):
    """Whoever reports the question has done so and waits for an answer; the message says so."""


def report_question(actor: Actor, *, item: AttemptItem, reason: str, text: str, now: datetime) -> QuestionReport:
    """`item` is one of this person's. Raises ReportTooEarly and ReportIsOpen."""
    if not may_be_reported(item, now=now):
        raise ReportTooEarly("You can report this question once you have been told its answer.")
    try:
        with transaction.atomic():
            return QuestionReport.objects.create(**actor.owner, item=item, reason=reason, text=text, created_at=now)
    except IntegrityError as error:
        if open_report_on(item) is None:
            raise
        raise ReportIsOpen("You have reported this question, and your report waits for an answer.") from error


@transaction.atomic
def answer_reports(reports: Iterable[QuestionReport], *, text: str, author: User, now: datetime) -> int:
    """Give one answer to these reports and tell whoever made them; says how many were open still."""
    answered = 0
    for report in reports:
        still_open = QuestionReport.objects.filter(pk=report.pk, state=QuestionReport.State.OPEN)
        changed = still_open.update(
            state=QuestionReport.State.ANSWERED, answer=text, answered_by=author, answered_at=now
        )
        if changed and report.user is not None:
            _tell(report.user, report=report, now=now)
        answered += changed
    return answered


def _tell(user: User, *, report: QuestionReport, now: datetime) -> None:
    item = report.item
    url = reverse("quizzes:question_report", args=[item.attempt_id, item.position])
    notify(user, text="Your report of a question has an answer.", url=url, now=now)
