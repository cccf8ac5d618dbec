"""Spaced review: what is due, a review of it, and what the student wishes."""

import secrets

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.operations import actor_to_own_work
from accounts.permissions import ActorRequest
from opsmethods.queries import fact_base, topics
from quizzes import operations, queries
from quizzes.forms import PlanForm, wishes_of
from quizzes.views.session import SECTION, level_of, remember_window


@login_not_required
@require_GET
def review_due(request: ActorRequest) -> HttpResponse:
    """A fragment: what is due, for any page that wants to show it."""
    return render(request, "quizzes/_due.html", {"due": queries.due_topics(request.actor, now=timezone.now())})


@login_not_required
@require_POST
def review_start(request: ActorRequest, topic: str) -> HttpResponse:
    """At the first question, of the review that is open where one is; or at the page that says why nothing is asked."""
    row = get_object_or_404(topics(), slug=topic)
    try:
        attempt = operations.start_review(
            request.actor,
            topic=row,
            facts=fact_base(row),
            level=level_of(request),
            seed=secrets.randbits(63),
            now=timezone.now(),
        )
    except operations.NothingDue:
        return redirect("quizzes:quiz_home")
    except operations.ReviewUnderWay as under_way:
        [attempt] = under_way.args
        if not attempt.is_open:
            return redirect("quizzes:quiz_home")
    else:
        remember_window(request, attempt)
    return redirect("quizzes:attempt_item", pk=attempt.pk, position=1)


@login_not_required
@require_http_methods(["GET", "POST"])
def plan_edit(request: ActorRequest, topic: str) -> HttpResponse:
    row = get_object_or_404(topics(), slug=topic)
    now, today = timezone.now(), timezone.localdate()
    wishes = wishes_of(queries.plan_row(request.actor, topic=row), today=today)
    form = PlanForm(request.POST if request.method == "POST" else None, initial=wishes, today=today)
    if form.is_valid():
        actor = actor_to_own_work(user=request.user, session=request.session)
        operations.set_plan(actor, topic=row, **form.cleaned_data, now=now)
        messages.success(request, "Saved. What is due follows this from now on.")
        return redirect("quizzes:quiz_home")
    status = 422 if form.is_bound else 200
    return render(request, "quizzes/plan_edit.html", SECTION | {"topic": row, "form": form}, status=status)
