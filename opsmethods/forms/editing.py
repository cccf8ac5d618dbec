"""What an editor types in admin, held to the same rules as a pack. Admin says which model and fields."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from opsmethods.domain import rules
from opsmethods.models import lines_of
from opsmethods.queries import leaks_of


class ContentForm(forms.ModelForm):
    """A form that can ask for a parent whether it is chosen here or was settled when the row was made."""

    def parent(self, name: str) -> Any:
        return self.cleaned_data.get(name) or getattr(self.instance, name, None)

    def refuse(self, field: str, problem: str) -> None:
        if problem:
            self.add_error(field if field in self.fields else None, problem)

    def refuse_strangers(self, first: str, second: str) -> None:
        one, other = self.parent(first), self.parent(second)
        if one and other and one.topic_id != other.topic_id:
            self.refuse(second, f"{one} and {other} belong to different topics.")

    def refuse_leaks(self, field: str) -> None:
        method = self.parent("method")
        if method and field in self.cleaned_data:
            self.refuse(field, rules.leak_problem(self.cleaned_data[field], leaks_of(method.topic_id)))


class DimensionForm(ContentForm):
    def clean(self) -> None:
        super().clean()
        data = self.cleaned_data
        if {"scale_low", "scale_high", "words"} <= data.keys():
            scale = data["scale_low"], data["scale_high"]
            self.refuse("words", rules.words_problem(words=lines_of(data["words"]), scale=scale))
            self._refuse_stranded_cells(scale)

    def _refuse_stranded_cells(self, scale: tuple[int, int]) -> None:
        cells = self.instance.cells.select_related("method") if self.instance.pk else ()
        for cell in cells:
            problem = rules.range_problem(level=cell.level, low=cell.low, high=cell.high, scale=scale)
            self.refuse("scale_high", problem and f"{cell.method}: {problem}")


class CellForm(ContentForm):
    def clean(self) -> None:
        super().clean()
        self.refuse_strangers("method", "dimension")
        dimension, data = self.parent("dimension"), self.cleaned_data
        if dimension and {"level", "low", "high"} <= data.keys():
            scale = dimension.scale_low, dimension.scale_high
            problem = rules.range_problem(level=data["level"], low=data["low"], high=data["high"], scale=scale)
            self.refuse("level", problem)


class ExampleForm(ContentForm):
    def clean(self) -> None:
        super().clean()
        self.refuse_leaks("leak_free")


class PhraseForm(ContentForm):
    def clean(self) -> None:
        super().clean()
        self.refuse_leaks("text")


class ContrastForm(ContentForm):
    def clean(self) -> None:
        super().clean()
        self.refuse_strangers("right", "wrong")


class WordingForm(ContentForm):
    def clean(self) -> None:
        super().clean()
        if {"model", "text"} <= self.cleaned_data.keys():
            self.refuse("text", rules.wording_problem(self.cleaned_data["model"], self.cleaned_data["text"]))


class TruthFormSet(forms.BaseInlineFormSet):
    """Whether a statement holds must be said for every method of its topic, and for no other."""

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        rows = (form.cleaned_data for form in self.forms if form.cleaned_data)
        given = {row["method"].name for row in rows if not row["DELETE"]}
        expected = self.instance.method.topic.methods.values_list("name", flat=True)
        problem = rules.members_problem(given=given, expected=expected)
        if problem:
            raise ValidationError(problem)
