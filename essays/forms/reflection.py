from collections.abc import Iterable
from typing import Any

from django import forms


class PointsForm(forms.Form):
    """The keys of the points that are ticked: a number may be another point's by the time the page is sent."""

    points = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, data: Any = None, *, keys: Iterable[int]) -> None:
        super().__init__(data)
        field: Any = self.fields["points"]
        field.choices = [(key, str(key)) for key in keys]


class ComparisonForm(forms.Form):
    exemplar = forms.IntegerField(widget=forms.HiddenInput)
    own_is_better = forms.TypedChoiceField(
        coerce=lambda answer: answer == "own", choices=[("own", "own"), ("other", "other")]
    )
