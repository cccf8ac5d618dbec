"""A whole topic as a file: written for git or another site, and read back with a trial first."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_http_methods

from opsmethods import queries
from opsmethods.domain.content import parse_pack
from opsmethods.domain.documents import documents_of
from opsmethods.domain.schema import ContentError
from opsmethods.exports.packs import UnreadablePack, documents_in, zip_of
from opsmethods.forms.files import PackFileForm
from opsmethods.models import Topic
from opsmethods.operations import LoadReport, Outcome, load_topic


@require_GET
def pack_export(request: HttpRequest, object_id: int) -> HttpResponse:
    _only_editors(request)
    topic = get_object_or_404(Topic, pk=object_id)
    name = f"{topic.slug}-version-{topic.version}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(zip_of(documents_of(queries.pack_of(topic))), "application/zip", headers=headers)


@require_http_methods(["GET", "POST"])
def pack_import(request: HttpRequest) -> HttpResponse:
    """A zip tried, or loaded: what was edited here since stays as it is, and is named."""
    _only_editors(request)
    form = PackFileForm(request.POST or None, request.FILES or None)
    report = _loaded(form) if request.method == "POST" and form.is_valid() else None
    if report and not form.cleaned_data["trying"]:
        messages.success(request, f"{report.topic}: {_counts(report)}.")
        return redirect("admin:opsmethods_topic_changelist")
    context = {
        "title": "Load a content pack",
        "form": form,
        "counts": _counts(report) if report else "",
        "rows": [row for row in report.rows if row.outcome != Outcome.SAME] if report else (),
    }
    return TemplateResponse(
        request,
        "admin/opsmethods/pack_import.html",
        admin.site.each_context(request) | context,
        status=422 if form.errors else 200,
    )


def _only_editors(request: HttpRequest) -> None:
    if not request.user.has_perms(["opsmethods.add_topic", "opsmethods.change_topic"]):
        raise PermissionDenied


def _loaded(form: PackFileForm) -> LoadReport | None:
    try:
        pack = parse_pack(documents_in(form.cleaned_data["file"].read()))
        return load_topic(pack, dry_run=form.cleaned_data["trying"])
    except UnreadablePack as error:
        form.add_error("file", str(error))
    except ContentError as error:
        form.add_error(None, list(error.problems))
    return None


def _counts(report: LoadReport) -> str:
    return ", ".join(f"{report.count(outcome)} {outcome}" for outcome in Outcome if report.count(outcome))
