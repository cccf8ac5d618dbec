from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.permissions import ActorRequest
from quizzes import operations, queries, tasks
from quizzes.forms import AnswerForm
from quizzes.views.session import SECTION, own_attempt, remember_window, windows

if TYPE_CHECKING:
    from quizzes.models import AnswerEvent, AttemptItem


@login_not_required
@require_GET
def attempt_item(request: ActorRequest, pk: UUID, position: int) -> HttpResponse:
    item = _shown_item(request, pk, position)
    if not item.attempt.is_open:
        return redirect("quizzes:attempt_result", pk=pk)
    if windows(request).get(str(pk)) != item.attempt.window:
        operations.open_window(item.attempt)
        remember_window(request, item.attempt)
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
    attempt = own_attempt(request, pk)
    with suppress(operations.AttemptAlreadySubmitted):  # a double click is not an error
        operations.submit_attempt(attempt, now=timezone.now())
        transaction.on_commit(lambda: tasks.score_attempt.delay(attempt_id=str(pk)), robust=True)
    return redirect("quizzes:attempt_result", pk=pk)


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


def _shown_item(request: ActorRequest, pk: UUID, position: int) -> "AttemptItem":
    item = queries.shown_item(request.actor, attempt_id=pk, position=position)
    if item is None:
        raise Http404
    return item


def _feedback(request: ActorRequest, event: "AnswerEvent") -> str:
    item = _shown_item(request, event.attempt_id, event.item.position)
    return render_to_string("quizzes/_told.html", {"page": queries.question_page(item)}, request)
