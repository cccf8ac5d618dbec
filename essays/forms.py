from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField, BoundWidget

from accounts.models import Level
from essays.domain.change import Change
from essays.domain.rubric import CapSpec, LevelSpec
from essays.domain.sheet import CriterionSheet
from essays.domain.text import Sentence

LONGEST_ESSAY = 60_000

Paragraphs = tuple[tuple[Sentence, ...], ...]


class SpokenForm(forms.Form):
    @property
    def reason(self) -> str:
        """Every error in one line of words, for an answer that is not a page."""
        return " ".join(str(error) for errors in self.errors.values() for error in errors)


class StartForm(forms.Form):
    level = forms.ChoiceField(choices=Level)
    timed = forms.BooleanField(required=False)


class DraftForm(SpokenForm):
    """One save. The order fields are filled by the page; without a browser's UUID the page's own is used."""

    text = forms.CharField(
        required=False,
        strip=False,
        max_length=LONGEST_ESSAY,
        label="Your essay",
        widget=forms.Textarea(attrs={"class": "editor", "spellcheck": "true"}),
        error_messages={"max_length": "This essay is too long to keep: the most is %(limit_value)d characters."},
    )
    window = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    sequence = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    client_uuid = forms.UUIDField(widget=forms.HiddenInput)
    client_time = forms.DateTimeField(required=False, widget=forms.HiddenInput)
    cause = forms.ChoiceField(choices=[("autosave", "Autosave"), ("save", "Save")], widget=forms.HiddenInput)

    @property
    def change(self) -> Change:
        return Change(**self.cleaned_data)


class CommentForm(forms.Form):
    comment = forms.CharField(required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))


class SelfMarkForm(SpokenForm):
    """What a marker says on one criterion: a mark, which fixes its level, the sentences that earn it, the caps.

    Built from a criterion's sheet, so it fits any rubric. Used for every role; give each form on a page
    its `prefix`. `choice` holds the arguments of `operations.save_choice`.
    """

    mark = forms.TypedChoiceField(
        coerce=int, widget=forms.RadioSelect, error_messages={"required": "Choose a mark first."}
    )
    sentences = forms.TypedMultipleChoiceField(coerce=int, required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: Any = None, *, sheet: CriterionSheet, paragraphs: Paragraphs, **kwargs: Any) -> None:
        super().__init__(data, initial=_initial(sheet), **kwargs)
        self.sheet = sheet
        self._paragraphs = paragraphs
        self._field("mark").choices = [
            (mark, _mark_label(level, mark))
            for level in reversed(sheet.criterion.levels)
            for mark in range(level.highest, level.lowest - 1, -1)
        ]
        self._field("sentences").choices = [
            (sentence.number, sentence.text) for paragraph in paragraphs for sentence in paragraph
        ]
        for widget in (self._field("mark").widget, self._field("sentences").widget):
            widget.attrs["class"] = "form-check-input"
        for cap in sheet.criterion.caps:
            self.fields[_cap_name(cap)] = _cap_field(cap)

    def _field(self, name: str) -> Any:
        return self.fields[name]

    @property
    def choice(self) -> dict[str, Any]:
        mark = self.cleaned_data["mark"]
        given = {cap.code: self.cleaned_data[_cap_name(cap)] for cap in self.sheet.criterion.caps}
        return {
            "criterion": self.sheet.criterion.code,
            "level": next(level.number for level in self.sheet.criterion.levels if mark <= level.highest),
            "mark": mark,
            "sentences": self.cleaned_data["sentences"],
            "cap_answers": {code: answer == "holds" for code, answer in given.items() if answer},
        }

    def levels(self) -> Iterator[tuple[LevelSpec, list[BoundWidget]]]:
        """Each level, best first, with the radio buttons of its marks."""
        radios = {int(radio.data["value"]): radio for radio in self["mark"]}
        for level in reversed(self.sheet.criterion.levels):
            yield level, [radios[mark] for mark in range(level.lowest, level.highest + 1)]

    def paragraphs(self) -> list[list[tuple[Sentence, BoundWidget]]]:
        """The essay, each sentence with its check box."""
        boxes = iter(self["sentences"])
        return [[(sentence, next(boxes)) for sentence in paragraph] for paragraph in self._paragraphs]

    def caps(self) -> list[tuple[CapSpec, BoundField]]:
        return [(cap, self[_cap_name(cap)]) for cap in self.sheet.criterion.caps]


def _initial(sheet: CriterionSheet) -> dict[str, Any]:
    answers = {f"cap_{code}": "holds" if applies else "clears" for code, applies in sheet.cap_answers}
    return {"mark": sheet.mark, "sentences": list(sheet.sentences), **answers}


def _mark_label(level: LevelSpec, mark: int) -> str:
    words = f"{mark} mark" if mark == 1 else f"{mark} marks"
    if level.lowest == level.highest or not level.higher:
        return words
    return f"{words}: {level.higher if mark == level.highest else level.text}"


def _cap_name(cap: CapSpec) -> str:
    return f"cap_{cap.code}"


def _cap_field(cap: CapSpec) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=cap.question,
        choices=[("clears", cap.clears), ("holds", cap.holds)],
        required=False,
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
    )
