from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django import forms

from accounts.models import Level
from opsmethods.models import Topic
from quizzes.models import Attempt

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
        help_text="Only for a test: practice has none.",
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
