from django import forms

from quizzes.models import QuestionReport


class ReportForm(forms.Form):
    """What somebody thinks is wrong with a question."""

    reason = forms.ChoiceField(
        label="What is wrong with this question?",
        choices=QuestionReport.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what is wrong."},
    )
    text = forms.CharField(
        label="Tell us more, if you like",
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text="Up to 500 characters.",
    )
