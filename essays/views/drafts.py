from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import time_format
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.operations import actor_to_own_work
from accounts.permissions import ActorRequest
from essays import operations, queries
from essays.forms import DraftForm, StartForm, change_in
from essays.operations import ChangeConflict, DraftHandedIn, EmptyDraft, NoPublishedRubric, NoSuchDraft, StaleWindow

if TYPE_CHECKING:
    from essays.models import Draft

VERSIONS_A_PAGE = 20


@login_not_required
@require_POST
def draft_start(request: ActorRequest, topic: str, number: int) -> HttpResponse:
    prompt = get_object_or_404(queries.prompts(), topic__slug=topic, number=number)
    form = StartForm(request.POST)
    if not form.is_valid():
        raise BadRequest("Choose a level first.")
    variant = get_object_or_404(prompt.variants.select_related("prompt"), level=form.cleaned_data["level"])
    actor = actor_to_own_work(user=request.user, session=request.session)
    try:
        draft = operations.start_practice(actor, variant=variant, timed=form.cleaned_data["timed"], now=timezone.now())
    except NoPublishedRubric as error:
        messages.error(request, str(error))
        return redirect("essays:prompt_detail", topic=topic, number=number)
    return redirect("essays:draft_plan" if form.cleaned_data["plan"] else "essays:draft_edit", pk=draft.pk)


@login_not_required
@require_http_methods(["GET", "POST"])
def draft_edit(request: ActorRequest, pk: UUID) -> HttpResponse:
    draft = get_object_or_404(queries.drafts_of(request.actor), pk=pk)
    if request.method == "POST":
        return _save_by_hand(request, draft)
    try:
        operations.open_window(draft)
    except DraftHandedIn:
        return redirect("essays:submission_detail", pk=queries.submission_of(draft).pk)
    start = {"text": queries.current_text(draft), "window": draft.window, "sequence": 1}
    form = DraftForm(initial={**start, "client_uuid": uuid4(), "cause": "save"})
    return _editor(request, draft, form=form)


def _save_by_hand(request: ActorRequest, draft: "Draft") -> HttpResponse:
    form = DraftForm(request.POST)
    if not form.is_valid():
        return _editor(request, draft, form=form, status=400)
    now = timezone.now()
    try:
        operations.save_version(draft, change=form.change, now=now)
    except (StaleWindow, ChangeConflict, DraftHandedIn) as error:
        form.add_error(None, str(error))
        return _editor(request, draft, form=form, status=409)
    messages.success(request, _saved_at(now))
    return redirect("essays:draft_edit", pk=draft.pk)


def _editor(request: ActorRequest, draft: "Draft", *, form: DraftForm, status: int = 200) -> HttpResponse:
    page = queries.writing_page(draft, now=timezone.now())
    context = {"section": "essays", "draft": draft, "form": form, "page": page}
    return render(request, "essays/draft_edit.html", context, status=status)


@login_not_required
@require_POST
def draft_save(request: ActorRequest, pk: UUID) -> JsonResponse:
    """The autosave: answers in words, 409 when the text was kept aside."""
    change, complaint = change_in(request.POST)
    if change is None:
        get_object_or_404(queries.drafts_of(request.actor), pk=pk)
        return JsonResponse({"error": complaint}, status=400)
    now = timezone.now()
    try:
        version = operations.save_words(request.actor, draft_id=pk, change=change, now=now)
    except NoSuchDraft as error:
        raise Http404 from error
    except (StaleWindow, ChangeConflict, DraftHandedIn) as error:
        return JsonResponse({"error": str(error)}, status=409)
    return JsonResponse({"status": _saved_at(now), "words": version.words})


def _saved_at(now: datetime) -> str:
    return f"Saved {time_format(timezone.localtime(now), 'H:i')}"


@login_not_required
@require_POST
def draft_submit(request: ActorRequest, pk: UUID) -> HttpResponse:
    draft = get_object_or_404(queries.drafts_of(request.actor), pk=pk)
    form = DraftForm(request.POST)
    if not form.is_valid():
        return _editor(request, draft, form=form, status=400)
    try:
        submission = operations.hand_in(draft, change=form.change, now=timezone.now())
    except DraftHandedIn:  # a second click is not an error
        submission = queries.submission_of(draft)
    except (StaleWindow, ChangeConflict, EmptyDraft) as error:
        form.add_error("text" if isinstance(error, EmptyDraft) else None, str(error))
        return _editor(request, draft, form=form, status=409)
    return redirect("essays:submission_detail", pk=submission.pk)


@login_not_required
@require_GET
def draft_versions(request: ActorRequest, pk: UUID) -> HttpResponse:
    draft = get_object_or_404(queries.drafts_of(request.actor), pk=pk)
    versions = Paginator(queries.versions_of(draft), VERSIONS_A_PAGE).get_page(request.GET.get("page"))
    context = {"section": "essays", "draft": draft, "versions": versions}
    return render(request, "essays/draft_versions.html", context)


@login_not_required
@require_POST
def draft_restore(request: ActorRequest, pk: UUID, version: int) -> HttpResponse:
    draft = get_object_or_404(queries.drafts_of(request.actor), pk=pk)
    chosen = get_object_or_404(queries.versions_of(draft), pk=version)
    try:
        operations.restore_version(draft, version=chosen, client_uuid=uuid4(), now=timezone.now())
    except DraftHandedIn as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "That version is your essay again. The text it replaced is still in the list.")
    return redirect("essays:draft_edit", pk=draft.pk)
