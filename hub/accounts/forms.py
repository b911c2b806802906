"""What a person may say about themselves, and that they mean it."""

from __future__ import annotations

from typing import ClassVar

from allauth.account import forms as account
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.core.validators import URLValidator
from django.http import HttpRequest

from hub.core.models import User


class _OurWords(forms.Form):
    """Labels as the rest of the site writes them."""

    LABELS: ClassVar = {
        "login": "E-mail address",
        "email": "E-mail address",
        "remember": "Stay signed in on this device",
        "oldpassword": "The password you have now",
        "password1": "Password",
        "password2": "The same once more",
    }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name, label in self.LABELS.items():
            if name in self.fields:
                self.fields[name].label = label


class LoginForm(_OurWords, account.LoginForm):
    pass


class SignupForm(_OurWords, account.SignupForm):
    """Makes an account; where there is one already, nobody sees that, not even by how long it takes."""

    def try_save(self, request: HttpRequest):
        if self.account_already_exists:
            User().set_password(
                self.cleaned_data["password1"]
            )  # hashing is most of the work of a new account
        return super().try_save(request)


class AddEmailForm(_OurWords, account.AddEmailForm):
    pass


class ChangePasswordForm(_OurWords, account.ChangePasswordForm):
    LABELS: ClassVar = {**_OurWords.LABELS, "password1": "The new password"}


class SetPasswordForm(_OurWords, account.SetPasswordForm):
    pass


class ResetPasswordForm(_OurWords, account.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(_OurWords, account.ResetPasswordKeyForm):
    LABELS: ClassVar = {**_OurWords.LABELS, "password1": "The new password"}


class ProfileForm(forms.ModelForm):
    """How somebody is named where an entry thanks for a contribution."""

    link = forms.URLField(
        label="Your link",
        required=False,
        max_length=500,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
        help_text="Your page elsewhere, to which your name leads.",
    )

    class Meta:
        model = User
        fields = ["display_name", "link", "credited"]
        labels = {
            "display_name": "Your name, as others read it",
            "credited": "Name me with what I contribute",
        }
        help_texts = {"credited": "You can say otherwise each time you send something."}

    def clean(self) -> dict:
        found = super().clean() or self.cleaned_data
        if found.get("credited") and not found.get("display_name"):
            self.add_error("display_name", "To be named you need a name.")
        return found


class AddPasskeyForm(AddWebAuthnForm):
    """Asks what a passkey is to be called, and whether it is enough without the password."""

    name = forms.CharField(required=False, max_length=80, help_text="By which you tell it from others.")
    passwordless = forms.BooleanField(
        label="Sign in with it alone, without the password",
        required=False,
        initial=True,
        help_text="The device then asks for a finger, a face or a number.",
    )


class DeletionForm(forms.Form):
    """Asks for the address of the account, so that nobody deletes it by a slip."""

    address = forms.CharField(
        label="Type the address of your account",
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args, user: User, **kwargs) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_address(self) -> str:
        typed = self.cleaned_data["address"].strip().lower()
        if typed != self.user.email.lower():
            raise forms.ValidationError("This is not the address of your account.")
        return typed
