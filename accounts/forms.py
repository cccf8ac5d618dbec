from django import forms

from accounts.models import Board, Level


class PreferenceForm(forms.Form):
    level = forms.ChoiceField(choices=Level)
    board = forms.ChoiceField(label="Exam board", choices=[("", "Any board"), *Board.choices], required=False)
