from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from config.celery import app
from config.health import beat_is_fresh, broker_answers, database_answers


@login_not_required
@never_cache
@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """The process is up; it says nothing of what it needs."""
    return HttpResponse("up\n", content_type="text/plain")


@login_not_required
@never_cache
@require_safe
def readyz(_request: HttpRequest) -> HttpResponse:
    """All parts are there, or 503 and the names of those that are not."""
    parts = {
        "database": database_answers(),
        "broker": broker_answers(app),
        "beat": beat_is_fresh(app, now=timezone.now()),
    }
    words = {name: "up" if is_up else "down" for name, is_up in parts.items()}
    return JsonResponse(words, status=200 if all(parts.values()) else 503)


def bad_request(_request: HttpRequest, *_: object, **__: object) -> HttpResponse:
    return HttpResponse(_without_request("400.html"), status=400)


def server_error(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(_without_request("500.html"), status=500)


def _without_request(template: str) -> str:
    """A page that needs neither session nor database, which may be what failed."""
    return render_to_string(template, {"site_name": settings.SITE_NAME})
