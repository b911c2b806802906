"""The form that accepts: whole, field by field, with conflicts settled, or with a text tidied before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction

from contributions.submissions import services
from contributions.submissions.desk.forms import CHOICES, DecisionForm, read_document, words
from contributions.submissions.desk.proposals import OWN, THEIRS, Proposal
from contributions.submissions.models import Decision
from contributions.submissions.services.ledger import locked
from contributions.submissions.states import Action
from knowledge.entrydocs import DocumentError, EntryDocument, write
from knowledge.importing.taxonomy import Vocabulary
from knowledge.models import Category, EntryPage, Technology

FORM_ID = "accept-form"  # what belongs to it stands all over the page
TERMS = {"technology": Technology, "category": Category}


class AcceptForm(DecisionForm):
    """Accepts a submission.

    Two buttons send it: `take=fields` takes the chosen changes, `take=text` the text as it was edited.
    """

    action = Action.ACCEPT

    take = forms.ChoiceField(choices=[("fields", "fields"), ("text", "text")], required=False)
    against = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        required=False, strip=False, label="The document",
        widget=forms.Textarea(attrs={"rows": 24, "class": "markdown-input", "spellcheck": "true"}),
    )  # fmt: skip
    note = words(2, label="A word to the contributor", required=False)

    def __init__(self, data: Mapping | None = None, *, proposal: Proposal) -> None:
        super().__init__(data, proposal=proposal)
        self.initial = {**self.initial, "against": proposal.against, "text": self._text()}
        if self.submission.is_correction:
            self.fields["only"] = forms.MultipleChoiceField(
                choices=[(one.path, one.label) for one in proposal.changes], required=False
            )
        for number, conflict in enumerate(proposal.conflicts):
            self._ask(number, conflict)
        for name in self.missing_terms():
            self.fields[name] = forms.ModelChoiceField(
                TERMS[name]._default_manager.all(), to_field_name="slug", required=False, label=f"{name.capitalize()} that exists",
                help_text=f"It was sent with “{proposal.document.attributes[name]}”, which does not exist here.",
            )  # fmt: skip

    def _text(self) -> str:
        return self.submission.text if self.proposal.unreadable else write(self.proposal.document)

    def _ask(self, number: int, conflict) -> None:
        can_be_written = isinstance(next(filter(None, (conflict.ours, conflict.theirs)), None), str)
        self.fields[f"settle-{number}"] = forms.ChoiceField(
            choices=CHOICES if can_be_written else CHOICES[:2], required=False,
            widget=forms.RadioSelect(attrs={"form": FORM_ID}), label=f"{conflict.label}: what shall stand",
        )  # fmt: skip
        if can_be_written:
            self.fields[f"own-{number}"] = forms.CharField(
                required=False, label=f"{conflict.label}: your text", strip=False,
                initial=conflict.ours, widget=forms.Textarea(attrs={"rows": 6, "form": FORM_ID}),
            )  # fmt: skip

    def missing_terms(self) -> list[str]:
        """Returns which of technology and category the document names and the hub does not have."""
        return _missing(self.proposal.document)

    @property
    def chosen(self) -> list[str] | None:
        """Returns the paths that are ticked; None for all, before somebody chose."""
        return self.data.getlist("only") if self.is_bound else None  # type: ignore[attr-defined]

    @property
    def settling(self) -> list[list[forms.BoundField]]:
        """Returns the fields of each conflict, for the template."""
        names = [(f"settle-{number}", f"own-{number}") for number, _ in enumerate(self.proposal.conflicts)]
        return [[self[name] for name in pair if name in self.fields] for pair in names]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        if cleaned.get("take") == "text":
            try:
                cleaned["document"] = read_document(cleaned.get("text", ""), self.submission.kind)
            except ValidationError as error:
                self.add_error("text", error)
                return cleaned
        elif self.proposal.unreadable:
            raise ValidationError("Its text is no document any more. Edit the text first, and accept that.")
        elif self.proposal.conflicts:
            cleaned["document"] = self._settled(cleaned)
        elif self.submission.is_correction and not cleaned.get("only"):
            raise ValidationError("Choose at least one change to take, or decline the correction.")
        self._name_terms(cleaned)
        return cleaned

    def _settled(self, cleaned: dict[str, Any]) -> EntryDocument | None:
        choices = {}
        for number, conflict in enumerate(self.proposal.conflicts):
            choice = cleaned.get(f"settle-{number}")
            if not choice:
                self.add_error(
                    f"settle-{number}", "The entry was changed in the same place. Choose what shall stand."
                )
                continue
            own = cleaned.get(f"own-{number}", "").replace("\r\n", "\n")
            choices[conflict.path] = f"{OWN}:{own}" if choice == OWN else choice
        if self.errors:
            return None
        if not cleaned.get("only") and set(choices.values()) == {THEIRS}:
            raise ValidationError("Nothing of it would be taken. Decline it with a word of thanks.")
        try:
            return self.proposal.settled(cleaned.get("only", []), choices)
        except DocumentError as error:
            raise ValidationError([str(problem) for problem in error.problems]) from None

    def _name_terms(self, cleaned: dict[str, Any]) -> None:
        """Puts what was chosen in place of a technology or category that does not exist."""
        document = cleaned.get("document") or self.proposal.document
        for name in _missing(document):
            slug = document.attributes[name]
            if name in self.fields and cleaned.get(name):
                document = replace(document, attributes={**document.attributes, name: cleaned[name].slug})
                cleaned["document"] = document
            else:
                where = name if name in self.fields else None
                self.add_error(
                    where,
                    f"There is no {name} “{slug}” here. Choose one that exists, or add it under Taxonomy first.",
                )

    @transaction.atomic
    def decide(self, by: dict[str, Any]) -> Decision:
        asked = self.cleaned_data
        document = asked.get("document")
        only = asked.get("only") if self.submission.is_correction and asked.get("take") != "text" else None
        if document is not None and self.submission.is_correction:
            self._demand_unchanged()
        return services.accept(self.submission, only=only, resolved=document, note=asked["note"], **by)

    def _demand_unchanged(self) -> None:
        """A text that was settled or written replaces the whole entry, so it must not have changed meanwhile."""
        locked(self.submission)  # before the entry, as the service does
        entry = EntryPage.objects.select_for_update().filter(pk=self.submission.corrects_id).first()
        if entry is not None and entry.latest_revision_id != self.cleaned_data["against"]:
            raise services.Late(
                "The entry was edited while you read this. Look at it again; your text is still here."
            )


def _missing(document: EntryDocument) -> list[str]:
    """Returns what a document names and nobody has made yet, as making the draft would see it."""
    named = {name: document.attributes[name] for name in TERMS if document.attributes.get(name)}
    if not named:
        return []
    known = {
        "technology": lambda slug: Vocabulary().find_technology(slug) is not None,
        "category": lambda slug: Category.objects.filter(slug=slug).exists(),
    }
    return [name for name, slug in named.items() if not known[name](slug)]
