from django.contrib import admin
from django.urls import URLPattern, path

from opsmethods.admin import packs, workshop
from opsmethods.admin.base import ContentAdmin
from opsmethods.exports.tables import KINDS
from opsmethods.forms import editing as forms
from opsmethods.models import Source, Syllabus, Term, Topic, Wording


@admin.register(Topic)
class TopicAdmin(ContentAdmin):
    place = 1
    form = forms.TopicForm
    topic_path = "pk"
    parents = ()
    markdown = ("choosing",)
    list_display = ("title", "noun", "published", "position", "version")
    prepopulated_fields = {"slug": ("title",)}
    change_form_template = "admin/opsmethods/topic_change_form.html"
    change_list_template = "admin/opsmethods/topic_change_list.html"

    def get_urls(self) -> list[URLPattern]:
        protect = self.admin_site.admin_view
        own = [
            path("pack/", protect(packs.pack_import), name="opsmethods_pack_import"),
            path("<int:object_id>/pack/", protect(packs.pack_export), name="opsmethods_pack_export"),
            path("preview/", protect(workshop.preview), name="opsmethods_preview"),
            path("<int:object_id>/matrix/", protect(workshop.matrix), name="opsmethods_topic_matrix"),
            path("<int:object_id>/matrix/import/", protect(workshop.matrix_import), name="opsmethods_topic_import"),
            *(
                path(
                    f"<int:object_id>/matrix/{kind}/",
                    protect(workshop.matrix_export),
                    {"kind": kind},
                    name=f"opsmethods_topic_{kind}",
                )
                for kind in KINDS
            ),
        ]
        return [*own, *super().get_urls()]


@admin.register(Wording)
class WordingAdmin(ContentAdmin):
    place = 23
    form = forms.WordingForm
    list_display = ("model", "code", "text", "topic")
    list_filter = ("topic", "model")
    list_select_related = ("topic",)
    ordering = ("topic", "model", "code")


@admin.register(Term)
class TermAdmin(ContentAdmin):
    place = 22
    form = forms.TermForm
    list_display = ("term", "definition", "topic")
    list_filter = ("topic",)
    list_select_related = ("topic",)
    search_fields = ("term", "definition", "also")
    ordering = ("topic", "term", "pk")
    prepopulated_fields = {"slug": ("term",)}


@admin.register(Syllabus)
class SyllabusAdmin(ContentAdmin):
    place = 3
    form = forms.SyllabusForm
    list_display = ("name", "board", "level", "topic")
    list_filter = ("topic", "board")
    list_select_related = ("topic",)
    ordering = ("topic", "board", "pk")


@admin.register(Source)
class SourceAdmin(ContentAdmin):
    place = 2
    list_display = ("code", "text", "topic")
    list_filter = ("topic",)
    list_select_related = ("topic",)
    search_fields = ("code", "text")
    ordering = ("topic", "code")
