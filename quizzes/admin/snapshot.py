"""What the office may look up about quizzes. Students' work is read here and never changed."""

import json

from django.contrib import admin
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from opsmethods.editing import ReadOnly
from quizzes.models import ItemSnapshot


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
        "seed",
        "method",
        "methods",
        "dimension",
        "ao",
        "bloom",
        "difficulty",
        "boards",
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
