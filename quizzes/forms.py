import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.dateparse import parse_datetime

from accounts.models import Level
from opsmethods.models import Topic
from quizzes.domain.answer import Answer
from quizzes.domain.receipts import Sent, Tally
from quizzes.domain.regrading import Policy, Regrading, UnfitRegrading, check_fit
from quizzes.domain.reviewing import Plan
from quizzes.models import Attempt, ItemSnapshot, QuestionReport, Regrade, ReviewPlan
from quizzes.queries import open_reports_of, regradings_of

USUAL_COUNTS = (5, 10, 15)
USUAL_COUNT = 10
TIME_LIMITS = (5, 10, 15, 20, 30)
MODES = (
    (Attempt.Mode.PRACTICE, "Practice: see why after each question"),
    (Attempt.Mode.TEST, "Test: change answers until you hand in, see why at the end"),
)


class StartForm(forms.Form):
    """What kind of quiz. Only the mode must be said; the rest has a usual value."""

    mode = forms.ChoiceField(
        label="What kind of quiz?",
        choices=MODES,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose practice or test."},
    )
    count = forms.IntegerField(
        label="Questions",
        min_value=1,
        max_value=30,
        required=False,
        widget=forms.Select(choices=[(count, count) for count in USUAL_COUNTS]),
    )
    minutes = forms.TypedChoiceField(
        label="Time limit of a test",
        choices=[("", "None"), *((minutes, f"{minutes} minutes") for minutes in TIME_LIMITS)],
        coerce=int,
        empty_value=None,
        required=False,
    )
    level = forms.ChoiceField(choices=Level, required=False)
    certainty = forms.BooleanField(
        label="Ask how certain I am",
        help_text="Certainty marks: 1, 2 or 3 for a right answer; nothing, 2 or 6 lost for a wrong one. "
        "Not in a timed test at O Level, as in the exam.",
        required=False,
    )
    method = forms.SlugField(required=False, widget=forms.HiddenInput)
    dimension = forms.CharField(required=False, max_length=8, widget=forms.HiddenInput)
    missed = forms.UUIDField(required=False, widget=forms.HiddenInput)
    cells = forms.RegexField(
        r"^[\w-]+:\w+( [\w-]+:\w+)*$", max_length=800, required=False, widget=forms.HiddenInput
    )  # a method and a dimension each: "job:UC flow:VOL"

    def __init__(self, *args: Any, offers_certainty: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not offers_certainty:
            del self.fields["certainty"]

    def clean_cells(self) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(cell.split(":")) for cell in self.cleaned_data["cells"].split())

    def clean_count(self) -> int:
        count: int | None = self.cleaned_data["count"]
        return USUAL_COUNT if count is None else count


class SentForm(forms.Form):
    """What a question page or its script sends."""

    @property
    def complaint(self) -> str:
        """The first thing wrong, in one sentence."""
        field, errors = next(iter(self.errors.items()))
        return str(errors[0]) if field == "option" else f"{field.replace('_', ' ').capitalize()}: {errors[0]}"


class AnswerForm(SentForm):
    option = forms.UUIDField(
        error_messages={"required": "Choose an answer first.", "invalid": "That is none of the answers."}
    )
    window = forms.IntegerField(min_value=1, max_value=2**31 - 1)
    sequence = forms.IntegerField(min_value=0, max_value=2**31 - 1)
    client_uuid = forms.UUIDField()
    client_time = forms.DateTimeField(required=False)
    certainty = forms.IntegerField(min_value=1, max_value=3, required=False)

    @property
    def answer(self) -> Answer:
        data = dict(self.cleaned_data)
        return Answer(option_id=data.pop("option"), **data)


PLAIN_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
PLAIN_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", re.ASCII)
PLAIN_NUMBERS = re.compile(r"[1-9]\d{0,8} (?:0|[1-9]\d{0,8}) [1-3]?", re.ASCII)


def plain_answer(sent: Mapping[str, str]) -> Answer | None:
    """What our pages send, read in a tenth of the time of a form.

    None for whatever is written in another way: an AnswerForm takes it, or says what is wrong.
    """
    get = sent.get
    option, key, time, certainty = (get(name, "") for name in ("option", "client_uuid", "client_time", "certainty"))
    window, sequence = get("window", ""), get("sequence", "")
    numbers = f"{window} {sequence} {certainty}"
    if not (PLAIN_UUID.fullmatch(option) and PLAIN_UUID.fullmatch(key) and PLAIN_NUMBERS.fullmatch(numbers)):
        return None
    try:
        at = parse_datetime(time) if PLAIN_TIME.fullmatch(time) else None
    except ValueError:  # no day of the calendar
        return None
    if time and at is None:
        return None
    return Answer(
        option_id=UUID(option),
        window=int(window),
        sequence=int(sequence),
        client_uuid=UUID(key),
        client_time=at,
        certainty=int(certainty) if certainty else None,
    )


def answer_in(sent: Mapping[str, str]) -> tuple[Answer | None, str]:
    """What was answered, or what is wrong with it in one sentence."""
    if (plain := plain_answer(sent)) is not None:
        return plain, ""
    form = AnswerForm(sent)
    return (form.answer, "") if form.is_valid() else (None, form.complaint)


class FlagForm(SentForm):
    flagged = forms.IntegerField(min_value=0, max_value=1)


class SubmitForm(SentForm):
    """A plain form says nothing about what it has sent."""

    window = forms.IntegerField(min_value=1, max_value=2**31 - 1, required=False)
    event_count = forms.IntegerField(min_value=0, max_value=10_000, required=False)
    digest = forms.RegexField(r"[0-9a-f]{64}", required=False)

    @property
    def sent(self) -> Sent | None:
        window, count = self.cleaned_data["window"], self.cleaned_data["event_count"]
        if window is None or count is None:
            return None
        return Sent(window=window, tally=Tally(count, self.cleaned_data["digest"]))


class ReceiptForm(forms.Form):
    code = forms.CharField(max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


@dataclass(frozen=True, slots=True)
class Usual:
    """What a start form says before anybody has changed it. `certainty` is None where it is not offered yet."""

    level: str
    certainty: bool | None
    method: str = ""
    dimension: str = ""


def start_forms(
    topics: Iterable[Topic], *, usual: Usual, bound: StartForm | None = None, bound_to: str = ""
) -> list[tuple[Topic, StartForm]]:
    """A start form for each topic; the one that was sent and refused comes back as it was filled in."""
    initial: dict[str, Any] = {"mode": Attempt.Mode.PRACTICE, "count": USUAL_COUNT} | asdict(usual)
    offers = usual.certainty is not None
    return [
        (
            topic,
            bound
            if bound and topic.slug == bound_to
            else StartForm(initial=initial, auto_id=f"{topic.slug}-%s", offers_certainty=offers),
        )
        for topic in topics
    ]


# --- Spaced review --------------------------------------------------------------------------------

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


# --- Reports and regrades -------------------------------------------------------------------------


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
