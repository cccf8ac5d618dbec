from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from accounts.permissions import ActorRequest
from accounts.queries import preference_of
from essays import queries
from essays.forms import StartForm


@login_not_required
@require_GET
def prompt_list(request: ActorRequest) -> HttpResponse:
    context = {
        "section": "essays",
        "prompts": queries.prompts(),
        "drafts": queries.open_drafts_of(request.actor),
        "submissions": queries.recent_submissions_of(request.actor),
    }
    return render(request, "essays/prompt_list.html", context)


@login_not_required
@require_GET
def prompt_detail(request: ActorRequest, topic: str, number: int) -> HttpResponse:
    prompt = get_object_or_404(queries.prompts(), topic__slug=topic, number=number)
    asked = StartForm(request.GET)
    preferred = preference_of(user=request.user, session=request.session).level
    level = asked.cleaned_data["level"] if asked.is_valid() else preferred
    page = queries.prompt_page(prompt, level=level)
    context = {"section": "essays", "prompt": prompt, "page": page, "level": level}
    return render(request, "essays/prompt_detail.html", context)
