"""What people choose: once to subscribe, and again whenever they change their mind."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.utils import timezone

from contributions.newsletter.models import Subscriber
from contributions.newsletter.wishes import Rhythm, Wishes
from hub.core.mail import InvalidAddress, normalise
from knowledge import kinds
from knowledge.models import EntryPage, Technology

PAUSES = {"": "No pause", "30": "For a month", "91": "For three months", "182": "For half a year"}


class WishesForm(forms.Form):
    """What to be told about, and how often."""

    letters = forms.BooleanField(
        label="The editor's letter", required=False, help_text="Written by a person, every now and then."
    )
    news = forms.BooleanField(
        label="New and corrected entries",
        required=False,
        help_text="Of everything, unless you choose technologies or kinds below. Typing errors are no news.",
    )
    kinds = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    technologies = forms.ModelMultipleChoiceField(
        Technology.objects.order_by("name"),
        to_field_name="slug",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    entries = forms.MultipleChoiceField(
        label="Single entries", required=False, widget=forms.CheckboxSelectMultiple
    )
    rhythm = forms.ChoiceField(
        label="How often", choices=Rhythm.choices, initial=Rhythm.WEEKLY, widget=forms.RadioSelect
    )

    def __init__(self, *args, watched: tuple[str, ...] = (), **kwargs) -> None:
        """Takes the codes of entries that may be ticked; those that are not public are not offered."""
        super().__init__(*args, **kwargs)
        self._offer("kinds", [(kind.key, kind.plural) for kind in kinds.all_kinds()])
        codes = [code for code in watched if "\0" not in code]  # PostgreSQL would not even compare it
        titles = EntryPage.objects.published().filter(code__in=codes).order_by("code")
        named = [(code, f"{code}: {title}") for code, title in titles.values_list("code", "title")]
        self._offer("entries", named)

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = choices

    def clean(self):
        """Choosing a technology or a kind is asking for news of it."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("technologies") or cleaned.get("kinds"):
            cleaned["news"] = True
        return cleaned

    @property
    def main(self) -> list[forms.BoundField]:
        """The two lists, for the top of the form."""
        return [self["letters"], self["news"]]

    @property
    def wishes(self) -> Wishes:
        """What was chosen, of a valid form."""
        chosen = self.cleaned_data
        return Wishes(
            rhythm=chosen["rhythm"],
            letters=chosen["letters"],
            news=chosen["news"],
            technologies=tuple(one.slug for one in chosen["technologies"]),
            kinds=tuple(chosen["kinds"]),
            entries=tuple(chosen["entries"]),
        )


class SubscribeForm(WishesForm):
    """The same, with an address."""

    email = forms.CharField(
        label="E-mail",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": "Enter the address we should write to."},
    )

    field_order = ("email",)

    def clean_email(self) -> str:
        try:
            return normalise(self.cleaned_data["email"])
        except InvalidAddress as error:
            raise forms.ValidationError(str(error)) from None

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not self.wishes:
            self.add_error("letters", "Choose at least one thing to be told about.")
        return cleaned


class PreferencesForm(WishesForm):
    """What a subscriber gets from now on; nothing chosen is leaving."""

    pause = forms.ChoiceField(choices=list(PAUSES.items()), required=False)

    def __init__(self, *args, subscriber: Subscriber, **kwargs) -> None:
        wishes = subscriber.wishes
        initial = {
            "letters": wishes.letters,
            "news": wishes.news,
            "kinds": wishes.kinds,
            "technologies": wishes.technologies,
            "entries": wishes.entries,
            "rhythm": wishes.rhythm,
        }
        super().__init__(*args, initial=initial, watched=wishes.entries, **kwargs)
        if subscriber.is_paused():
            until = subscriber.paused_until
            self._offer("pause", [("keep", f"Until {until:%-d %B %Y}"), *PAUSES.items()])
            self.initial["pause"] = "keep"
        self.subscriber = subscriber

    @property
    def paused_until(self) -> date | None:
        """The day mail begins again, of a valid form."""
        chosen = self.cleaned_data["pause"]
        if chosen == "keep":
            return self.subscriber.paused_until
        return timezone.localdate() + timedelta(days=int(chosen)) if chosen else None
