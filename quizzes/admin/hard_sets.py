"""Hard sets of clues: cases in which one clue speaks against the right method. Each is asked once it is accepted."""

from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from opsmethods.editing import ReadOnly
from opsmethods.models import HardSet, Topic
from opsmethods.operations import NotAHardSet, accept_hard_set, take_back_hard_set
from quizzes.queries.hard_sets import hard_sets

if TYPE_CHECKING:
    from accounts.models import User

ACCEPTS, TAKES_BACK = "opsmethods.add_hardset", "opsmethods.delete_hardset"


@admin.register(HardSet)
class HardSetAdmin(ReadOnly, admin.ModelAdmin):
    """One page with all of them, accepted or not."""

    place = 29

    def get_urls(self) -> list[URLPattern]:
        protect = self.admin_site.admin_view
        own = [
            path("<int:topic_id>/accept/", protect(hard_set_accept), name="opsmethods_hard_set_accept"),
            path("<int:topic_id>/take-back/", protect(hard_set_take_back), name="opsmethods_hard_set_take_back"),
        ]
        return [*own, *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        context = {
            "title": "Hard sets of clues",
            "opts": self.model._meta,
            "topics": hard_sets(),
            "may_accept": request.user.has_perm(ACCEPTS),
            "may_take_back": request.user.has_perm(TAKES_BACK),
            **self.admin_site.each_context(request),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/quizzes/hard_sets.html", context)


@require_POST
def hard_set_accept(request: HttpRequest, topic_id: int) -> HttpResponse:
    if not request.user.has_perm(ACCEPTS):
        raise PermissionDenied
    topic = get_object_or_404(Topic, pk=topic_id)
    try:
        row = accept_hard_set(topic, clues=request.POST.get("clues", ""), author=cast("User", request.user))
    except NotAHardSet as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, f"The clues {row.clues} are accepted: scenarios tell them from now on.")
    return redirect("admin:opsmethods_hardset_changelist")


@require_POST
def hard_set_take_back(request: HttpRequest, topic_id: int) -> HttpResponse:
    if not request.user.has_perm(TAKES_BACK):
        raise PermissionDenied
    topic, clues = get_object_or_404(Topic, pk=topic_id), request.POST.get("clues", "")
    take_back_hard_set(topic, clues=clues, author=cast("User", request.user))
    messages.success(request, f"The clues {clues} are taken back: no scenario tells them any more.")
    return redirect("admin:opsmethods_hardset_changelist")
