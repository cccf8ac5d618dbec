from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404

from accounts.permissions import ActorRequest
from accounts.queries import preference_of
from quizzes import queries

if TYPE_CHECKING:
    from quizzes.models import Attempt


SECTION = {"section": "quizzes"}


WINDOWS_KEPT = 20


def level_of(request: ActorRequest) -> str:
    return preference_of(user=request.user, session=request.session).level


def windows(request: ActorRequest) -> dict[str, int]:
    """The windows this browser opened, by attempt."""
    opened: dict[str, int] = request.session.get("windows", {})
    return opened


def remember_window(request: ActorRequest, attempt: "Attempt") -> None:
    others = [(key, window) for key, window in windows(request).items() if key != str(attempt.pk)]
    request.session["windows"] = dict([*others[1 - WINDOWS_KEPT :], (str(attempt.pk), attempt.window)])


def own_attempt(request: ActorRequest, pk: UUID) -> "Attempt":
    attempt = queries.attempt_of(request.actor, attempt_id=pk)
    if attempt is None:
        raise Http404
    return attempt
