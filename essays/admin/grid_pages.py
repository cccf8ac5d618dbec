"""The page of a rubric's grid: saved whole or not at all."""

from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from essays import operations
from essays.admin.grid import RubricGridForm, Shape, fingerprint_of, stored_in
from essays.domain.rubric import RubricError
from essays.models import Rubric
from essays.operations import RubricAlreadyPublished, RubricUnchanged

if TYPE_CHECKING:
    from accounts.models import User

GRID = "admin:essays_rubric_grid"


class RubricMoved(Exception):
    """Somebody has saved this rubric since the page was opened."""


@require_http_methods(["GET", "POST"])
def rubric_grid(request: HttpRequest, object_id: int) -> HttpResponse:
    """Every criterion and level of a rubric in one form."""
    rubric = _rubric(request, object_id)
    if request.method != "POST":
        shape, values = stored_in(rubric)
        return _page(request, rubric, RubricGridForm(shape=shape, initial=values), seen=fingerprint_of(values))
    shape, seen = Shape.sent(request.POST), request.POST.get("seen", "")
    if "add" in request.POST:
        roomier = shape.with_room(request.POST["add"])
        return _page(request, rubric, RubricGridForm(shape=roomier, initial=request.POST.dict()), seen=seen)
    form = RubricGridForm(request.POST, shape=shape)
    if form.is_valid() and _is_saved(request, rubric, form, seen):
        return redirect(GRID, rubric.pk)
    return _page(request, rubric, form, seen=seen)


def _is_saved(request: HttpRequest, rubric: Rubric, form: RubricGridForm, seen: str) -> bool:
    """If not, the form says why and nothing has changed."""
    publishing = "publish" in request.POST
    try:
        with transaction.atomic():
            locked = _unmoved(rubric, seen)
            operations.save_rubric(locked, spec=form.spec)
            if publishing:
                operations.publish_rubric(locked, now=timezone.now())
            _log(request, locked, "Published the grid." if publishing else "Saved the grid.")
    except (RubricAlreadyPublished, RubricError, RubricMoved, RubricUnchanged) as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, f"{rubric} is {'published' if publishing else 'saved'}.")
    return True


def _unmoved(rubric: Rubric, seen: str) -> Rubric:
    """The rubric, locked. Raises RubricMoved."""
    locked = Rubric.objects.select_for_update().get(pk=rubric.pk)
    if not locked.is_published and fingerprint_of(stored_in(locked)[1]) != seen:
        raise RubricMoved("Somebody has saved this rubric since you opened it, so nothing is saved.")
    return locked


@require_POST
def rubric_copy(request: HttpRequest, object_id: int) -> HttpResponse:
    """The same words as a new version, ready to be changed."""
    rubric = _rubric(request, object_id)
    try:
        copy = operations.copy_rubric(rubric)
    except RubricError as error:
        messages.error(request, f"{rubric}: {error}")
        return redirect(GRID, rubric.pk)
    _log(request, copy, f"Copied from version {rubric.version}.")
    messages.success(request, f"{copy} is ready to be edited.")
    return redirect(GRID, copy.pk)


def _rubric(request: HttpRequest, object_id: int) -> Rubric:
    if not request.user.has_perm("essays.change_rubric"):
        raise PermissionDenied
    return get_object_or_404(Rubric.objects.select_related("topic", "prompt"), pk=object_id)


def _log(request: HttpRequest, rubric: Rubric, words: str) -> None:
    author = cast("User", request.user)
    LogEntry.objects.log_actions(author.pk, [rubric], CHANGE, change_message=words, single_object=True)


def _page(request: HttpRequest, rubric: Rubric, form: RubricGridForm, *, seen: str) -> HttpResponse:
    context: dict[str, Any] = {
        "title": f"Rubric of {rubric.prompt or f'{rubric.topic}, shorter questions'}, version {rubric.version}",
        "rubric": rubric,
        "form": form,
        "seen": seen,
        "may_edit": form.is_bound or not rubric.is_published,
    }
    return TemplateResponse(
        request,
        "admin/essays/rubric_grid.html",
        admin.site.each_context(request) | context,
        status=422 if form.errors else 200,
    )
