"""Questions that somebody reported: a queue of them, each with what became of it, and the answers."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.permissions import MemberRequest
from opsmethods.editing import ReadOnly
from quizzes import operations, queries
from quizzes.forms import ReportAnswerForm
from quizzes.models import ItemSnapshot, QuestionReport

SHOWN = 50


@admin.register(QuestionReport)
class QuestionReportAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("__str__", "stem", "user", "state", "created_at", "answered_at")
    list_filter = ("state", "reason")
    list_select_related = ("item__snapshot", "user")
    raw_id_fields = ("item",)
    ordering = ("-created_at", "pk")

    @admin.display(description="Question")
    def stem(self, report: QuestionReport) -> str:
        return str(report.item.snapshot.body["stem"])

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("queue/", view(report_queue), name="quizzes_questionreport_queue"),
            path("of/<str:snapshot>/", view(report_question), name="quizzes_questionreport_question"),
            *super().get_urls(),
        ]


@require_GET
def report_queue(request: MemberRequest) -> HttpResponse:
    """Questions with reports that wait for an answer, most reported first."""
    only_with(request, "quizzes.view_questionreport")
    page = Paginator(queries.reported_snapshots(), SHOWN).get_page(request.GET.get("page"))
    context = {"title": "Reported questions", "page": page}
    return TemplateResponse(request, "admin/quizzes/report_queue.html", admin.site.each_context(request) | context)


@require_http_methods(["GET", "POST"])
def report_question(request: MemberRequest, snapshot: str) -> HttpResponse:
    """One question with all its reports; what is sent answers those ticked."""
    only_with(request, "quizzes.view_questionreport")
    row = get_object_or_404(ItemSnapshot, pk=snapshot)
    form = ReportAnswerForm(request.POST or None, snapshot=row)
    if request.method == "POST":
        only_with(request, "quizzes.change_questionreport")
        if form.is_valid():
            return _answered(request, form, row)
    context = {
        "title": "A reported question",
        "question": queries.staff_question(row),
        "reports": queries.reports_of_snapshot(row),
        "form": form,
    }
    return TemplateResponse(
        request,
        "admin/quizzes/report_question.html",
        admin.site.each_context(request) | context,
        status=422 if form.errors else 200,
    )


def _answered(request: MemberRequest, form: ReportAnswerForm, snapshot: ItemSnapshot) -> HttpResponse:
    answered = operations.answer_reports(
        form.cleaned_data["reports"], text=form.cleaned_data["text"], author=request.user, now=timezone.now()
    )
    messages.success(request, f"Reports answered: {answered}.")
    return redirect("admin:quizzes_questionreport_question", snapshot=snapshot.pk)


def only_with(request: MemberRequest, permission: str) -> None:
    """Raises PermissionDenied: to edit content is not enough to see students' work or to change marks."""
    if not request.user.has_perm(permission):
        raise PermissionDenied
