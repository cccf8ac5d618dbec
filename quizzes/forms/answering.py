from collections.abc import Mapping

from django import forms

from accounts.domain.sent import LAST_NUMBER, NotPlain, number_in, time_in, uuid_in
from quizzes.domain.answer import Answer
from quizzes.domain.measures.certainty import MARKS
from quizzes.domain.receipts import Sent, Tally


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
    window = forms.IntegerField(min_value=1, max_value=LAST_NUMBER)
    sequence = forms.IntegerField(min_value=0, max_value=LAST_NUMBER)
    client_uuid = forms.UUIDField()
    client_time = forms.DateTimeField(required=False)
    certainty = forms.IntegerField(min_value=1, max_value=3, required=False)

    @property
    def answer(self) -> Answer:
        data = dict(self.cleaned_data)
        return Answer(option_id=data.pop("option"), **data)


def plain_answer(sent: Mapping[str, str]) -> Answer | None:
    """What our pages send; None for whatever an AnswerForm has to look at."""
    get = sent.get
    try:
        answer = Answer(
            option_id=uuid_in(get("option", "")),
            window=number_in(get("window", "")),
            sequence=number_in(get("sequence", "")),
            client_uuid=uuid_in(get("client_uuid", "")),
            client_time=time_in(get("client_time", "")),
            certainty=number_in(certainty) if (certainty := get("certainty", "")) else None,
        )
    except NotPlain:
        return None
    is_known = answer.certainty is None or answer.certainty in MARKS
    return answer if answer.window and is_known else None


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

    window = forms.IntegerField(min_value=1, max_value=LAST_NUMBER, required=False)
    event_count = forms.IntegerField(min_value=0, max_value=10_000, required=False)
    digest = forms.RegexField(r"[0-9a-f]{64}", required=False)

    @property
    def sent(self) -> Sent | None:
        window, count = self.cleaned_data["window"], self.cleaned_data["event_count"]
        if window is None or count is None:
            return None
        return Sent(window=window, tally=Tally(count, self.cleaned_data["digest"]))
