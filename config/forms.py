"""Sign-in and sign-up in this site's words."""

from typing import Any

from allauth.account.forms import LoginForm, SignupForm
from django import forms


def without_placeholders(form: forms.Form) -> None:
    """Each label says the same already, and stays when somebody types."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)


class SignInForm(LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        without_placeholders(self)
        self.fields["login"].label = "User name or e-mail"


class SignUpForm(SignupForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        without_placeholders(self)
        self.fields["username"].label = "User name"
        self.fields["username"].help_text = "Others in your class see it. It need not be your real name."
        self.fields["email"].label = "E-mail (optional)"
        self.fields["email"].help_text = "Only used to set a new password when you have forgotten yours."
