import secrets

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.operations import actor_to_own_work
from accounts.permissions import ActorRequest
from opsmethods.queries import fact_base, topics
from quizzes import operations, queries
from quizzes.domain.blueprint import InfeasibleForm
from quizzes.forms import StartForm, start_forms
from quizzes.views.session import SECTION, level_of, remember_window

SHOWN = 10


@login_not_required
@require_GET
def quiz_home(request: ActorRequest) -> HttpResponse:
    return _home(request)


@login_not_required
@require_POST
def attempt_start(request: ActorRequest, topic: str) -> HttpResponse:
    row = get_object_or_404(topics(), slug=topic)
    form = StartForm(request.POST)
    if not form.is_valid():
        return _home(request, bound=form, bound_to=topic)
    actor = actor_to_own_work(user=request.user, session=request.session)
    try:
        attempt = operations.start_attempt(
            actor,
            topic=row,
            facts=fact_base(row),
            count=form.cleaned_data["count"],
            level=form.cleaned_data["level"] or level_of(request),
            policy=operations.policy_of(form.cleaned_data["mode"]),
            seed=secrets.randbits(63),
            now=timezone.now(),
        )
    except InfeasibleForm as reason:
        form.add_error(None, str(reason))
        return _home(request, bound=form, bound_to=topic)
    remember_window(request, attempt)
    return redirect("quizzes:attempt_item", pk=attempt.pk, position=1)


def _home(request: ActorRequest, *, bound: StartForm | None = None, bound_to: str = "") -> HttpResponse:
    context = SECTION | {
        "starts": start_forms(topics(), level=level_of(request), bound=bound, bound_to=bound_to),
        "open_attempts": queries.open_attempts_of(request.actor)[:SHOWN],
        "finished_attempts": queries.finished_attempts_of(request.actor)[:SHOWN],
    }
    return render(request, "quizzes/quiz_home.html", context, status=422 if bound else 200)
