"""Cheap pages: a page of the notes is the same for everybody but for the name in its masthead.

It is rendered once for each version of its topic, and not sent again to a browser that has it. Its markup carries no
CSRF token, for that would make each copy another.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, wraps
from hashlib import sha256
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import quote_etag

from opsmethods import queries
from opsmethods.permissions import may_see_drafts

if TYPE_CHECKING:
    from opsmethods.models import Topic

WHO = b"<!--who-->"
KEPT_PAGES = 256


class TopicRequest(HttpRequest):
    """`keeps_who`: the masthead leaves a mark where the name goes. `drafts`: an editor asked to see them."""

    keeps_who: bool
    drafts: bool


View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A request and the topic it found, as an argument that a cache does not look at."""

    request: TopicRequest
    topic: "Topic"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Asked)

    def __hash__(self) -> int:
        return 0


@dataclass(frozen=True, slots=True)
class Shown:
    """What makes one kept page another."""

    view: View
    topic_id: int
    version: int
    signed_in: bool
    params: tuple[tuple[str, str], ...]
    arguments: tuple[tuple[str, str], ...]


def of_topic(*, keep: bool = True, params: tuple[str, ...] = ()) -> Callable[[View], View]:
    """For a view of a published topic: it takes the row in place of the slug, or is not asked at all.

    `keep`: the page is kept in the process under its arguments and these query `params`; then it must raise Http404
    rather than answer with another status. Without it only the browser keeps the page.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: TopicRequest, topic: str, **arguments: str) -> HttpResponse:
            request.keeps_who = False
            request.drafts = "drafts" in request.GET and may_see_drafts(request.user)
            found = queries.topic_at(topic)
            if request.drafts or found is None:
                found = get_object_or_404(queries.topics(drafts=request.drafts), slug=topic)
            if request.drafts or settings.DEBUG or len(messages.get_messages(request)):
                return view(request, found, **arguments)
            asked = tuple((name, request.GET.get(name, "")) for name in params)
            shown = Shown(view, found.pk, found.version, request.user.is_authenticated, asked, (*arguments.items(),))
            return _fresh(request, found, shown, keep=keep)

        return answer

    return decorate


def _fresh(request: TopicRequest, topic: "Topic", shown: Shown, *, keep: bool) -> HttpResponse:
    """The page, or word that the browser's copy still holds."""
    etag = _etag(request, topic)
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = _kept(request, topic, shown) if keep else shown.view(request, topic, **dict(shown.arguments))
    if response.status_code in {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED}:
        response["ETag"] = etag
        patch_cache_control(response, private=True, no_cache=True)
        patch_vary_headers(response, ["Cookie"])
    return response


def _etag(request: TopicRequest, topic: "Topic") -> str:
    who = str(request.user) if request.user.is_authenticated else ""
    seen = f"{settings.CODE_VERSION} {settings.SITE_NAME} {topic.pk} {topic.version} {who}"
    return quote_etag(sha256(seen.encode()).hexdigest()[:32])


def _kept(request: TopicRequest, topic: "Topic", shown: Shown) -> HttpResponse:
    before, after = _page(shown, Asked(request, topic))
    who = render_to_string("_who.html", {"section": "notes"}, request)
    return HttpResponse(before + who.encode() + after)


@lru_cache(maxsize=KEPT_PAGES)
def _page(shown: Shown, asked: Asked) -> tuple[bytes, bytes]:
    asked.request.keeps_who = True
    page = shown.view(asked.request, asked.topic, **dict(shown.arguments)).content
    before, _, after = page.partition(WHO)
    return before, after
