"""Which method fits: the chooser, the same for everybody who gives the same answers."""

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from opsmethods import queries
from opsmethods.views.cheap import TopicRequest, of_topic

if TYPE_CHECKING:
    from opsmethods.models import Topic


@login_not_required
@require_GET
@of_topic(keep=False)
def method_choose(request: TopicRequest, topic: "Topic") -> HttpResponse:
    """Answers stand in the address, so that it can be shared."""
    try:
        page = queries.choice_page(topic, given=request.GET.lists(), drafts=request.drafts)
    except queries.NothingToAsk as error:
        raise Http404(str(error)) from error
    return render(request, "opsmethods/method_choose.html", {"section": "notes", "topic": topic, "page": page})
