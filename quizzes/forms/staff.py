"""What staff decide about questions, and check."""

from typing import Any

from django import forms

from quizzes.domain.regrading import Policy, Regrading, UnfitRegrading, check_fit
from quizzes.models import ItemSnapshot, QuestionReport, Regrade
from quizzes.queries import open_reports_of, regradings_of


class ReceiptForm(forms.Form):
    code = forms.CharField(max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class ReportsField(forms.ModelMultipleChoiceField):
    """Reports to be ticked, each with what was written."""

    def label_from_instance(self, obj: Any) -> str:
        who = obj.user or "A guest"
        return f"{who}: {obj.get_reason_display()}. {obj.text}".strip()


class ReportAnswerForm(forms.Form):
    """One answer to the open reports of a question, or to some of them."""

    reports = ReportsField(
        queryset=QuestionReport.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose the reports to answer."},
    )
    text = forms.CharField(label="Answer", max_length=1000, widget=forms.Textarea({"rows": 4}))

    def __init__(self, *args: Any, snapshot: ItemSnapshot, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reports: Any = self.fields["reports"]
        reports.queryset = open_reports_of(snapshot)
        self.initial.setdefault("reports", list(reports.queryset))


class RegradeForm(forms.Form):
    """A decision about a question, as `regrading` when it is valid. Shown filled in, it changes nothing yet."""

    cause = forms.ChoiceField(choices=Regrade.Cause.choices)
    policy = forms.ChoiceField(label="What to do", choices=Regrade.POLICIES, widget=forms.RadioSelect)
    options = forms.MultipleChoiceField(
        label="Answers that are right",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="One to correct the key, or all that are to be accepted.",
    )
    never_lower = forms.BooleanField(label="Nobody loses a point by it", required=False)
    mutes = forms.BooleanField(label="Never ask this question again", required=False)
    note = forms.CharField(
        label="What students are told", max_length=150, help_text="Why, in a sentence. Up to 150 characters."
    )

    def __init__(self, *args: Any, snapshot: ItemSnapshot, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.snapshot = snapshot
        options: Any = self.fields["options"]
        options.choices = [(option["id"], option["text"]) for option in snapshot.body["options"]]

    @property
    def regrading(self) -> Regrading:
        decided = {name: self.cleaned_data[name] for name in ("cause", "never_lower", "note")}
        options = tuple(self.cleaned_data["options"])
        return Regrading(**decided, policy=Policy(self.cleaned_data["policy"]), options=options)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            try:
                check_fit(self.snapshot.body, self.regrading, chain=regradings_of(self.snapshot))
            except UnfitRegrading as unfit:
                self.add_error("options", str(unfit))
        return cleaned


class ConfirmedRegradeForm(RegradeForm):
    """The same after the dry run: `regrade_id` was made by its page, which listed so many `changes`."""

    regrade_id = forms.UUIDField(widget=forms.HiddenInput)
    changes = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
