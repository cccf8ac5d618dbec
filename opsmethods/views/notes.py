"""The notes: public pages, the same for everybody."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from accounts.queries import notices_of
from opsmethods import queries

SHOWN_NOTICES = 3


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
    context = {"section": "notes", "topics": queries.topics_with_methods()}
    return render(request, "opsmethods/topic_list.html", context)


@login_not_required
@require_GET
def topic_detail(request: HttpRequest, topic: str) -> HttpResponse:
    found = get_object_or_404(queries.topics_with_methods(), slug=topic)
    context = {"section": "notes", "topic": found, "dimensions": queries.dimensions_of(found)}
    return render(request, "opsmethods/topic_detail.html", context)


@login_not_required
@require_GET
def method_detail(request: HttpRequest, topic: str, method: str) -> HttpResponse:
    found = get_object_or_404(queries.topics(), slug=topic)
    try:
        page = queries.method_page(found, slug=method)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    return render(request, "opsmethods/method_detail.html", {"section": "notes", "topic": found, "page": page})


@login_not_required
@require_GET
def method_compare(request: HttpRequest, topic: str) -> HttpResponse:
    found = get_object_or_404(queries.topics(), slug=topic)
    try:
        comparison = queries.comparison(found, sort=request.GET.get("sort", ""))
    except queries.UnknownDimension as error:
        raise Http404(str(error)) from error
    context = {"section": "notes", "topic": found, "comparison": comparison}
    return render(request, "opsmethods/method_compare.html", context)
