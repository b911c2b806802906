"""Who sends it, and how they wish to be named."""

from __future__ import annotations

from typing import Any

from django import forms

from contributions.submissions.forms.shapes import ShapeField
from contributions.submissions.services import Sender
from hub.core.mail.addresses import InvalidAddress, normalise
from knowledge.attributes import Text, Url


class SenderForm(forms.Form):
    """The contributor's part of the form: all of it may stay empty but the consent.

    Arguments:
        user: the signed-in person, whose address is that of the account.
    """

    email = forms.CharField(
        label="E-mail",
        required=False,
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email"}),
        help_text="For the answer and nothing else. Without it, the link on the next page is the only way back "
        "to what you sent.",
    )
    name = ShapeField(
        Text(120),
        label="Name",
        required=False,
        widget=forms.TextInput({"autocomplete": "name", "maxlength": 120}),
    )
    link = ShapeField(
        Url(),
        label="Your page",
        required=False,
        widget=forms.URLInput({"autocomplete": "url", "maxlength": 500, "placeholder": "https://"}),
        help_text="Where your name leads to.",
    )
    named = forms.BooleanField(label="Name me as a contributor of the published entry", required=False)
    agreed = forms.BooleanField(
        label="I wrote this, or may share it, and it holds no private data",
        error_messages={"required": "Say that you may share this."},
    )

    def __init__(self, data=None, *, user=None, **kwargs) -> None:
        kwargs.setdefault("prefix", "by")
        self.user = user if user is not None and user.is_authenticated else None
        if self.user:
            chosen = {"name": self.user.display_name, "link": self.user.link, "named": self.user.credited}
            kwargs["initial"] = {**chosen, **kwargs.get("initial", {})}
        super().__init__(data, **kwargs)
        if self.user:
            del self.fields["email"]

    def clean_email(self) -> str:
        address = self.cleaned_data["email"]
        try:
            return normalise(address) if address.strip() else ""
        except InvalidAddress:
            raise forms.ValidationError(
                "This is no e-mail address: one looks like you@example.org."
            ) from None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("named") and not cleaned.get("name") and "name" not in self.errors:
            self.add_error("name", "Write the name you wish to be known by.")
        return cleaned

    def sender(self, *, digest: str = "") -> Sender:
        """Returns who sends; call it on a valid form only.

        Arguments:
            digest: of the network address.
        """
        said = self.cleaned_data
        return Sender(
            user=self.user,
            email=self.user.email if self.user else said["email"],
            name=said["name"],
            link=said["link"],
            named=said["named"],
            digest=digest,
        )
