"""Pages of a quiz, open to guests: what they start is theirs by the key in their session."""

import secrets
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.operations import actor_to_own_work
from accounts.permissions import ActorRequest
from accounts.queries import preference_of
from opsmethods.queries import fact_base, topics
from quizzes import operations, queries, tasks
from quizzes.domain.blueprint import InfeasibleForm
from quizzes.forms import AnswerForm, StartForm, start_forms

if TYPE_CHECKING:
    from quizzes.models import AnswerEvent, Attempt, AttemptItem

SECTION = {"section": "quizzes"}
WINDOWS_KEPT = 20
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
            level=form.cleaned_data["level"] or _level(request),
            policy=operations.policy_of(form.cleaned_data["mode"]),
            seed=secrets.randbits(63),
            now=timezone.now(),
        )
    except InfeasibleForm as reason:
        form.add_error(None, str(reason))
        return _home(request, bound=form, bound_to=topic)
    _remember_window(request, attempt)
    return redirect("quizzes:attempt_item", pk=attempt.pk, position=1)


@login_not_required
@require_GET
def attempt_item(request: ActorRequest, pk: UUID, position: int) -> HttpResponse:
    item = _shown_item(request, pk, position)
    if not item.attempt.is_open:
        return redirect("quizzes:attempt_result", pk=pk)
    if _windows(request).get(str(pk)) != item.attempt.window:
        operations.open_window(item.attempt)
        _remember_window(request, item.attempt)
    return _question(request, item)


@login_not_required
@require_POST
def attempt_answer(request: ActorRequest, pk: UUID, position: int) -> HttpResponse:
    not_saved = partial(_not_saved, request, pk, position)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return not_saved(form.complaint, status=422)
    try:
        event = operations.record_answer(
            request.actor, attempt_id=pk, position=position, answer=form.answer, now=timezone.now()
        )
    except operations.NoSuchQuestion as reason:
        raise Http404 from reason
    except operations.UnknownOption as reason:
        return not_saved(str(reason), status=422)
    except (operations.AnswerConflict, operations.AnswerNotCounted) as reason:
        return not_saved(str(reason), status=409)
    return _saved(request, event)


@login_not_required
@require_POST
def attempt_submit(request: ActorRequest, pk: UUID) -> HttpResponse:
    attempt = _attempt(request, pk)
    with suppress(operations.AttemptAlreadySubmitted):  # a double click is not an error
        operations.submit_attempt(attempt, now=timezone.now())
        transaction.on_commit(lambda: tasks.score_attempt.delay(attempt_id=str(pk)), robust=True)
    return redirect("quizzes:attempt_result", pk=pk)


@login_not_required
@require_GET
def attempt_result(request: ActorRequest, pk: UUID) -> HttpResponse:
    attempt = _attempt(request, pk)
    if attempt.is_open:
        return redirect("quizzes:attempt_item", pk=pk, position=1)
    result = queries.attempt_result(attempt, facts=fact_base(attempt.topic), now=timezone.now())
    return render(request, "quizzes/attempt_result.html", SECTION | {"attempt": attempt, "result": result})


# --- Answers of these pages -----------------------------------------------------------------------


def _home(request: ActorRequest, *, bound: StartForm | None = None, bound_to: str = "") -> HttpResponse:
    context = SECTION | {
        "starts": start_forms(topics(), level=_level(request), bound=bound, bound_to=bound_to),
        "open_attempts": queries.open_attempts_of(request.actor)[:SHOWN],
        "finished_attempts": queries.finished_attempts_of(request.actor)[:SHOWN],
    }
    return render(request, "quizzes/quiz_home.html", context, status=422 if bound else 200)


def _question(request: ActorRequest, item: "AttemptItem", *, refusal: str = "", status: int = 200) -> HttpResponse:
    context = SECTION | {"page": queries.question_page(item), "client_uuid": uuid4(), "refusal": refusal}
    return render(request, "quizzes/attempt_item.html", context, status=status)


def _saved(request: ActorRequest, event: "AnswerEvent") -> HttpResponse:
    """Script gets a few bytes, or the feedback where the rule gives it at once; a plain form is sent on."""
    position = event.item.position
    is_told = event.attempt.tells_at_once
    if not request.accepts("text/html"):
        answer = {"saved": True, "status": "Answer saved"}
        return JsonResponse(answer | {"feedback": _feedback(request, event)} if is_told else answer)
    goes_to = position if is_told else min(position + 1, event.attempt.item_count)
    return redirect("quizzes:attempt_item", pk=event.attempt_id, position=goes_to)


def _not_saved(request: ActorRequest, pk: UUID, position: int, reason: str, *, status: int) -> HttpResponse:
    item = _shown_item(request, pk, position)
    if not request.accepts("text/html"):
        return JsonResponse({"saved": False, "error": reason}, status=status)
    return _question(request, item, refusal=reason, status=status)


def _attempt(request: ActorRequest, pk: UUID) -> "Attempt":
    attempt = queries.attempt_of(request.actor, attempt_id=pk)
    if attempt is None:
        raise Http404
    return attempt


def _shown_item(request: ActorRequest, pk: UUID, position: int) -> "AttemptItem":
    item = queries.shown_item(request.actor, attempt_id=pk, position=position)
    if item is None:
        raise Http404
    return item


def _feedback(request: ActorRequest, event: "AnswerEvent") -> str:
    item = _shown_item(request, event.attempt_id, event.item.position)
    return render_to_string("quizzes/_told.html", {"page": queries.question_page(item)}, request)


# --- What the session knows -----------------------------------------------------------------------


def _level(request: ActorRequest) -> str:
    return preference_of(user=request.user, session=request.session).level


def _windows(request: ActorRequest) -> dict[str, int]:
    """The windows this browser opened, by attempt."""
    windows: dict[str, int] = request.session.get("windows", {})
    return windows


def _remember_window(request: ActorRequest, attempt: "Attempt") -> None:
    others = [(key, window) for key, window in _windows(request).items() if key != str(attempt.pk)]
    request.session["windows"] = dict([*others[1 - WINDOWS_KEPT :], (str(attempt.pk), attempt.window)])
