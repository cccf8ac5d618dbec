from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.permissions import ActorRequest
from opsmethods.queries import fact_base
from quizzes import queries
from quizzes.views.session import SECTION, own_attempt


@login_not_required
@require_GET
def attempt_result(request: ActorRequest, pk: UUID) -> HttpResponse:
    attempt = own_attempt(request, pk)
    if attempt.is_open:
        return redirect("quizzes:attempt_item", pk=pk, position=1)
    facts, now = fact_base(attempt.topic), timezone.now()
    result = queries.attempt_result(attempt, facts=facts, now=now)
    context = {
        "attempt": attempt,
        "result": result,
        "receipt": queries.told_receipt(attempt) if result else None,
        "comes_back": queries.comes_back(attempt, facts=facts, now=now),
    }
    return render(request, "quizzes/attempt_result.html", SECTION | context)
