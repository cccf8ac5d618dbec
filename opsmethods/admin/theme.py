from django.contrib import admin

from opsmethods.admin.base import ContentAdmin, PartAdmin, RowInline
from opsmethods.forms import editing as forms
from opsmethods.models import Section, SectionNote, Theme


@admin.register(Theme)
class ThemeAdmin(ContentAdmin):
    place = 15
    list_display = ("title", "headline", "topic", "position")
    list_filter = ("topic",)
    list_select_related = ("topic",)
    ordering = ("topic", "position", "slug")
    prepopulated_fields = {"slug": ("title",)}


class SectionNoteInline(RowInline):
    model = SectionNote
    form = forms.SectionNoteForm


@admin.register(Section)
class SectionAdmin(ContentAdmin):
    place = 16
    topic_path = "theme__topic"
    parents = ("theme",)
    markdown = ("body",)
    list_display = ("heading", "theme", "position")
    list_filter = ("theme__topic", "theme")
    list_select_related = ("theme",)
    search_fields = ("heading", "body", "caution")
    ordering = ("theme__topic", "theme__position", "position", "code")
    inlines = (SectionNoteInline,)


@admin.register(SectionNote)
class SectionNoteAdmin(PartAdmin):
    form = forms.SectionNoteForm
    topic_path = "section__theme__topic"
    parents = ("section", "method")
    list_display = ("section", "method", "text")
    list_select_related = ("section", "method")
    ordering = ("section__theme", "section__position", "method__slot", "pk")
