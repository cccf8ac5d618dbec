from collections.abc import Iterable
from typing import Any

from django import forms

from accounts.models import Level
from opsmethods.models import Topic
from quizzes.domain.answer import Answer
from quizzes.domain.receipts import Sent, Tally
from quizzes.models import Attempt

USUAL_COUNTS = (5, 10, 15)
USUAL_COUNT = 10
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
    level = forms.ChoiceField(choices=Level, required=False)

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


def start_forms(
    topics: Iterable[Topic], *, level: str, bound: StartForm | None = None, bound_to: str = ""
) -> list[tuple[Topic, StartForm]]:
    """A start form for each topic; the one that was sent and refused comes back as it was filled in."""
    initial: dict[str, Any] = {"mode": Attempt.Mode.PRACTICE, "count": USUAL_COUNT, "level": level}
    return [
        (topic, bound if bound and topic.slug == bound_to else StartForm(initial=initial, auto_id=f"{topic.slug}-%s"))
        for topic in topics
    ]
