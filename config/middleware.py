"""Request id and actor, on every request."""

import re
import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.functional import SimpleLazyObject
from django_htmx.http import HttpResponseClientRedirect

from accounts.permissions import ActorRequest
from accounts.queries import actor_of
from config.logs import request_id

if TYPE_CHECKING:
    from accounts.domain.actor import Actor

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
        if not request.htmx:
            return super().handle_no_permission(request, view_func)
        page = request.htmx.current_url_abs_path or "/"
        return HttpResponseClientRedirect(redirect_to_login(page, self.get_login_url(view_func)).url)


class ActorMiddleware:
    """`request.actor`: whose work this request may read. Neither user nor session is loaded before it is asked."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: ActorRequest) -> HttpResponse:
        request.actor = cast("Actor", SimpleLazyObject(lambda: actor_of(user=request.user, session=request.session)))
        return self.get_response(request)
