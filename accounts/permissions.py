"""What views receive: requests after the middleware, typed."""

from typing import TYPE_CHECKING

from django.http import HttpRequest  # noqa: TID251 - a type for views, no HTTP happens here

from accounts.domain.actor import Actor
from accounts.models import User

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails


class ActorRequest(HttpRequest):
    """Anyone's request: a guest's or a member's."""

    actor: Actor
    htmx: "HtmxDetails"


class MemberRequest(ActorRequest):
    """A request of someone signed in, which LoginRequiredMiddleware has made sure of."""

    user: User
