from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.permissions import ActorRequest
from quizzes import operations, queries
from quizzes.forms import ReportForm
from quizzes.views.session import SECTION

if TYPE_CHECKING:
    from datetime import datetime

    from quizzes.models import AttemptItem


@login_not_required
@require_http_methods(["GET", "POST"])
def question_report(request: ActorRequest, pk: UUID, position: int) -> HttpResponse:
    item, now = _own_item(request, pk, position), timezone.now()
    if request.method == "GET":
        return _report_page(request, item, form=ReportForm(), now=now)
    form = ReportForm(request.POST)
    if not form.is_valid():
        return _report_page(request, item, form=form, now=now, status=422)
    try:
        operations.report_question(request.actor, item=item, **form.cleaned_data, now=now)
    except (operations.ReportTooEarly, operations.ReportIsOpen):
        return _report_page(request, item, form=form, now=now, status=409)
    return redirect("quizzes:question_report", pk=pk, position=position)


def _own_item(request: ActorRequest, pk: UUID, position: int) -> "AttemptItem":
    item = queries.reportable_item(request.actor, attempt_id=pk, position=position)
    if item is None:
        raise Http404
    return item


def _report_page(
    request: ActorRequest, item: "AttemptItem", *, form: ReportForm, now: "datetime", status: int = 200
) -> HttpResponse:
    page = queries.report_page(item, now=now)
    context = SECTION | {"page": page, "form": form}
    return render(request, "quizzes/question_report.html", context, status=status if page.may_report else 409)
