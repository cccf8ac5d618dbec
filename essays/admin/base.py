"""What the admin pages of essays share."""

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db.models import Field, TextField
from django.forms import Field as FormField
from django.http import HttpRequest
from django.utils.text import capfirst

from essays.admin.forms import PlainField
from opsmethods.editing import RowAdmin


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


class ContentAdmin(Sized, RowAdmin):
    """A row of what a teacher sets."""


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
