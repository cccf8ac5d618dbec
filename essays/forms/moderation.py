from collections.abc import Iterable, Mapping
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.boundfield import BoundField

from essays.domain.rubric import CapSpec
from essays.domain.sheet import Choice, CriterionSheet, MarkingSheet, Passage
from essays.forms.marking import cap_field, cap_name, initial_of

if TYPE_CHECKING:
    from essays.models import SavedComment


class PassageForm(forms.Form):
    """A teacher's words about one sentence or several in a row; left empty it says nothing.

    `bank` are the teacher's saved comments. Give each form on a page its `prefix`.
    """

    first = forms.TypedChoiceField(coerce=int, empty_value=None, required=False, label="Sentence")
    last = forms.TypedChoiceField(coerce=int, empty_value=None, required=False, label="To (if several)")
    criterion = forms.ChoiceField(required=False, label="Criterion")
    saved = forms.ChoiceField(required=False, label="Said before")
    text = forms.CharField(
        required=False,
        max_length=500,
        label="What you say about it",
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 3}),
        error_messages={"max_length": "Say it in at most %(limit_value)d characters."},
    )
    keep = forms.BooleanField(required=False, label="Keep these words for other essays")

    def __init__(
        self, data: Any = None, *, sheet: MarkingSheet, bank: Iterable["SavedComment"] = (), **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        sentences = [sentence for paragraph in sheet.paragraphs for sentence in paragraph]
        numbered = [(each.number, f"{each.number}. {shorten(each.text, 60)}") for each in sentences]
        criteria = [(each.criterion.code, f"{each.criterion.code} {each.criterion.name}") for each in sheet.criteria]
        self._offer("first", numbered)
        self._offer("last", numbered)
        self._offer("criterion", criteria)
        self._offer("saved", _by_criterion(bank, names=dict(criteria)))

    def _offer(self, name: str, choices: list[Any]) -> None:
        field: Any = self.fields[name]
        field.choices = [("", "-"), *choices]
        field.widget.attrs["class"] = "form-select"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last, text = (cleaned.get(name) for name in ("first", "last", "text"))
        if text and not first and "first" not in self.errors:
            self.add_error("first", "Choose the sentence that you mean.")
        if first and not text and "text" not in self.errors:
            self.add_error("text", "Say something about this sentence, or choose none.")
        if first and last and last < first:
            self.add_error("last", "This sentence comes before the other one.")
        return cleaned

    @property
    def passage(self) -> Passage | None:
        said = self.cleaned_data
        if not said["first"]:
            return None
        last = said["last"] or said["first"]
        words = {name: said[name] for name in ("text", "criterion", "keep")}
        return Passage(first=said["first"], last=last, **words)


class AgreedForm(forms.Form):
    """The mark that teacher and student agree on: one for each criterion, starting from the teacher's, and why."""

    reason = forms.CharField(
        max_length=400,
        label="Why this mark",
        help_text="The student reads it beside the marks.",
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 3}),
    )

    def __init__(self, data: Any = None, *, sheet: MarkingSheet) -> None:
        super().__init__(data)
        self._sheets = sheet.criteria
        for each in self._sheets:
            self.fields[_agreed_name(each)] = _agreed_field(each)
            for cap in each.criterion.caps:
                self.fields[_agreed_cap(each, cap)] = cap_field(cap)
                self.initial[_agreed_cap(each, cap)] = initial_of(each).get(cap_name(cap))
                self.fields[_agreed_cap(each, cap)].required = True

    def criteria(self) -> list[tuple[BoundField, list[BoundField]]]:
        """For each criterion its mark and its checks."""
        return [
            (self[_agreed_name(each)], [self[_agreed_cap(each, cap)] for cap in each.criterion.caps])
            for each in self._sheets
        ]

    @property
    def agreed(self) -> dict[str, Any]:
        """What `operations.settle` wants to know."""
        return {"choices": [self._choice(each) for each in self._sheets], "reason": self.cleaned_data["reason"]}

    def _choice(self, sheet: CriterionSheet) -> Choice:
        caps = [(cap.code, self.cleaned_data[_agreed_cap(sheet, cap)] == "holds") for cap in sheet.criterion.caps]
        mark = self.cleaned_data[_agreed_name(sheet)]
        return Choice(criterion=sheet.criterion.code, mark=mark, cap_answers=tuple(caps))


def _by_criterion(bank: Iterable["SavedComment"], *, names: Mapping[str, str]) -> list[Any]:
    """Choices under the name of their criterion."""
    groups: dict[str, list[tuple[int, str]]] = {}
    for saved in bank:
        heading = names.get(saved.criterion, saved.criterion) or "Any criterion"
        groups.setdefault(heading, []).append((saved.pk, shorten(saved.text, 80)))
    return list(groups.items())


def _agreed_name(sheet: CriterionSheet) -> str:
    return f"{sheet.criterion.code}_mark"


def _agreed_cap(sheet: CriterionSheet, cap: CapSpec) -> str:
    return f"{sheet.criterion.code}_{cap_name(cap)}"


def _agreed_field(sheet: CriterionSheet) -> forms.TypedChoiceField:
    criterion = sheet.criterion
    return forms.TypedChoiceField(
        coerce=int,
        label=f"{criterion.code} {criterion.name}, of {criterion.maximum}",
        choices=[(mark, str(mark)) for mark in range(criterion.maximum + 1)],
        initial=sheet.mark,
        widget=forms.Select(attrs={"class": "form-select"}),
    )
