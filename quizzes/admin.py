"""What the office may look up about quizzes. Students' work is read here and never changed."""

import json

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from quizzes import tasks
from quizzes.models import AnswerEvent, Attempt, AttemptItem, ItemSnapshot, JobState, Mark, MarkLine


class ReadOnly:
    """Nothing is added, changed or deleted: the rows are what happened."""

    def has_add_permission(self, *_: object, **__: object) -> bool:
        return False

    def has_change_permission(self, *_: object, **__: object) -> bool:
        return False

    def has_delete_permission(self, *_: object, **__: object) -> bool:
        return False


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


class MarkLineInline(ReadOnly, admin.TabularInline):
    model = MarkLine
    fields = ("item", "option_id", "certainty", "points")
    ordering = ("item__position",)


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


@admin.register(ItemSnapshot)
class ItemSnapshotAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("__str__", "stem", "item_model", "method", "dimension", "topic", "topic_version", "created_at")
    list_filter = ("topic", "item_model", "method", "dimension")
    list_select_related = ("topic",)
    search_fields = ("id", "signature")
    ordering = ("-created_at", "pk")
    fields = (
        "id",
        "stem",
        "options",
        "certificate",
        "signature",
        "item_model",
        "method",
        "dimension",
        "topic",
        "topic_version",
        "generator_version",
        "created_at",
    )
    readonly_fields = ("stem", "options", "certificate")

    @admin.display
    def stem(self, snapshot: ItemSnapshot) -> str:
        return str(snapshot.body["stem"])

    @admin.display
    def options(self, snapshot: ItemSnapshot) -> SafeString:
        key = snapshot.body["key"]
        rows = ((o["text"], " (right)" if o["id"] == key else "", o["why"]) for o in snapshot.body["options"])
        return format_html("<ul>{}</ul>", format_html_join("", "<li><strong>{}</strong>{}: {}</li>", rows))

    @admin.display(description="Proof that exactly one option is right")
    def certificate(self, snapshot: ItemSnapshot) -> SafeString:
        return format_html("<pre>{}</pre>", json.dumps(snapshot.body["certificate"], indent=1, ensure_ascii=False))


@admin.register(Mark)
class MarkAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("attempt", "scoring_version", "points", "out_of", "cause", "author", "created_at")
    list_filter = ("cause",)
    list_select_related = ("attempt", "author")
    ordering = ("-created_at", "pk")
    inlines = (MarkLineInline,)
