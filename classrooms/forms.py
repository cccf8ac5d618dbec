"""What teachers and students type about classes."""

from typing import Any

from django import forms

from accounts.models import Level
from classrooms.domain.plan import Plan
from classrooms.models import Assignment
from classrooms.queries import can_be_started
from essays.domain.sheet import MarkingSheet
from essays.forms import CommentForm, SelfMarkForm
from essays.queries import prompts
from opsmethods.queries import topics

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

    field_order = ["prompt", "level", "opens_at", "due_at"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        prompt, level = cleaned.get("prompt"), cleaned.get("level")
        if prompt and level and not can_be_started(prompt, level=level):
            self.add_error("level", "This prompt has no wording or no published rubric for this level.")
        return cleaned

    @property
    def plan(self) -> Plan:
        prompt = self.cleaned_data["prompt"]
        return Plan(**self._common(), topic_id=prompt.topic_id, prompt_id=prompt.pk)


class ModerationForm(CommentForm):
    """The comment, and in `criteria` a form for each criterion of the sheet: valid together or not at all."""

    def __init__(self, data: Any = None, *, sheet: MarkingSheet) -> None:
        super().__init__(data)
        self.criteria = [
            SelfMarkForm(data, sheet=criterion, paragraphs=sheet.paragraphs, prefix=criterion.criterion.code)
            for criterion in sheet.criteria
        ]

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(form.is_valid() for form in self.criteria)])

    @property
    def marking(self) -> dict[str, Any]:
        """What `operations.moderate` wants to know."""
        return {"choices": [form.choice for form in self.criteria], "comment": self.cleaned_data["comment"]}


ASSIGNMENT_FORMS: dict[str, type[QuizAssignmentForm] | type[EssayAssignmentForm]] = {
    "essay": EssayAssignmentForm,
    "quiz": QuizAssignmentForm,
}
