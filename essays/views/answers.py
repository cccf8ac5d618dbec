"""How the pages of an essay answer a script that saves."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import time_format


def wants_json(request: HttpRequest) -> bool:
    return not request.accepts("text/html")


def saved_now() -> str:
    return f"Saved {time_format(timezone.localtime(), 'H:i')}"
