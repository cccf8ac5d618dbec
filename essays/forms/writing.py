from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.boundfield import BoundField

from accounts.domain.sent import LAST_NUMBER, NotPlain, number_in, time_in, uuid_in
from accounts.models import Level
from essays.domain.change import Change
from essays.forms.spoken import LONGEST_ANSWER, SpokenForm

if TYPE_CHECKING:
    from essays.models import PlanRow

LONGEST_ESSAY = 60_000  # characters
CAUSES = {"autosave": "Autosave", "save": "Save"}


class StartForm(forms.Form):
    level = forms.ChoiceField(choices=Level)
    timed = forms.BooleanField(required=False)
    plan = forms.BooleanField(required=False)


class PlanForm(SpokenForm):
    """The plan of an essay, a field for each row. `page` and `seen` tell apart the places where it is open."""

    page = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, rows: Iterable["PlanRow"], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self._rows = tuple(rows)
        for row in self._rows:
            self.fields[_row_name(row)] = forms.CharField(
                required=False,
                max_length=LONGEST_ANSWER,
                label=row.label,
                help_text=row.hint,
                initial=row.text,
                widget=forms.Textarea(attrs={"class": "form-control", "rows": 2}),
                error_messages={"max_length": f"{row.label}: at most %(limit_value)d characters."},
            )

    def rows(self) -> list[BoundField]:
        return [self[_row_name(row)] for row in self._rows]

    @property
    def texts(self) -> dict[int, str]:
        return {row.position: self.cleaned_data[_row_name(row)] for row in self._rows}


class DraftForm(SpokenForm):
    """One save. The order fields are filled by the page; without a browser's UUID the page's own is used."""

    text = forms.CharField(
        required=False,
        strip=False,
        max_length=LONGEST_ESSAY,
        label="Your essay",
        widget=forms.Textarea(attrs={"class": "editor", "spellcheck": "true"}),
        error_messages={"max_length": "This essay is too long to keep: the most is %(limit_value)d characters."},
    )
    window = forms.IntegerField(min_value=0, max_value=LAST_NUMBER, widget=forms.HiddenInput)
    sequence = forms.IntegerField(min_value=0, max_value=LAST_NUMBER, widget=forms.HiddenInput)
    client_uuid = forms.UUIDField(widget=forms.HiddenInput)
    client_time = forms.DateTimeField(required=False, widget=forms.HiddenInput)
    cause = forms.ChoiceField(choices=CAUSES.items(), widget=forms.HiddenInput)

    @property
    def change(self) -> Change:
        return Change(**self.cleaned_data)


def plain_change(sent: Mapping[str, str]) -> Change | None:
    """What our page's script sends; None for whatever a DraftForm has to look at."""
    get = sent.get
    text, cause = get("text", ""), get("cause", "")
    if len(text) > LONGEST_ESSAY or "\0" in text or cause not in CAUSES:
        return None
    try:
        return Change(
            text=text,
            window=number_in(get("window", "")),
            sequence=number_in(get("sequence", "")),
            client_uuid=uuid_in(get("client_uuid", "")),
            client_time=time_in(get("client_time", "")),
            cause=cause,
        )
    except NotPlain:
        return None


def change_in(sent: Mapping[str, str]) -> tuple[Change | None, str]:
    """What is to be saved, or what is wrong with it in words."""
    if (plain := plain_change(sent)) is not None:
        return plain, ""
    form = DraftForm(sent)
    return (form.change, "") if form.is_valid() else (None, form.reason)


def _row_name(row: "PlanRow") -> str:
    return f"row_{row.position}"
