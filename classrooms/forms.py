"""What teachers and students type about classes."""

from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import QueryDict  # noqa: TID251 - a type, no HTTP happens here
from django.utils.datastructures import MultiValueDict

from accounts.models import Level
from classrooms.domain.plan import Plan
from classrooms.models import Assignment
from classrooms.queries import can_be_started
from essays.domain.sheet import CriterionSheet, MarkingSheet
from essays.forms import CommentForm, PassageForm, SelfMarkForm
from essays.queries import prompts
from opsmethods.queries import topics

if TYPE_CHECKING:
    from essays.models import SavedComment

MOST_PASSAGES = 40
LOCAL_TIME = "%Y-%m-%dT%H:%M"


class ClassroomForm(forms.Form):
    name = forms.CharField(max_length=80, label="Name of the class", help_text="Students see this name.")


class JoinForm(forms.Form):
    code = forms.CharField(
        max_length=20, label="Join code", help_text="Six letters and digits from your teacher, such as KLN\u201173Q."
    )


class ExtraTimeForm(forms.Form):
    percent = forms.IntegerField(min_value=0, max_value=300, label="Extra time, per cent")


class AssignmentForm(forms.Form):
    """What both kinds of work have in common. Each kind gives its `plan`."""

    level = forms.ChoiceField(choices=Level.choices)
    opens_at = forms.DateTimeField(
        label="Opens", widget=forms.DateTimeInput({"type": "datetime-local"}, format=LOCAL_TIME)
    )
    due_at = forms.DateTimeField(
        label="Due",
        widget=forms.DateTimeInput({"type": "datetime-local"}, format=LOCAL_TIME),
        help_text="Work handed in later is kept and labelled late.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        opens_at, due_at = cleaned.get("opens_at"), cleaned.get("due_at")
        if opens_at and due_at and opens_at >= due_at:
            self.add_error("due_at", "Work must be due after it opens.")
        return cleaned

    def _common(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("level", "opens_at", "due_at")}


class QuizAssignmentForm(AssignmentForm):
    topic = forms.ModelChoiceField(topics(), empty_label=None)
    item_count = forms.IntegerField(min_value=1, max_value=30, initial=10, label="Number of questions")
    minutes = forms.IntegerField(
        min_value=1,
        max_value=240,
        required=False,
        label="Time limit in minutes",
        help_text="Leave it empty for none. Students with extra time get theirs on top.",
    )
    answers = forms.ChoiceField(
        choices=Assignment.Answers,
        label="When do the answers show?",
        required=False,
        help_text="Each student sees the number of right answers at once.",
    )

    field_order = ["topic", "item_count", "level", "opens_at", "due_at", "minutes", "answers"]

    def clean_answers(self) -> str:
        return self.cleaned_data["answers"] or Assignment.Answers.AT_CLOSE

    @property
    def plan(self) -> Plan:
        own = {name: self.cleaned_data[name] for name in ("item_count", "minutes", "answers")}
        return Plan(**self._common(), topic_id=self.cleaned_data["topic"].pk, **own)


class EssayAssignmentForm(AssignmentForm):
    prompt = forms.ModelChoiceField(prompts(), empty_label=None)
    minutes = forms.IntegerField(
        min_value=1,
        max_value=240,
        required=False,
        label="Time limit in minutes",
        help_text="Leave it empty for none. The paper gives its time on the page of the question. Students with extra "
        "time get theirs on top.",
    )
    training_required = forms.BooleanField(
        required=False,
        label="Train on samples before marking their own",
        help_text="Each student marks two or three samples of other questions for each criterion first.",
    )

    field_order = ["prompt", "level", "opens_at", "due_at", "minutes", "training_required"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        prompt, level = cleaned.get("prompt"), cleaned.get("level")
        if prompt and level and not can_be_started(prompt, level=level):
            self.add_error("level", "This prompt has no wording or no published rubric for this level.")
        return cleaned

    @property
    def plan(self) -> Plan:
        prompt = self.cleaned_data["prompt"]
        own = {name: self.cleaned_data[name] for name in ("minutes", "training_required")}
        return Plan(**self._common(), topic_id=prompt.topic_id, prompt_id=prompt.pk, **own)


class ModerationForm(CommentForm):
    """All that a teacher says of an essay: in `criteria` a form for each criterion of the sheet, in `passages` one for
    each note in the margin, and the comment. Valid together or not at all.

    `own` is what the student said of each criterion, if it is to be seen; `bank` are the teacher's saved comments.
    Without `asks_marks` only the words are taken in, and the marks shown as they were typed.
    """

    def __init__(
        self,
        data: Any = None,
        *,
        sheet: MarkingSheet,
        own: MarkingSheet | None = None,
        bank: Sequence["SavedComment"] = (),
        asks_marks: bool = True,
    ) -> None:
        super().__init__(data)
        self.own = own
        self.asks_marks = asks_marks
        self.criteria = [
            SelfMarkForm(data if asks_marks else None, sheet=criterion, whole=sheet, prefix=criterion.criterion.code)
            for criterion in sheet.criteria
        ]
        for form in self.criteria:
            form.require_checks()
            if data is not None and not asks_marks:
                _recall(form, data)
        prefixes = _prefixes(data or {})
        self.passages = [PassageForm(data, sheet=sheet, bank=bank, prefix=prefix) for prefix in prefixes]

    @classmethod
    def recalled(
        cls, data: QueryDict, *, more: bool, used: tuple[str, "SavedComment"] | None, **whole: Any
    ) -> "ModerationForm":
        """What was typed, shown again and not judged: with room for one more note, or a saved comment in its box."""
        typed = data.copy()
        if more:
            typed[f"p{len(_prefixes(data))}-text"] = ""
        if used is not None:
            row, saved = used
            typed[f"{row}-text"] = f"{typed.get(f'{row}-text', '')} {saved.text}".strip()
            typed[f"{row}-criterion"] = typed.get(f"{row}-criterion") or saved.criterion
            typed[f"{row}-saved"] = ""
        form = cls(**whole)
        notes = {name: whole[name] for name in ("sheet", "bank")}
        form.passages = [PassageForm(prefix=prefix, **notes) for prefix in _prefixes(typed)]
        for each in (form, *form.criteria, *form.passages):
            _recall(each, typed)
        return form

    def is_valid(self) -> bool:
        asked = [*self.passages, *(self.criteria if self.asks_marks else ())]
        return all([super().is_valid(), *(form.is_valid() for form in asked)])

    @property
    def problems(self) -> list[tuple[str, str]]:
        """What was refused: where it stands on the page, and the words."""
        parts = [(form.criterion.code, f"{form.criterion.code} {form.criterion.name}", form) for form in self.criteria]
        notes = [(str(form.prefix), f"Note {number}", form) for number, form in enumerate(self.passages, start=1)]
        return [
            (anchor, f"{name}: {words}")
            for anchor, name, form in [*parts, *notes, (self["comment"].auto_id, "Comment", self)]
            for field in form.errors
            if field != NON_FIELD_ERRORS
            for words in form.errors[field]
        ]

    def rows(self) -> list[tuple[SelfMarkForm, CriterionSheet | None]]:
        """Each criterion, and what the student said of it."""
        own = self.own
        return [(form, own.sheet(form.criterion.code) if own else None) for form in self.criteria]

    @property
    def marking(self) -> dict[str, Any]:
        """What `operations.moderate` wants to know, or without marks `operations.agree`."""
        passages = [form.passage for form in self.passages]
        words = {"comment": self.cleaned_data["comment"], "passages": [each for each in passages if each is not None]}
        return words | ({"choices": [form.choice for form in self.criteria]} if self.asks_marks else {})


def _prefixes(data: Mapping[str, Any]) -> list[str]:
    """One for each note that was posted, at least one."""
    posted = takewhile(lambda prefix: f"{prefix}-text" in data, (f"p{row}" for row in range(MOST_PASSAGES)))
    return list(posted) or ["p0"]


def _recall(form: forms.Form, data: QueryDict) -> None:
    """Show in a form that is not bound what was typed."""
    for name, field in form.fields.items():
        form.initial[name] = field.widget.value_from_datadict(data, MultiValueDict(), form.add_prefix(name))


ASSIGNMENT_FORMS: dict[str, type[QuizAssignmentForm] | type[EssayAssignmentForm]] = {
    "essay": EssayAssignmentForm,
    "quiz": QuizAssignmentForm,
}
