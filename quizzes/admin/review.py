from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone

from opsmethods.editing import ReadOnly
from quizzes.domain.reviewing import Bin, bins_of, fit_of
from quizzes.models import ReviewCard, ReviewLog, ReviewPlan
from quizzes.queries import recall_outcomes

PERIODS = {"month": ("the last 30 days", 30), "year": ("the last 365 days", 365), "all": ("all time", None)}


class ReviewLogInline(ReadOnly, admin.TabularInline):
    model = ReviewLog
    fields = ("item", "rating", "is_right", "certainty", "predicted", "reviewed_at", "due_before", "due_after")
    ordering = ("-reviewed_at", "pk")


@admin.register(ReviewCard)
class ReviewCardAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("component", "topic", "user", "due_at", "last_review_at", "stability", "difficulty", "reps")
    list_filter = ("topic",)
    list_select_related = ("topic", "user")
    search_fields = ("component", "user__username")
    ordering = ("due_at", "pk")
    inlines = (ReviewLogInline,)


@admin.register(ReviewPlan)
class ReviewPlanAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("topic", "user", "exam_on", "a_day", "recall", "set_at")
    list_filter = ("topic",)
    list_select_related = ("topic", "user")
    ordering = ("-set_at", "pk")


@admin.register(ReviewLog)
class ReviewLogAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("card", "rating", "is_right", "certainty", "predicted", "reviewed_at", "due_after")
    list_filter = ("rating",)
    list_select_related = ("card",)
    ordering = ("-reviewed_at", "pk")
    change_list_template = "admin/quizzes/reviewlog_list.html"

    def get_urls(self) -> list[Any]:
        recall = path("recall/", self.admin_site.admin_view(self.recall), name="quizzes_reviewlog_recall")
        return [recall, *super().get_urls()]

    def recall(self, request: HttpRequest) -> HttpResponse:
        """What was foretold of memory against what was answered."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        chosen = request.GET.get("period", "year")
        if chosen not in PERIODS:
            raise Http404
        words, days = PERIODS[chosen]
        outcomes = list(recall_outcomes(since=timezone.now() - timedelta(days=days) if days else None))
        context = self.admin_site.each_context(request) | {
            "title": "Recall foretold and observed",
            "bins": [line_of(one) for one in bins_of(outcomes)],
            "fit": fit_of(outcomes),
            "period": words,
            "periods": [(key, name, key == chosen) for key, (name, _) in PERIODS.items()],
        }
        return TemplateResponse(request, "admin/quizzes/reviewlog_recall.html", context)


def line_of(one: Bin) -> dict[str, str]:
    """A bin as a row of the table."""
    low, high = one.likely
    return {
        "foretold": f"{one.low:.0%} to {one.high:.0%}",
        "n": str(one.n),
        "predicted": f"{one.predicted:.0%}",
        "observed": f"{one.observed:.0%} ({one.right} of {one.n})",
        "likely": f"{low:.0%} to {high:.0%}",
        "verdict": verdict_on(one),
    }


def verdict_on(one: Bin) -> str:
    if one.agrees:
        return "inside"
    return "below it" if one.predicted < one.likely[0] else "above it"
