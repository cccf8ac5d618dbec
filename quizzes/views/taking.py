from contextlib import suppress
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.permissions import ActorRequest
from quizzes import operations, queries, tasks
from quizzes.forms import FlagForm, SubmitForm, answer_in
from quizzes.views.session import SECTION, own_attempt, remember_window, windows

if TYPE_CHECKING:
    from quizzes.models import AnswerEvent
    from quizzes.queries import AttemptPage

REFUSED = (operations.AnswerConflict, operations.AnswerNotCounted)


@login_not_required
@require_GET
def attempt_item(request: ActorRequest, pk: UUID, position: int) -> HttpResponse:
    """A question, and with it the others, so that a script can go on without the network; `?alone` without them."""
    page = _page(request, pk, position, alone="alone" in request.GET)
    if not page.attempt.is_open:
        return redirect("quizzes:attempt_result", pk=pk)
    if windows(request).get(str(pk)) != page.attempt.window:
        operations.open_window(page.attempt)
        remember_window(request, page.attempt)
    return _shown(request, page)


@login_not_required
@require_POST
def attempt_answer(request: ActorRequest, pk: UUID, position: int) -> HttpResponse:
    answer, complaint = answer_in(request.POST)
    if answer is None:
        return _not_saved(request, pk, position, complaint, status=422)
    try:
        now = timezone.now()
        event = operations.record_answer(request.actor, attempt_id=pk, position=position, answer=answer, now=now)
    except operations.NoSuchQuestion as reason:
        raise Http404 from reason
    except operations.UnknownOption as reason:
        return _not_saved(request, pk, position, str(reason), status=422)
    except REFUSED as reason:
        is_kept = isinstance(reason, operations.AnswerNotCounted)
        return _not_saved(request, pk, position, str(reason), status=409, is_kept=is_kept)
    return _saved(request, event)


@login_not_required
@require_POST
def attempt_flag(request: ActorRequest, pk: UUID, position: int) -> HttpResponse:
    """Mark a question to come back to; what is chosen in the form that was sent is saved too."""
    form = FlagForm(request.POST)
    if not form.is_valid():
        return _not_saved(request, pk, position, form.complaint, status=422)
    with suppress(operations.NoSuchQuestion):
        operations.flag_question(
            request.actor, attempt_id=pk, position=position, flagged=form.cleaned_data["flagged"] == 1
        )
        _save_chosen(request, pk)
        return JsonResponse({"saved": True}) if _is_script(request) else redirect(_alone(pk, position))
    raise Http404


@login_not_required
@require_POST
def attempt_submit(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Hand in; what is chosen in the form that was sent is saved first."""
    attempt = own_attempt(request, pk)
    form = SubmitForm(request.POST)
    if not form.is_valid():
        return _not_saved(request, pk, 1, form.complaint, status=422)
    _save_chosen(request, pk)
    try:
        operations.submit_attempt(attempt, sent=form.sent, now=timezone.now())
        transaction.on_commit(lambda: tasks.score_attempt.delay(attempt_id=str(pk)), robust=True)
    except operations.WindowNeverOpened as reason:
        return _not_saved(request, pk, 1, str(reason), status=409)
    except operations.AttemptAlreadySubmitted:
        pass  # a double click is not an error
    return redirect("quizzes:attempt_result", pk=pk)


def _save_chosen(request: ActorRequest, pk: UUID) -> None:
    """The choice in a plain form, whichever of its buttons sent it. One that cannot be saved stops nothing."""
    answer, _ = answer_in(request.POST)
    position = request.POST.get("position", "")
    if answer is not None and position.isdecimal() and len(position) < 6:
        with suppress(operations.NoSuchQuestion, operations.UnknownOption, *REFUSED):
            operations.record_answer(
                request.actor, attempt_id=pk, position=int(position), answer=answer, now=timezone.now()
            )


# --- Answers of these pages -----------------------------------------------------------------------


def _page(request: ActorRequest, pk: UUID, position: int, *, alone: bool) -> "AttemptPage":
    page = queries.attempt_page(request.actor, attempt_id=pk, position=position, alone=alone, now=timezone.now())
    if page is None:
        raise Http404
    return page


def _shown(request: ActorRequest, page: "AttemptPage", *, refusal: str = "", status: int = 200) -> HttpResponse:
    context = SECTION | {"page": page, "refusal": refusal}
    return render(request, "quizzes/attempt_item.html", context, status=status)


def _saved(request: ActorRequest, event: "AnswerEvent") -> HttpResponse:
    """Script gets a few bytes, or the feedback where the rule gives it at once; a plain form is sent on."""
    position = event.item.position
    is_told = event.attempt.tells_at_once
    if _is_script(request):
        answer = {"saved": True, "status": "Answer saved"}
        return JsonResponse(answer | {"feedback": _feedback(request, event)} if is_told else answer)
    goes_to = position if is_told else min(position + 1, event.attempt.item_count)
    return redirect(_alone(event.attempt_id, goes_to))


def _not_saved(
    request: ActorRequest, pk: UUID, position: int, reason: str, *, status: int, is_kept: bool = False
) -> HttpResponse:
    page = _page(request, pk, position, alone=True)
    if _is_script(request):
        return JsonResponse({"saved": False, "kept": is_kept, "error": reason}, status=status)
    return _shown(request, page, refusal=reason, status=status)


def _is_script(request: ActorRequest) -> bool:
    return not request.accepts("text/html")


def _alone(pk: UUID, position: int) -> str:
    return f"{reverse('quizzes:attempt_item', args=[pk, position])}?alone"


def _feedback(request: ActorRequest, event: "AnswerEvent") -> str:
    page = queries.told_question(request.actor, attempt_id=event.attempt_id, position=event.item.position)
    if page is None:
        raise Http404
    context = {"page": page, "folder": page.folder, "question": page.shown}
    return render_to_string("quizzes/_question.html", context, request)
