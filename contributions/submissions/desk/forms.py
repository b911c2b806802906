"""What is asked for a decision; each form knows the service it is for."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from contributions.submissions import services
from contributions.submissions.answers import Words
from contributions.submissions.desk.proposals import OURS, OWN, THEIRS, Proposal
from contributions.submissions.models import Decision, DecisionReason, Submission
from contributions.submissions.services.blocking import EMAIL, SENDER, block
from contributions.submissions.states import Action
from knowledge.entrydocs import DocumentError, read
from knowledge.models import EntryPage

REASON_LIMIT = 4000  # characters
CHOICES = [
    (THEIRS, "As the entry is now"),
    (OURS, "As the contributor wrote it"),
    (OWN, "As I write it here"),
]


def words(rows: int = 4, **options) -> Words:
    """Returns a field for a few sentences."""
    return Words(max_length=REASON_LIMIT, widget=forms.Textarea(attrs={"rows": rows}), **options)


class MessageForm(forms.Form):
    """A word to the contributor that decides nothing."""

    text = words(3, label="Message to the contributor")


class DecisionForm(forms.Form):
    """What every decision carries: the version of the submission it was made about."""

    action: ClassVar[Action]

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, data: Mapping | None = None, *, proposal: Proposal) -> None:
        super().__init__(data, auto_id=f"{self.action}-%s", initial={"version": proposal.submission.version})
        self.proposal = proposal
        self.submission: Submission = proposal.submission

    @abstractmethod
    def decide(self, by: dict[str, Any]) -> Decision:
        """Decides; `by` is the user, the roles and the version."""


class ReleaseForm(DecisionForm):
    action = Action.RELEASE

    def decide(self, by: dict[str, Any]) -> Decision:
        return services.release(self.submission, **by)


class ReadyTexts(forms.Select):
    """Ready texts to choose from, each with its words for the script that fills them in."""

    def create_option(self, name, value, *args, **kwargs) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        if value:
            option["attrs"]["data-text"] = value.instance.text
        return option


class ReasonForm(DecisionForm):
    """A reason the contributor reads, from a ready text or one's own words, or both."""

    template = forms.ModelChoiceField(
        DecisionReason.objects.none(),
        required=False,
        label="Ready text",
        empty_label="None",
        widget=ReadyTexts,
    )
    reason = words(label="What the contributor reads", required=False)
    key: ClassVar[str]  # leads to the form

    def __init__(self, data: Mapping | None = None, *, proposal: Proposal) -> None:
        super().__init__(data, proposal=proposal)
        self.fields["template"].widget.attrs["data-desk-key"] = self.key
        self.fields["template"].queryset = DecisionReason.objects.filter(action=self.action)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["reason"] = self.combined(cleaned.get("template"), cleaned.get("reason", ""))
        if not cleaned["reason"] and "reason" not in self.errors:
            self.add_error("reason", "Say why: the contributor reads it.")
        return cleaned

    @staticmethod
    def combined(template: DecisionReason | None, text: str) -> str:
        """Returns the ready text with what was added; the script has put it into the text already."""
        text = text.strip()
        ready = template.text.strip().replace("\r\n", "\n") if template else ""
        if not ready or ready in text:
            return text
        return f"{ready}\n\n{text}".strip()


class RequestChangesForm(ReasonForm):
    action = Action.REQUEST_CHANGES
    key = "c"

    def decide(self, by: dict[str, Any]) -> Decision:
        return services.request_changes(self.submission, reason=self.cleaned_data["reason"], **by)


class DeclineForm(ReasonForm):
    action = Action.DECLINE
    key = "d"

    def decide(self, by: dict[str, Any]) -> Decision:
        return services.decline(self.submission, reason=self.cleaned_data["reason"], **by)


class EscalateForm(DecisionForm):
    action = Action.ESCALATE

    reason = words(3, label="What the editors should know")

    def decide(self, by: dict[str, Any]) -> Decision:
        return services.escalate(self.submission, reason=self.cleaned_data["reason"], **by)


class MergeForm(DecisionForm):
    """Another message of an error, or another wording of a question, for an entry that exists."""

    action = Action.MERGE

    entry = forms.CharField(
        max_length=32, label="Code of the entry", help_text="For example PY-MID-004.",
        widget=forms.TextInput(attrs={"list": "merge-codes", "autocomplete": "off"}),
    )  # fmt: skip
    note = words(2, label="A word to the contributor", required=False)

    def __init__(self, data: Mapping | None = None, *, proposal: Proposal) -> None:
        super().__init__(data, proposal=proposal)
        near = [one["code"] for one in self.submission.likely_duplicates if one.get("code")]
        chosen = self.submission.variant_of.code if self.submission.variant_of else next(iter(near), "")
        self.initial["entry"] = chosen or ""

    def clean_entry(self) -> EntryPage:
        code = self.cleaned_data["entry"].strip()
        found = EntryPage.objects.filter(code__iexact=code).first()
        if found is None:
            raise ValidationError(f"No entry has the code {code}.")
        return found

    def decide(self, by: dict[str, Any]) -> Decision:
        asked = self.cleaned_data
        return services.merge_as_variant(self.submission, asked["entry"], note=asked["note"], **by)


class SpamForm(DecisionForm):
    """Spam is told to nobody; whoever sent it can be kept out."""

    action = Action.SPAM

    block = forms.MultipleChoiceField(
        label="Keep out whoever sent it", required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(EMAIL, "This e-mail address"), (SENDER, "This network address")],
    )  # fmt: skip

    def __init__(self, data: Mapping | None = None, *, proposal: Proposal) -> None:
        super().__init__(data, proposal=proposal)
        known = {EMAIL: self.submission.email, SENDER: self.submission.sender_digest}
        field: Any = self.fields["block"]
        field.choices = [(kind, label) for kind, label in field.choices if known[kind]]
        if not field.choices:
            del self.fields["block"]

    def decide(self, by: dict[str, Any]) -> Decision:
        reason = f"{self.submission.reference}: {self.submission.title}"
        return block(self.submission, what=self.cleaned_data.get("block", []), reason=reason, **by)


class UndoForm(DecisionForm):
    action = Action.UNDO

    def decide(self, by: dict[str, Any]) -> Decision:
        return services.undo(self.submission, **by)


def read_document(text: str, kind: str):
    """Returns the document of a text somebody edited.

    Raises:
        ValidationError: with a sentence for each problem, by its line.
    """
    try:
        document = read(text.replace("\r\n", "\n"))
    except DocumentError as error:
        raise ValidationError([str(problem) for problem in error.problems]) from None
    if document.kind != kind:
        raise ValidationError(f"The kind is {document.kind!r}; it was sent as {kind!r}. Leave it as it is.")
    return document
