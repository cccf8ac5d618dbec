from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField, BoundWidget

from essays.domain.lens import Tint
from essays.domain.rubric import CapSpec, CriterionSpec, LevelSpec
from essays.domain.sheet import Choice, CriterionSheet, MarkingSheet
from essays.domain.text import Sentence
from essays.forms.spoken import LONGEST_ANSWER, SpokenForm

Tints = Mapping[int, tuple[Tint, ...]]
NO_TINTS: Tints = {}


class AgainForm(forms.Form):
    reason = forms.CharField(max_length=200, label="Why you mark it again")


class CommentForm(forms.Form):
    comment = forms.CharField(required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))


class MarkForm(SpokenForm):
    """A mark on one criterion, which fixes its level."""

    mark = forms.TypedChoiceField(
        coerce=int, widget=forms.RadioSelect, error_messages={"required": "Choose a mark to go on."}
    )

    def __init__(self, data: Any = None, *, criterion: CriterionSpec, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.criterion = criterion
        self._field("mark").choices = [
            (mark, _mark_label(level, mark))
            for level in reversed(criterion.levels)
            for mark in range(level.highest, level.lowest - 1, -1)
        ]
        self._field("mark").widget.attrs["class"] = "form-check-input"

    def _field(self, name: str) -> Any:
        return self.fields[name]

    def levels(self) -> Iterator[tuple[LevelSpec, list[BoundWidget]]]:
        """Each level, best first, with the radio buttons of its marks."""
        radios = {int(radio.data["value"]): radio for radio in self["mark"]}
        for level in reversed(self.criterion.levels):
            yield level, [radios[mark] for mark in range(level.lowest, level.highest + 1)]


class TrialForm(MarkForm):
    """A student's mark for a sample, on one criterion."""

    exemplar = forms.IntegerField(widget=forms.HiddenInput)


class SelfMarkForm(MarkForm):
    """What a marker says on one criterion: a mark, which fixes its level, the sentences that earn it, the caps.

    Built from a criterion's sheet, so it fits any rubric. Used for every role; give each form on a page
    its `prefix`. `choice` is what `operations.save_choice` keeps.
    """

    sentences = forms.TypedMultipleChoiceField(coerce=int, required=False, widget=forms.CheckboxSelectMultiple)
    answer = forms.CharField(
        required=False,
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 3}),
        error_messages={"max_length": "Say it in at most %(limit_value)d characters."},
    )
    confidence = forms.TypedChoiceField(
        coerce=int,
        empty_value=None,
        required=False,
        choices=[(1, "Not sure"), (2, "Fairly sure"), (3, "Sure")],
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
    )
    text_hash = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, sheet: CriterionSheet, whole: MarkingSheet, tints: Tints = NO_TINTS, **kwargs: Any
    ) -> None:
        start = {**initial_of(sheet), "text_hash": whole.text_hash}
        super().__init__(data, criterion=sheet.criterion, initial=start, **kwargs)
        self.sheet = sheet
        self._tints = tints
        self._paragraphs = whole.paragraphs
        self._field("sentences").choices = [
            (sentence.number, sentence.text) for paragraph in whole.paragraphs for sentence in paragraph
        ]
        self._field("sentences").widget.attrs["class"] = "form-check-input"
        for cap in sheet.criterion.caps:
            self.fields[cap_name(cap)] = cap_field(cap)

    def require_checks(self) -> None:
        """For a marking that is given whole: each check has to be answered."""
        for cap in self.sheet.criterion.caps:
            self.fields[cap_name(cap)].required = True
            self.fields[cap_name(cap)].error_messages["required"] = "Answer the check."

    @property
    def choice(self) -> Choice:
        caps = {cap.code: self.cleaned_data[cap_name(cap)] for cap in self.sheet.criterion.caps}
        return Choice(
            criterion=self.sheet.criterion.code,
            mark=self.cleaned_data["mark"],
            sentences=tuple(self.cleaned_data["sentences"]),
            cap_answers=tuple((code, answer == "holds") for code, answer in caps.items() if answer),
            confidence=self.cleaned_data["confidence"] or None,
            answer=self.cleaned_data["answer"],
            text_hash=self.cleaned_data["text_hash"],
        )

    def paragraphs(self) -> list[list[tuple[Sentence, BoundWidget, tuple[Tint, ...]]]]:
        """The essay, each sentence with its check box and what the lens found in it."""
        boxes = iter(self["sentences"])
        return [
            [(sentence, next(boxes), self._tints.get(sentence.number, ())) for sentence in paragraph]
            for paragraph in self._paragraphs
        ]

    def caps(self) -> list[tuple[CapSpec, BoundField]]:
        return [(cap, self[cap_name(cap)]) for cap in self.sheet.criterion.caps]


def initial_of(sheet: CriterionSheet) -> dict[str, Any]:
    answers = {f"cap_{code}": "holds" if applies else "clears" for code, applies in sheet.cap_answers}
    said = {"confidence": sheet.confidence, "answer": sheet.answer}
    return {"mark": sheet.mark, "sentences": list(sheet.sentences), **said, **answers}


def _mark_label(level: LevelSpec, mark: int) -> str:
    words = f"{mark} mark" if mark == 1 else f"{mark} marks"
    if level.lowest == level.highest or not level.higher:
        return words
    return f"{words}: {level.higher if mark == level.highest else level.text}"


def cap_name(cap: CapSpec) -> str:
    return f"cap_{cap.code}"


def cap_field(cap: CapSpec) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=cap.question,
        choices=[("clears", cap.clears), ("holds", cap.holds)],
        required=False,
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
    )
