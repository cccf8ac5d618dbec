"""Pages of the workshop that are not the form of one row: the matrix as a grid and as a file, and previews."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_POST

from opsmethods import queries
from opsmethods.domain.grid import PARTS, CellChange, Grid, changes_in
from opsmethods.domain.markdown import to_html
from opsmethods.domain.schema import ContentError
from opsmethods.exports.tables import KINDS, UnreadableTable, read_table, write_table
from opsmethods.forms.files import MatrixFileForm
from opsmethods.models import Topic
from opsmethods.operations import MatrixMoved, change_matrix

if TYPE_CHECKING:
    from accounts.models import User


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """What a Markdown field of the form just sent will look like."""
    if not request.user.has_module_perms("opsmethods"):
        raise PermissionDenied
    name = request.GET.get("field", "")
    context = {"title": f"Preview of {name}", "html": to_html(request.POST.get(name, ""))}
    return TemplateResponse(request, "admin/opsmethods/preview.html", admin.site.each_context(request) | context)


@require_http_methods(["GET", "POST"])
def matrix(request: HttpRequest, object_id: str) -> HttpResponse:
    """Every cell of a topic in one form."""
    topic = _topic(request, object_id)
    grid = queries.grid_of(topic)
    if request.method != "POST":
        return _page(request, topic, grid)
    typed, seen = _typed(request.POST, grid), request.POST.get("seen", "")
    try:
        changes = change_matrix(topic, table=typed, seen=_number(seen), author=cast("User", request.user))
    except ContentError as error:
        return _page(request, topic, grid, problems=error.problems, typed=typed, seen=seen)
    except MatrixMoved as error:
        moved = _standing(typed, grid)
        return _page(request, topic, grid, problems=(str(error),), typed=typed, seen=seen, moved=moved)
    messages.success(request, f"{len(changes)} cells changed.")
    return redirect("admin:opsmethods_topic_matrix", object_id)


@require_http_methods(["GET"])
def matrix_export(request: HttpRequest, object_id: str, kind: str) -> HttpResponse:
    topic = _topic(request, object_id)
    grid = queries.grid_of(topic)
    content = write_table(grid.table(), header=grid.header, kind=kind)
    name = f"{topic.slug}-version-{topic.version}.{kind}"
    return HttpResponse(content, KINDS[kind], headers={"Content-Disposition": f'attachment; filename="{name}"'})


@require_POST
def matrix_import(request: HttpRequest, object_id: str) -> HttpResponse:
    """A file tried, or saved: all of it or nothing."""
    topic = _topic(request, object_id)
    form = MatrixFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, topic, queries.grid_of(topic), file_form=form)
    try:
        table = read_table(form.cleaned_data["file"].read(), kind=form.kind)
        trying = form.cleaned_data["trying"]
        changes = change_matrix(
            topic, table=table, seen=topic.version, dry_run=trying, author=cast("User", request.user)
        )
    except (UnreadableTable, MatrixMoved) as error:
        form.add_error("file", str(error))
    except ContentError as error:
        form.add_error(None, list(error.problems))
    else:
        done = "would change" if trying else "changed"
        messages.success(request, f"{len(changes)} cells {done}{', and nothing is saved' if trying else ''}.")
        if not trying:
            return redirect("admin:opsmethods_topic_matrix", object_id)
        return _page(request, topic, queries.grid_of(topic), file_form=form, changes=changes)
    return _page(request, topic, queries.grid_of(topic), file_form=form)


def _topic(request: HttpRequest, object_id: str) -> Topic:
    if not request.user.has_perm("opsmethods.change_cell"):
        raise PermissionDenied
    return get_object_or_404(Topic, pk=object_id)


def _typed(data: Mapping[str, str], grid: Grid) -> list[dict[str, str]]:
    columns = [f"{slug}.{part}" for slug in grid.methods for part in PARTS]
    return [
        {"code": row.code} | {column: data.get(f"{row.code}.{column}", "") for column in columns} for row in grid.rows
    ]


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def _standing(typed: list[dict[str, str]], grid: Grid) -> tuple[CellChange, ...]:
    """The cells in which something else stands than was typed; of a table that makes no sense, none."""
    try:
        return changes_in(typed, grid)
    except ContentError:
        return ()


def _page(request: HttpRequest, topic: Topic, grid: Grid, **more: Any) -> HttpResponse:
    context = {
        "title": f"Matrix of {topic}",
        "topic": topic,
        "seen": more.pop("seen", "") or topic.version,
        "grid": grid,
        "lines": _lines(grid, more.pop("typed", None) or grid.table()),
        "file_form": more.pop("file_form", None) or MatrixFileForm(),
        **more,
    }
    bad = context.get("problems") or context["file_form"].errors
    return TemplateResponse(
        request, "admin/opsmethods/matrix.html", admin.site.each_context(request) | context, status=422 if bad else 200
    )


def _lines(grid: Grid, table: list[dict[str, str]]) -> list[dict[str, Any]]:
    """The grid as the page shows it: a line a dimension, a cell a method, each with the texts in its fields."""
    return [
        {
            "code": row.code,
            "label": row.label,
            "scale": row.scale,
            "cells": [
                {"name": f"{row.code}.{slug}", "method": grid.names[slug]}
                | {part: line.get(f"{slug}.{part}", "") for part in PARTS}
                for slug in grid.methods
            ],
        }
        for row, line in zip(grid.rows, table, strict=True)
    ]
