"""Pages of progress. A guest sees the work of the session; a report is for someone with an account."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST
from django.views.decorators.vary import vary_on_headers

from accounts.permissions import ActorRequest, MemberRequest
from classrooms.queries import assignments_open
from essays.queries import prompts
from opsmethods.queries import fact_base, topics
from progress import operations, queries, tasks
from progress.domain.nextstep import next_step
from progress.domain.report import report_data


@login_not_required
@require_GET
def progress_home(request: ActorRequest) -> HttpResponse:
    progress = queries.progress_of(request.actor)
    works = assignments_open(request.user, now=timezone.now()) if request.user.is_authenticated else ()
    step = next_step(work_waits=bool(works), essay_waits=bool(progress.essay_to_mark), grids=progress.grids)
    context = {"section": "progress", "progress": progress, "works": works, "next": step}
    return render(request, "progress/progress_home.html", context)


@login_not_required
@require_GET
def evidence_detail(request: ActorRequest, topic: str, method: str, dimension: str = "") -> HttpResponse:
    """A fragment for other pages: what this reader's own answers say about one field of the grid."""
    facts = fact_base(get_object_or_404(topics(), slug=topic))
    field = queries.evidence_of(request.actor, facts=facts, method=method, dimension=dimension)
    if field is None:
        raise Http404
    return render(request, "progress/_evidence_detail.html", {"field": field})


@login_not_required
@require_GET
@vary_on_headers("HX-Request")
def prompt_knowledge(request: ActorRequest, topic: str, number: int) -> HttpResponse:
    """The facts that an essay question draws on, and what this reader's own answers say of each."""
    prompt = get_object_or_404(prompts(), topic__slug=topic, number=number)
    knowledge = queries.knowledge_for(request.actor, prompt=prompt, facts=fact_base(prompt.topic))
    context = {"section": "essays", "prompt": prompt, "knowledge": knowledge}
    template = "progress/_prompt_knowledge.html" if request.htmx else "progress/prompt_knowledge.html"
    return render(request, template, context)


@require_POST
def report_request(request: MemberRequest) -> HttpResponse:
    progress = queries.progress_of(request.actor)
    person, level = request.user.display_name, request.user.get_level_display()
    data = report_data(progress, person=person, level=level, zone=timezone.get_current_timezone())
    report = operations.request_report(request.user, data=data, now=timezone.now())
    if report.is_waiting:
        transaction.on_commit(lambda: tasks.build_report.delay(report_id=str(report.pk)), robust=True)
    return redirect(report)


@require_GET
def report_detail(request: MemberRequest, pk: UUID) -> HttpResponse:
    report = get_object_or_404(queries.reports_of(request.user), pk=pk)
    return render(request, "progress/report_detail.html", {"section": "progress", "report": report})


@require_GET
def report_download(request: MemberRequest, pk: UUID) -> HttpResponse:
    report = get_object_or_404(queries.reports_of(request.user).filter(pdf__isnull=False).defer(None), pk=pk)
    name = f"progress-{report.requested_at:%Y-%m-%d}.pdf"
    return HttpResponse(
        bytes(report.pdf or b""),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
