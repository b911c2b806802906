"""The forms of testimonials: what their authors write, and what the desk says."""

from __future__ import annotations

import re
from typing import ClassVar
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from contributions.testimonials.consent import CONSENT
from contributions.testimonials.models import LONGEST, SHORTEST, Testimonial
from contributions.testimonials.services import Words
from hub.core.mail import InvalidAddress, normalise
from hub.core.mail.escaping import readable
from knowledge.models import EntryPage

CODE = re.compile(r"[A-Za-z0-9-]{3,32}\Z")
IN_ADDRESS = re.compile(r"/e/([A-Za-z0-9-]{3,32})/?\Z")
MANY_LINES = re.compile(r"\n{3,}")


def one_line(text: str) -> str:
    """Returns a text as one line, without characters nobody sees."""
    return " ".join(readable(text).split())


class WordsForm(forms.Form):
    """The words and how they are signed."""

    text = forms.CharField(
        label="What did it help you do?",
        error_messages={"required": "Write a few words."},
        max_length=2 * LONGEST,  # line ends are counted once below, browsers send them as two
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=f"{SHORTEST} to {LONGEST} characters, as plain text. Two or three sentences are plenty.",
    )
    entry = forms.CharField(
        label="Which entry helped?",
        required=False,
        max_length=300,
        help_text="A code such as JS-044, or the address of its permanent link.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    name = forms.CharField(
        label="Sign with your name",
        required=False,
        max_length=80,
        help_text="Left empty, you stay anonymous.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    role = forms.CharField(
        label="Your role or company",
        required=False,
        max_length=120,
        help_text="Such as: a front-end developer. A role is enough.",
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    link = forms.CharField(
        label="A link to you",
        required=False,
        max_length=300,
        help_text="Starts with https://. Stands behind your name.",
        widget=forms.URLInput(attrs={"autocomplete": "url"}),
    )

    ORDER: ClassVar[tuple[str, ...]] = ("text", "entry", "name", "role", "link")

    def clean_text(self) -> str:
        lines = [line.rstrip() for line in readable(self.cleaned_data["text"]).splitlines()]
        text = MANY_LINES.sub("\n\n", "\n".join(lines)).strip()
        if len(text) < SHORTEST:
            raise ValidationError(
                f"Say a little more: {SHORTEST} characters at least, these are {len(text)}.", code="short"
            )
        if len(text) > LONGEST:
            raise ValidationError(
                f"Shorten it: {LONGEST} characters at most, these are {len(text)}.", code="long"
            )
        return text

    def clean_name(self) -> str:
        return one_line(self.cleaned_data["name"])

    def clean_role(self) -> str:
        return one_line(self.cleaned_data["role"])

    def clean_link(self) -> str:
        link = self.cleaned_data["link"].strip()
        if not link:
            return ""
        message = "Give an address that starts with https://, without a user name or a password in it."
        try:
            URLValidator(schemes=["https"], message=message)(link)
            parts = urlsplit(link)
        except ValueError as error:
            raise ValidationError(message) from error
        if parts.username is not None or parts.password is not None:
            raise ValidationError(message)
        return link

    def clean_entry(self) -> EntryPage | None:
        given = self.cleaned_data["entry"].strip()
        if not given:
            return None
        found = IN_ADDRESS.search(given.partition("?")[0].partition("#")[0])
        code = found[1] if found else given
        entry = EntryPage.objects.published().filter(code=code.upper()).first() if CODE.match(code) else None
        if entry is None:
            raise ValidationError("No entry has this code. It stands above the title of each entry.")
        return entry

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("link") and not cleaned.get("name"):
            self.add_error("link", "A link says who you are. Give your name as well, or leave the link out.")
        return cleaned

    @property
    def words(self) -> Words:
        """What was written, of a valid form."""
        return Words(**{name: self.cleaned_data[name] for name in self.ORDER})

    @property
    def shown(self) -> list[forms.BoundField]:
        """The fields above the consent, in their order."""
        return [self[name] for name in self.ORDER]


class TestimonialForm(WordsForm):
    """A new testimonial."""

    email = forms.CharField(
        label="Your e-mail address",
        error_messages={"required": "Give your e-mail address."},
        max_length=254,
        help_text="To confirm that it is you, and for the link that takes your note back. Never shown.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    consent = forms.BooleanField(
        label=CONSENT, error_messages={"required": "Without your agreement we may not show your note."}
    )

    def clean_email(self) -> str:
        try:
            return normalise(self.cleaned_data["email"])
        except InvalidAddress as error:
            raise ValidationError(str(error)) from error

    @property
    def shown(self) -> list[forms.BoundField]:
        return [*super().shown, self["email"]]


class EditForm(WordsForm):
    """A testimonial its author changes, who agrees again to what is shown."""

    consent = TestimonialForm.base_fields["consent"]

    @classmethod
    def of(cls, testimonial: Testimonial) -> EditForm:
        """Returns the form filled with a testimonial as it is."""
        entry = testimonial.entry
        return cls(
            initial={
                "text": testimonial.text,
                "name": testimonial.name,
                "role": testimonial.role,
                "link": testimonial.link,
                "entry": entry.code if entry else "",
            }
        )
