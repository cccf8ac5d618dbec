from collections.abc import Iterable
from typing import Any

from django import forms


class PointsForm(forms.Form):
    """The numbers of the points that are ticked."""

    points = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, data: Any = None, *, numbers: Iterable[int]) -> None:
        super().__init__(data)
        field: Any = self.fields["points"]
        field.choices = [(number, str(number)) for number in numbers]


class ComparisonForm(forms.Form):
    exemplar = forms.IntegerField(widget=forms.HiddenInput)
    own_is_better = forms.TypedChoiceField(
        coerce=lambda answer: answer == "own", choices=[("own", "own"), ("other", "other")]
    )
