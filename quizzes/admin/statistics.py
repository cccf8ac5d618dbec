"""What first tries say of questions, methods and certainty: figures in words, none of them of a person."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from opsmethods.editing import ReadOnly
from quizzes import tasks
from quizzes.domain.counting import difficulty_words, discrimination_words, idle_words, uptake_words
from quizzes.domain.measures import CalibrationLine, Discrimination, Evidence, Share
from quizzes.models import CertaintyCount, ConfusionCell, ItemStatistic
from quizzes.queries import recounts

COUNTED = ("topic", "kind")


def lines(texts: tuple[str, ...]) -> SafeString:
    return format_html_join("", "<div>{}</div>", ((text,) for text in texts))


class Figures(ReadOnly, admin.ModelAdmin):
    """A list of what the last recount found."""

    list_filter: ClassVar[Any] = COUNTED
    list_select_related = ("topic",)
    list_per_page = 50
    change_list_template = "admin/quizzes/statistics_list.html"
    intro = ""

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        more = {"recounts": recounts(), "intro": self.intro} if self.has_view_permission(request) else {}
        return super().changelist_view(request, (extra_context or {}) | more)


@admin.register(ItemStatistic)
class ItemStatisticAdmin(Figures):
    intro = "Each person's first try at each question. Under 5 nothing is said; discrimination from 30, flags from 60."
    list_display = (
        "what",
        "topic",
        "kind",
        "n",
        "right_words",
        "discrimination_words",
        "difficulty_words",
        "flag_words",
        "idle_words",
        "versions",
        "in_the_bank",
    )
    list_filter = (*COUNTED, "subject")
    search_fields = ("code", "label")
    ordering = ("topic", "kind", "subject", "code", "pk")
    fields = (
        "what",
        *COUNTED,
        "n",
        "right_words",
        "discrimination_words",
        "difficulty_words",
        "flag_words",
        "uptake_words",
        "idle_words",
        "versions",
        "in_the_bank",
        "computed_at",
    )

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_POST(self.recompute))
        return [path("recompute/", view, name="quizzes_statistics_recompute"), *super().get_urls()]

    def recompute(self, request: HttpRequest) -> HttpResponse:
        """Count what was marked since the last count, now and not at night."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        transaction.on_commit(tasks.recompute_statistics.delay, robust=True)
        messages.success(request, "What was marked since the last count is being counted. Load this list again soon.")
        return redirect("admin:quizzes_itemstatistic_changelist")

    @admin.display(description="Questions", ordering="code")
    def what(self, row: ItemStatistic) -> str:
        return f"{row.code}: {row.label}" if row.label else row.code

    @admin.display(description="Right", ordering="right")
    def right_words(self, row: ItemStatistic) -> str:
        return Share(row.right, row.n).words

    @admin.display(description="Tells strong from weak", ordering="discrimination")
    def discrimination_words(self, row: ItemStatistic) -> str:
        return discrimination_words(Discrimination(row.discrimination, row.discrimination_n))

    @admin.display(description="Difficulty, as a share right", ordering="difficulty")
    def difficulty_words(self, row: ItemStatistic) -> str:
        if row.difficulty is None or row.difficulty_low is None or row.difficulty_high is None:
            return Evidence.TOO_FEW
        return difficulty_words(
            row.difficulty,
            limits=(row.difficulty_low, row.difficulty_high),
            n=row.difficulty_n,
            method=row.get_difficulty_method_display(),
        )

    @admin.display(description="Flags")
    def flag_words(self, row: ItemStatistic) -> SafeString:
        return lines(tuple(row.flags.splitlines()))

    @admin.display(description="Wrong options, chosen of offered")
    def uptake_words(self, row: ItemStatistic) -> SafeString:
        return lines(uptake_words(row.uptake))

    @admin.display(description="Options hardly anybody chooses")
    def idle_words(self, row: ItemStatistic) -> SafeString:
        return lines(idle_words(row.uptake))

    @admin.display(description="Versions of the notes")
    def versions(self, row: ItemStatistic) -> str:
        if row.first_version == row.last_version:
            return "" if row.last_version is None else str(row.last_version)
        return f"{row.first_version} to {row.last_version}"

    @admin.display(description="In the bank")
    def in_the_bank(self, row: ItemStatistic) -> SafeString | str:
        if row.subject != ItemStatistic.Subject.MODEL:
            return ""
        url = reverse("admin:quizzes_bankitem_changelist", query={"model": row.code})
        return format_html('<a href="{}">Questions of {}</a>', url, row.code)


@admin.register(ConfusionCell)
class ConfusionCellAdmin(Figures):
    intro = "What a method was taken for, chosen of offered; told from 10 offers, and only where guessing is ruled out."
    list_display = ("taken", "dimension", "topic", "kind", "chosen_words", "drawn", "people_words")
    list_filter = (*COUNTED, "shown", "method")
    search_fields = ("method", "taken_for", "dimension")
    ordering = ("topic", "kind", "-shown", "-shrunk", "pk")
    fields = ("taken", "dimension", *COUNTED, "chosen_words", "drawn", "people_words", "computed_at")

    @admin.display(description="Confusion", ordering="method")
    def taken(self, row: ConfusionCell) -> str:
        return f"{row.method} taken for {row.taken_for}"

    @admin.display(description="Chosen of offered")
    def chosen_words(self, row: ConfusionCell) -> str:
        return Share(row.chosen, row.offered).words if row.shown else f"{Evidence.TOO_FEW} (offered {row.offered})"

    @admin.display(description="Allowing for chance", ordering="shrunk")
    def drawn(self, row: ConfusionCell) -> str:
        return f"{row.shrunk:.0%}" if row.shown else ""

    @admin.display(description="Different people", ordering="people")
    def people_words(self, row: ConfusionCell) -> str:
        return str(row.people) if row.shown else ""


@admin.register(CertaintyCount)
class CertaintyCountAdmin(Figures):
    intro = "How often first tries were right at each certainty, of all users together."
    list_display = ("chosen", "topic", "kind", "n", "right_words", "verdict")
    ordering = ("topic", "kind", "certainty", "pk")
    fields = ("chosen", *COUNTED, "n", "right_words", "verdict", "computed_at")

    @admin.display(description="Certainty", ordering="certainty")
    def chosen(self, row: CertaintyCount) -> str:
        return f"Certainty {row.certainty}"

    @admin.display(description="Right", ordering="right")
    def right_words(self, row: CertaintyCount) -> str:
        return Share(row.right, row.n).words

    @admin.display(description="Deserved?")
    def verdict(self, row: CertaintyCount) -> str:
        return CalibrationLine(row.certainty, Share(row.right, row.n)).verdict
