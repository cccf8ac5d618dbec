import secrets
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.operations import actor_to_own_work
from accounts.permissions import ActorRequest
from opsmethods.queries import fact_base, topic_at, topics
from quizzes import operations, queries
from quizzes.domain.blueprint import InfeasibleForm
from quizzes.domain.focus import NothingToAsk, Wish
from quizzes.forms import StartForm, Usual, start_forms
from quizzes.views.session import SECTION, level_of, remember_window

if TYPE_CHECKING:
    from opsmethods.models import Topic
    from quizzes.models import Attempt

SHOWN = 10


@login_not_required
@require_GET
def quiz_home(request: ActorRequest) -> HttpResponse:
    """Addresses such as ?topic=operations-methods&method=job offer a quiz on that alone."""
    return _home(request)


@login_not_required
@require_POST
def attempt_start(request: ActorRequest, topic: str) -> HttpResponse:
    row = topic_at(topic)
    if row is None:
        raise Http404
    form = StartForm(request.POST)
    if not form.is_valid():
        return _home(request, bound=form, bound_to=topic)
    try:
        attempt = _started(request, row, form.cleaned_data)
    except (InfeasibleForm, NothingToAsk) as reason:
        form.add_error(None, str(reason))
        return _home(request, bound=form, bound_to=topic)
    remember_window(request, attempt)
    return redirect("quizzes:attempt_item", pk=attempt.pk, position=1)


def _started(request: ActorRequest, topic: "Topic", wanted: dict[str, Any]) -> "Attempt":
    """Raises InfeasibleForm and NothingToAsk."""
    actor, facts = actor_to_own_work(user=request.user, session=request.session), fact_base(topic)
    wish = Wish(**{name: wanted[name] for name in ("method", "dimension", "missed", "cells")})
    return operations.start_attempt(
        actor,
        topic=topic,
        facts=facts,
        count=wanted["count"],
        level=wanted["level"] or level_of(request),
        policy=operations.policy_of(wanted["mode"], minutes=wanted["minutes"]),
        focus=queries.focus_of(actor, facts=facts, wish=wish, now=timezone.now()),
        asks_certainty=wanted.get("certainty", False),
        seed=secrets.randbits(63),
        now=timezone.now(),
    )


def _home(request: ActorRequest, *, bound: StartForm | None = None, bound_to: str = "") -> HttpResponse:
    usual = Usual(level=level_of(request), certainty=queries.certainty_default(request.actor))
    wanted = request.GET.get("topic", "")
    context = SECTION | {
        "starts": start_forms(topics(), usual=usual, bound=bound, bound_to=bound_to),
        "narrowed": _narrowed(request, wanted, usual=usual) if wanted and not bound else None,
        "due": queries.due_topics(request.actor, now=timezone.now()),
        "open_attempts": queries.open_attempts_of(request.actor)[:SHOWN],
        "finished_attempts": queries.finished_attempts_of(request.actor)[:SHOWN],
    }
    return render(request, "quizzes/quiz_home.html", context, status=422 if bound else 200)


def _narrowed(request: ActorRequest, slug: str, *, usual: Usual) -> dict[str, Any]:
    """A start form for a quiz on one method or dimension, and what it is on in words."""
    topic = get_object_or_404(topics(), slug=slug)
    method, dimension = request.GET.get("method", ""), request.GET.get("dimension", "")
    wish = Wish(method=method, dimension=dimension)
    try:
        focus = queries.focus_of(request.actor, facts=fact_base(topic), wish=wish, now=timezone.now())
    except NothingToAsk as reason:
        raise Http404 from reason
    [(_, form)] = start_forms([topic], usual=replace(usual, method=method, dimension=dimension))
    form.auto_id = "narrowed-%s"
    return {"topic": topic, "about": focus.about or topic.title, "form": form}
