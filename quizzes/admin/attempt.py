"""What the office may look up about quizzes. Students' work is read here and never changed."""

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from opsmethods.editing import ReadOnly
from quizzes import tasks
from quizzes.models import AnswerEvent, Attempt, AttemptItem, JobState, Mark


class AttemptItemInline(ReadOnly, admin.TabularInline):
    model = AttemptItem
    fields = ("position", "snapshot", "option_order")
    ordering = ("position",)


class AnswerEventInline(ReadOnly, admin.TabularInline):
    model = AnswerEvent
    fields = (
        "item",
        "window",
        "sequence",
        "option_id",
        "certainty",
        "client_time",
        "server_time",
        "late",
        "superseded",
    )
    ordering = ("window", "sequence", "pk")


class MarkInline(ReadOnly, admin.TabularInline):
    model = Mark
    fields = ("scoring_version", "points", "out_of", "cause", "author", "created_at")
    ordering = ("-scoring_version",)
    show_change_link = True


@admin.register(Attempt)
class AttemptAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("id", "mode", "topic", "user", "state", "scoring_state", "item_count", "started_at", "submitted_at")
    list_filter = ("state", "scoring_state", "mode", "topic")
    list_select_related = ("topic", "user")
    search_fields = ("id", "user__username")
    ordering = ("-started_at", "pk")
    inlines = (AttemptItemInline, AnswerEventInline, MarkInline)
    actions = ("score_again",)

    @admin.action(description="Score the chosen attempts that were handed in and have no mark", permissions=["view"])
    def score_again(self, request: HttpRequest, queryset: QuerySet[Attempt]) -> None:
        waiting = queryset.filter(state=Attempt.State.SUBMITTED)
        ids = [str(pk) for pk in waiting.values_list("pk", flat=True)]
        waiting.update(scoring_state=JobState.QUEUED)
        transaction.on_commit(lambda: score_all(ids), robust=True)
        messages.success(request, f"Attempts sent to be scored: {len(ids)}.")


def score_all(ids: list[str]) -> None:
    for attempt_id in ids:
        tasks.score_attempt.delay(attempt_id=attempt_id)
