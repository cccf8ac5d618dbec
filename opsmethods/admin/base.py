"""What every row of the notes has in admin.

Whatever is added, changed or deleted raises the version of its topic in the same transaction.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, cast

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import transaction
from django.db.models import Model, QuerySet, TextField
from django.forms import ModelForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from opsmethods.admin.history import RowHistory
from opsmethods.domain.impact import touched_by
from opsmethods.domain.links import Link, links_from
from opsmethods.editing import RowAdmin
from opsmethods.forms import editing as forms
from opsmethods.models import (
    ContentRow,
    DecisionRule,
    Dimension,
    Factor,
    Method,
    Question,
    RowVersion,
    Term,
    Theme,
    Topic,
    Trait,
)
from opsmethods.operations import raise_version, record_versions
from opsmethods.queries import content_row, table_of

if TYPE_CHECKING:
    from accounts.models import User

SHOWN = 20
# Rows of a topic that are shown on another page than its own.
SHOWN_ON: Mapping[type[Model], str] = {
    Dimension: "opsmethods:method_compare",
    Trait: "opsmethods:method_compare",
    Term: "opsmethods:term_list",
    Factor: "opsmethods:method_choose",
    Question: "opsmethods:method_choose",
    DecisionRule: "opsmethods:method_choose",
}


class ContentAdmin(RowHistory, RowAdmin):
    """A row of the notes. `topic_path` leads from the row to its topic.

    `place` is where it stands in the order an editor works.
    """

    place: int
    topic_path = "topic"
    parents: tuple[str, ...] = ("topic",)
    markdown: tuple[str, ...] = ()
    actions = ("publish", "take_back")
    change_form_template = "admin/opsmethods/change_form.html"
    change_list_template = "admin/opsmethods/change_list.html"

    def get_list_filter(self, request: HttpRequest) -> tuple[Any, ...]:
        return (*super().get_list_filter(request), "published")

    def get_list_display(self, request: HttpRequest) -> tuple[Any, ...]:
        shown = super().get_list_display(request)
        return tuple(dict.fromkeys([*shown, "published"]))

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        return (*super().get_readonly_fields(request, obj), *(("touches",) if obj else ()))

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> Any:
        more = (extra_context or {}) | {"markdown": self.markdown, "links": self._links(request, object_id)}
        return super().change_view(request, object_id, form_url, more)

    def _links(self, request: HttpRequest, object_id: str) -> list[Link]:
        """Pages of other apps that lead on from the row, as far as this person may see them."""
        found = links_from(table_of(self.model), int(object_id)) if object_id.isdecimal() else ()
        return [link for link in found if request.user.has_perm(link.permission)]

    @admin.display(description="A change touches")
    def touches(self, obj: ContentRow) -> str:
        """By name, what rests on this row. None of it changes: what was asked and handed in is frozen."""
        found = [touched for touched in touched_by(content_row(obj)) if touched.count]
        if not found:
            return "Nothing that was asked so far rests on it."
        parts = [(one.what[:1].upper() + one.what[1:], one.count, _named(one.names)) for one in found]
        return format_html("<dl>{}</dl>", format_html_join("", "<div><dt>{}: {}</dt><dd>{}</dd></div>", parts))

    def view_on_site(self, obj: Model) -> str | None:
        """Where a student meets the row, with the drafts that an editor may see."""
        page = page_of(obj)
        return f"{page}?drafts" if page else None

    def topics_of(self, rows: Iterable[Model]) -> list[Topic]:
        ids = self.model._default_manager.filter(pk__in=[row.pk for row in rows]).values(self.topic_path)
        return list(Topic.objects.filter(pk__in=ids))

    def save_related(
        self,
        request: HttpRequest,
        form: ModelForm,
        formsets: Iterable[Any],
        change: bool,  # noqa: FBT001
    ) -> None:
        super().save_related(request, form, formsets, change)
        changed = (row for formset in formsets for row, _ in formset.changed_objects)
        added = (row for formset in formsets for row in formset.new_objects)
        rows = [form.instance, *(row for row in (*changed, *added) if isinstance(row, ContentRow))]
        gone = [row for formset in formsets for row in formset.deleted_objects if isinstance(row, ContentRow)]
        author = cast("User", request.user)
        record_versions(rows, cause=RowVersion.Cause.EDITED, author=author)
        record_versions(gone, cause=RowVersion.Cause.DELETED, author=author)
        self.raise_versions(self.topics_of([form.instance]))

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        topics = self.topics_of([obj])
        record_versions([cast("ContentRow", obj)], cause=RowVersion.Cause.DELETED, author=cast("User", request.user))
        super().delete_model(request, obj)
        self.raise_versions(topics)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        with transaction.atomic():
            topics = self.topics_of(queryset)
            record_versions(queryset, cause=RowVersion.Cause.DELETED, author=cast("User", request.user))
            super().delete_queryset(request, queryset)
            self.raise_versions(topics)

    @admin.action(description="Publish: students see it", permissions=["change"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self._set_published(request, queryset, published=True)

    @admin.action(description="Make a draft: editors only see it", permissions=["change"])
    def take_back(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self._set_published(request, queryset, published=False)

    def _set_published(self, request: HttpRequest, queryset: QuerySet[Any], *, published: bool) -> None:
        with transaction.atomic():
            rows = list(queryset.select_for_update(of=("self",)).exclude(published=published))
            for row in rows:
                row.published, row.revision = published, row.revision + 1
                row.save(update_fields=["published", "revision"])
                self.log_change(request, row, "Published." if published else "Made a draft.")
            record_versions(rows, cause=RowVersion.Cause.EDITED, author=cast("User", request.user))
            self.raise_versions(self.topics_of(rows))
        self.message_user(request, f"{len(rows)} {'published' if published else 'made a draft'}.")

    def raise_versions(self, topics: Iterable[Topic]) -> None:
        for topic in topics:
            raise_version(topic)


def _named(names: Iterable[str]) -> str:
    shown = list(names)
    items = format_html_join("", "<li>{}</li>", ((name,) for name in shown[:SHOWN]))
    more = len(shown) - SHOWN
    return format_html("<ul>{}{}</ul>", items, format_html("<li>and {} more</li>", more) if more > 0 else "")


def page_of(row: Any) -> str | None:
    """The page a row is on, by the first of its parents that has one."""
    if isinstance(row, Topic | Theme | Method):
        return row.get_absolute_url()
    if type(row) in SHOWN_ON:
        return reverse(SHOWN_ON[type(row)], args=[row.topic.slug])
    for name in ("method", "theme", "section", "question", "topic", "first", "right", "group", "puzzle"):
        if parent := getattr(row, name, None):
            return page_of(parent)
    return None


class MethodRowAdmin(ContentAdmin):
    """A row that belongs to a method."""

    topic_path = "method__topic"
    parents: tuple[str, ...] = ("method",)
    list_filter: ClassVar[tuple[str, ...]] = ("method__topic", "method")
    list_select_related: ClassVar[tuple[str, ...]] = ("method",)


class PartAdmin(ContentAdmin):
    """A row that is edited on its parent's page; its own page is reached from there and has its history."""

    place = 99

    def has_module_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 - as Django calls it
        """Not in the list of what there is to edit."""
        return False


class RowInline(admin.TabularInline):
    """Rows below each other: a text has two lines to begin with, and is made taller by who writes more."""

    form: type[ModelForm] = forms.ContentForm
    formfield_overrides: ClassVar[dict[Any, dict[str, Any]]] = {TextField: {"widget": AdminTextareaWidget({"rows": 2})}}
    extra = 0
    show_change_link = True


class TallInline(admin.StackedInline):
    form: type[ModelForm] = forms.ContentForm
    extra = 0
    show_change_link = True
