"""Sign-in and sign-up in this site's words."""

from typing import Any

from allauth.account.forms import (
    AddEmailForm,
    ChangePasswordForm,
    LoginForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SignupForm,
)
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


class EmailForm(AddEmailForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        without_placeholders(self)
        self.fields["email"].label = "E-mail"


class ForgottenForm(ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        without_placeholders(self)
        self.fields["email"].label = "E-mail"


class NewPasswordForm(ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_new_password(self)


class OtherPasswordForm(ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_new_password(self)
        self.fields["oldpassword"].label = "Current password"


def name_new_password(form: forms.Form) -> None:
    without_placeholders(form)
    form.fields["password1"].label = "New password"
    form.fields["password2"].label = "New password (again)"
