from datetime import date
from typing import Any

from django import forms

from quizzes.domain.reviewing import Plan
from quizzes.models import ReviewPlan

RECALLS = (
    ("0.85", "About 85 of 100: fewer questions"),
    ("0.9", "About 90 of 100: the usual"),
    ("0.95", "About 95 of 100: more questions"),
)


class PlanForm(forms.Form):
    """What a student wishes of reviews. `today` is the day where the site is."""

    exam_on = forms.DateField(
        label="When is your exam?",
        help_text="Everything comes back in time for it. Leave it empty if you do not know.",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "That is no date. Write it as 2027-05-12."},
    )
    a_day = forms.IntegerField(
        label="How many questions a day, at most?",
        help_text="What is more waits for the next day.",
        min_value=1,
        max_value=30,
        error_messages={
            "required": "Say how many, from 1 to 30.",
            "invalid": "Write a whole number, from 1 to 30.",
            "min_value": "At least 1 question a day.",
            "max_value": "At most 30 questions a day.",
        },
    )
    recall = forms.TypedChoiceField(
        label="How much of what is due do you want to remember?",
        choices=RECALLS,
        coerce=float,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the three."},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_exam_on(self) -> date | None:
        day: date | None = self.cleaned_data["exam_on"]
        if day is not None and day <= self.today:
            raise forms.ValidationError("Choose a day after today, or leave it empty.")
        return day


def wishes_of(row: ReviewPlan | None, *, today: date) -> dict[str, Any]:
    """What the form says before anybody has changed it; an exam that is over is asked no more."""
    plan = row.plan if row else Plan()
    exam_on = row.exam_on if row and row.exam_on and row.exam_on > today else None
    return {"exam_on": exam_on, "a_day": plan.a_day, "recall": f"{plan.recall:g}"}
