"""Search: what the notes of a topic have to say, the same for everybody who asks for the same words."""

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from opsmethods import queries
from opsmethods.views.cheap import TopicRequest, of_topic

if TYPE_CHECKING:
    from opsmethods.models import Topic


@login_not_required
@require_GET
@of_topic(keep=False)
def note_search(request: TopicRequest, topic: "Topic") -> HttpResponse:
    """The words stand in the address, so that a search can be shared and gone back to."""
    found = queries.search_notes(topic, text=request.GET.get("q", ""), drafts=request.drafts)
    return render(request, "opsmethods/note_search.html", {"section": "notes", "topic": topic, "found": found})
