"""The small forms of a submission's page, and of a lost link."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import URLValidator

from contributions.submissions.forms.shapes import ShapeField
from contributions.submissions.models import Submission
from hub.core.mail.addresses import LONGEST, InvalidAddress, normalise
from knowledge.attributes import Text

MOST_OF_MESSAGE = 5_000  # characters


class Words(forms.CharField):
    """A text of several lines; a line's end counts once, as it does in the browser while somebody types."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return text.replace("\r\n", "\n") if isinstance(text, str) else text


class MessageForm(forms.Form):
    """A line of the conversation."""

    text = Words(
        label="Your message",
        max_length=MOST_OF_MESSAGE,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Write a message first."},
    )


class NoteForm(forms.Form):
    """What somebody says about their changes."""

    note = Words(
        label="What you changed, or why something should stay",
        max_length=MOST_OF_MESSAGE,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


class WithdrawForm(forms.Form):
    """Why somebody takes their submission back, if they like to say it."""

    reason = Words(label="Why", max_length=500, required=False, widget=forms.Textarea({"rows": 2}))


class CreditForm(forms.Form):
    """How the published entry names who sent it."""

    named = forms.BooleanField(label="Name me as a contributor of the published entry", required=False)
    name = ShapeField(
        Text(120),
        label="Name",
        required=False,
        widget=forms.TextInput({"autocomplete": "name", "maxlength": 120}),
    )
    link = forms.CharField(
        label="Your page",
        max_length=500,
        required=False,
        validators=[URLValidator(["http", "https"], message="Write a complete address: https://…")],
        widget=forms.URLInput({"autocomplete": "url", "placeholder": "https://"}),
        help_text="Where your name leads to.",
    )

    @classmethod
    def of(cls, submission: Submission, data=None) -> CreditForm:
        """Returns the form with what the submission says now."""
        initial = {"named": submission.named, "name": submission.name, "link": submission.link}
        return cls(data, initial=initial, prefix="credit")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("named") and not cleaned.get("name") and "name" not in self.errors:
            self.add_error("name", "Write the name you wish to be known by.")
        return cleaned


class LostLinkForm(forms.Form):
    """The address something was sent with."""

    email = forms.CharField(
        label="E-mail", max_length=LONGEST, widget=forms.EmailInput({"autocomplete": "email"})
    )

    def clean_email(self) -> str:
        try:
            return normalise(self.cleaned_data["email"])
        except InvalidAddress:
            raise forms.ValidationError(
                "This is no e-mail address: one looks like you@example.org."
            ) from None
