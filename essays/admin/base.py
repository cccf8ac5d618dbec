"""What the admin pages of essays share.

A row that somebody else has changed since the page was opened is not saved over.
"""

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db.models import Field, Model, TextField
from django.forms import Field as FormField
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.text import capfirst

from essays.admin.forms import ContentForm, PlainField
from opsmethods.models import ContentRow


class ReadOnly:
    """Nothing is added, changed or deleted: the rows are what happened."""

    def has_add_permission(self, *_: object, **__: object) -> bool:
        return False

    def has_change_permission(self, *_: object, **__: object) -> bool:
        return False

    def has_delete_permission(self, *_: object, **__: object) -> bool:
        return False


class Sized(admin.options.BaseModelAdmin):
    """Text areas as high as what is usually written in them: `heights` in lines, by column."""

    heights: ClassVar[dict[str, int]] = {}
    formfield_overrides: ClassVar[dict[type[Field], dict[str, Any]]] = {
        TextField: {"form_class": PlainField, "widget": AdminTextareaWidget}
    }

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> FormField | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(db_field, TextField):
            field.widget.attrs["rows"] = self.heights.get(db_field.name, 3)
        return field


class ContentAdmin(Sized, admin.ModelAdmin):
    """A row of what a teacher sets. Its `parents` are settled when it is made."""

    form: type[ModelForm] = ContentForm
    parents: tuple[str, ...] = ()

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        return (*super().get_readonly_fields(request, obj), *(self.parents if obj else ()))

    def get_inlines(self, request: HttpRequest, obj: Model | None) -> list[Any]:
        """A row is saved once before others are hung on it: their rules need to know its topic."""
        return [*super().get_inlines(request, obj)] if obj else []

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Model | None:
        """Locked while it is being saved, so that of two editors one is second."""
        found = super().get_object(request, object_id, from_field)
        if found is not None and request.method == "POST":
            self.model._default_manager.select_for_update().get(pk=found.pk)
            found.refresh_from_db()
        return found

    def save_model(self, request: HttpRequest, obj: ContentRow, form: ModelForm, change: bool) -> None:  # noqa: FBT001
        obj.revision += change
        super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: ModelForm, formset: Any, change: bool) -> None:  # noqa: FBT001
        for inline in formset.initial_forms:
            if inline.has_changed() and isinstance(inline.instance, ContentRow):
                inline.instance.revision += 1
        super().save_formset(request, form, formset, change)


class RowInline(Sized, admin.TabularInline):
    extra = 0
    classes = ("compact",)

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> FormField | None:
        """A field in a table is named by its column for the eye, and by itself for a screen reader."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field:
            field.widget.attrs["aria-label"] = capfirst(field.label)
        return field


class TallInline(Sized, admin.StackedInline):
    extra = 0
