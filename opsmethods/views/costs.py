"""What methods cost: two of them drawn against output, the same for everybody who asks for the same costs."""

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
def cost_compare(request: TopicRequest, topic: "Topic") -> HttpResponse:
    """Costs stand in the address, so that it can be shared."""
    try:
        page = queries.cost_page(topic, given=request.GET.dict(), drafts=request.drafts)
    except queries.NothingToCompare as error:
        raise Http404(str(error)) from error
    return render(request, "opsmethods/cost_compare.html", {"section": "notes", "topic": topic, "page": page})
