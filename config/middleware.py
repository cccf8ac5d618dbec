"""Request id, user and actor, on every request."""

import re
import uuid
from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from csp.middleware import HEADER as POLICY
from csp.utils import build_policy
from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware, LoginRequiredMiddleware, get_user
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

from accounts.permissions import ActorRequest
from accounts.queries import actor_of
from config.logs import request_id

if TYPE_CHECKING:
    from accounts.domain.actor import Actor
    from accounts.models import User
    from config.sessions import SessionStore

DEBUG_PAGES = {404, 500}  # Django's own, which carry styles inside

GetResponse = Callable[[HttpRequest], HttpResponse]

_WELL_FORMED = re.compile(r"[A-Za-z0-9-]{8,64}")


class RequestIdMiddleware:
    """Take the proxy's X-Request-ID if it is well formed, else make one; answer with it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        token = request_id.set(given if _WELL_FORMED.fullmatch(given) else uuid.uuid4().hex)
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = request_id.get()
            return response
        finally:
            request_id.reset(token)


class ContentPolicyMiddleware:
    """The site has one content security policy, so it is written once and not for every answer."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.policy = build_policy()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not (settings.DEBUG and response.status_code in DEBUG_PAGES):
            response.headers.setdefault(POLICY, self.policy)
        return response


class UserMiddleware(AuthenticationMiddleware):
    """`request.user`, as it came with the session where nothing speaks against it."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        session = cast("SessionStore", request.session)
        request.user = cast("User", SimpleLazyObject(lambda: session.user_as_signed_in() or get_user(request)))


class SignInMiddleware(LoginRequiredMiddleware):
    """Everyone signs in unless a view says otherwise; a fragment sends its whole page to the sign-in form."""

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase], *arguments: Any
    ) -> HttpResponseBase | None:
        """Views open to guests are let through before anybody asks who it is."""
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, *arguments)

    def handle_no_permission(  # type: ignore[override]
        self, request: ActorRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseBase:
        if request.htmx:
            page = request.htmx.current_url_abs_path or "/"
            return HttpResponseClientRedirect(redirect_to_login(page, self.get_login_url(view_func)).url)
        if request.method in {"GET", "HEAD"}:
            return super().handle_no_permission(request, view_func)
        return redirect_to_login(page_before(request), self.get_login_url(view_func))


def page_before(request: HttpRequest) -> str:
    """The page whose form was sent, to come back to: the address it was sent to may not be one to look at."""
    referer = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure()):
        return "/"
    return urlsplit(referer)._replace(scheme="", netloc="", fragment="").geturl() or "/"


class NotAllowedMiddleware:
    """An address that only takes what a form sends says so in the site's words, not with an empty page."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or response.streaming or response.content:
            return response
        page = render(request, "405.html", status=response.status_code)
        page["Allow"] = response["Allow"]
        return page


class ActorMiddleware:
    """`request.actor`: whose work this request may read. Neither user nor session is loaded before it is asked."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: ActorRequest) -> HttpResponse:
        request.actor = cast("Actor", SimpleLazyObject(lambda: actor_of(user=request.user, session=request.session)))
        return self.get_response(request)
