from typing import Any

from django import forms

from accounts.models import Board, Level, User


class PreferenceForm(forms.Form):
    level = forms.ChoiceField(choices=Level)
    board = forms.ChoiceField(label="Exam board", choices=[("", "Any board"), *Board.choices], required=False)


class NameForm(forms.Form):
    """What the person is called on this site; neither name is needed."""

    first_name = forms.CharField(
        label="First name (optional)",
        max_length=150,
        required=False,
        widget=forms.TextInput({"autocomplete": "given-name"}),
    )
    last_name = forms.CharField(
        label="Last name (optional)",
        max_length=150,
        required=False,
        widget=forms.TextInput({"autocomplete": "family-name"}),
        help_text="Where both are empty, your user name is shown.",
    )


class EraseForm(forms.Form):
    """Whoever finds a phone signed in does not know the password."""

    password = forms.CharField(
        label="Your password", strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"})
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise forms.ValidationError("That is not your password.")
        if self.user.is_superuser:
            raise forms.ValidationError("An administrator's account is removed by another administrator, in admin.")
        return password
