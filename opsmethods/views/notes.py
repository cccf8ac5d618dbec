"""The notes: public pages, the same for everybody."""

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.queries import notices_of
from opsmethods import queries
from opsmethods.views.cheap import TopicRequest, of_topic

if TYPE_CHECKING:
    from opsmethods.models import Topic

SHOWN_NOTICES = 3
SECTION = {"section": "notes"}


@login_not_required
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    context: dict[str, object] = {"topics": list(queries.topics_with_methods())}
    if request.user.is_authenticated:
        context["notices"] = list(notices_of(request.user, unread=True)[:SHOWN_NOTICES])
    return render(request, "opsmethods/home.html", context)


@login_not_required
@require_GET
def topic_list(request: HttpRequest) -> HttpResponse:
    return render(request, "opsmethods/topic_list.html", SECTION | {"topics": queries.topics_with_methods()})


@login_not_required
@require_GET
@of_topic()
def topic_detail(request: TopicRequest, topic: "Topic") -> HttpResponse:
    page = queries.topic_page(topic, drafts=request.drafts)
    return render(request, "opsmethods/topic_detail.html", SECTION | {"topic": topic, "page": page})


@login_not_required
@require_GET
@of_topic()
def method_detail(request: TopicRequest, topic: "Topic", method: str) -> HttpResponse:
    try:
        page = queries.method_page(topic, slug=method, drafts=request.drafts)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    return render(request, "opsmethods/method_detail.html", SECTION | {"topic": topic, "page": page})


@login_not_required
@require_GET
@of_topic(params=("sort", "group"))
def method_compare(request: TopicRequest, topic: "Topic") -> HttpResponse:
    sort, group = request.GET.get("sort", ""), request.GET.get("group", "")
    try:
        comparison = queries.comparison(topic, sort=sort, group=group, drafts=request.drafts)
    except queries.UnknownDimension as error:
        raise Http404(str(error)) from error
    return render(request, "opsmethods/method_compare.html", SECTION | {"topic": topic, "comparison": comparison})


@login_not_required
@require_GET
@of_topic()
def theme_detail(request: TopicRequest, topic: "Topic", theme: str) -> HttpResponse:
    try:
        page = queries.theme_page(topic, slug=theme, drafts=request.drafts)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    return render(request, "opsmethods/theme_detail.html", SECTION | {"topic": topic, "page": page})


@login_not_required
@require_GET
@of_topic()
def term_list(request: TopicRequest, topic: "Topic") -> HttpResponse:
    terms = queries.terms_of(topic, drafts=request.drafts)
    return render(request, "opsmethods/term_list.html", SECTION | {"topic": topic, "terms": terms})
