"""One entry of an import as a form: its facts, each with the words it was taken from, or its whole text."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms

from knowledge import kinds
from knowledge.attributes import Choice, Integer, Items, Slug, Tags, Text
from knowledge.entrydocs import DocumentError, EntryDocument, read
from knowledge.entrydocs.document import MAX_TITLE, Section
from knowledge.importing.runs.correcting import BY_HAND, NOTHING, as_kind
from knowledge.importing.runs.recording import WHOLE
from knowledge.kinds import Attribute, Kind
from knowledge.layouts import follow_up_items
from knowledge.models import EntryPage, ImportedEntry

FOLLOW_UPS = "follow_ups"
SAID = {BY_HAND, WHOLE, NOTHING}  # what is no quotation
LISTS = {"technology": "technologies", "category": "categories"}


def evidence(row: ImportedEntry, key: str) -> str:
    """Returns what an attribute of a row was concluded from, as a sentence; empty where nothing is noted."""
    words = row.because.get(key, "")
    return words if words in SAID or not words else f"Taken from: {words}"


class FactsForm(forms.Form):
    """The facts of one entry. What is too deep for a field, such as options with explanations, is text."""

    action = forms.ChoiceField(label="What happens", choices=ImportedEntry.Action.choices)
    other = forms.CharField(
        label="The entry it updates or joins", required=False, max_length=32,
        help_text="The code of an entry in the hub, such as FLSK-MID-004.",
    )  # fmt: skip
    title = forms.CharField(max_length=MAX_TITLE)
    kind = forms.ChoiceField()

    def __init__(self, data=None, *, row: ImportedEntry, document: EntryDocument) -> None:
        super().__init__(data)
        self.row, self.document = row, document
        self.declared = kinds.get(document.kind)
        known = row.duplicate or {}
        self.initial = {
            "action": row.action,
            "other": known["where"] if known.get("pk") else "",
            "title": document.title,
            "kind": document.kind,
        }
        self.fields["kind"].choices = [(one.key, one.label) for one in kinds.all_kinds()]
        self.attributes: list[Attribute] = []
        for attribute in self.declared.all_attributes:
            field = _field(attribute, self.declared)
            if field is not None:
                field.label, field.help_text = attribute.name, evidence(row, attribute.key)
                self.fields[attribute.key] = field
                self.initial[attribute.key] = _shown(document.attributes.get(attribute.key), attribute)
                self.attributes.append(attribute)
        self._add_source()
        self._add_follow_ups()

    def _add_source(self) -> None:
        source = self.document.attributes.get("source", {})
        said = evidence(self.row, "source")
        self.fields["source_title"] = forms.CharField(label="Source: title", required=False, max_length=255)
        self.fields["source_url"] = forms.URLField(
            label="Source: address", required=False, max_length=500, assume_scheme="https", help_text=said
        )
        self.initial["source_title"] = source.get("title", "")
        self.initial["source_url"] = source.get("url", "")

    def _add_follow_ups(self) -> None:
        """Offers follow-ups one a line, where their section holds nothing else."""
        if self.declared.section(FOLLOW_UPS) is None:
            return
        text = self.document.text_of(FOLLOW_UPS)
        items = follow_up_items(text)
        if len([line for line in text.split("\n") if line.strip()]) != len(items):
            return
        self.initial[FOLLOW_UPS] = "\n".join(f"{words} → {code}" if code else words for words, code in items)
        self.fields[FOLLOW_UPS] = forms.CharField(
            label="Follow-ups", required=False, max_length=20_000, strip=False,
            help_text="One a line; → and a code lead to the entry that answers it.",
            widget=forms.Textarea(attrs={"rows": min(12, max(2, len(items) + 1))}),
        )  # fmt: skip

    def clean_other(self) -> EntryPage | None:
        code = self.cleaned_data["other"].strip().upper()
        if not code:
            return None
        page = EntryPage.objects.filter(code=code).first()
        if page is None:
            raise forms.ValidationError(f"There is no entry {code} in the hub.")
        return page

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        other = cleaned.get("other")
        if other is not None and other.specific_class.kind.key != cleaned["kind"]:
            self.add_error("other", f"{other.code} is a {other.specific_class.kind.label.lower()}.")
        needs_one = cleaned["action"] == "update" or (
            cleaned["action"] == "merge" and not self.row.same_as_id
        )
        if needs_one and other is None:
            self.add_error("other", "Name the entry, or choose something else to happen.")
        try:
            cleaned["document"], cleaned["lost"] = as_kind(self._filled(cleaned), cleaned["kind"])
        except DocumentError as error:
            for problem in error.problems:
                self.add_error(problem.field if problem.field in self.fields else None, problem.message)
        return cleaned

    def _filled(self, cleaned: dict[str, Any]) -> EntryDocument:
        attributes = dict(self.document.attributes)
        for attribute in self.attributes:
            if attribute.key in self.changed_data:
                attributes[attribute.key] = _given(cleaned[attribute.key], attribute)
        if {"source_title", "source_url"} & set(self.changed_data):
            stored = attributes.get("source", {})
            source = {**stored, "title": cleaned["source_title"], "url": cleaned["source_url"]}
            attributes["source"] = {key: value for key, value in source.items() if value}
        sections = list(self.document.sections)
        if FOLLOW_UPS in self.changed_data:
            sections = _with_follow_ups(sections, self.declared, cleaned[FOLLOW_UPS])
        return replace(self.document, title=cleaned["title"], attributes=attributes, sections=tuple(sections))


def _field(attribute: Attribute, kind: Kind) -> forms.Field | None:
    """Returns a field for an attribute's shape, or None for one that is only written as text."""
    shape = attribute.shape
    found: forms.Field | None = None
    match shape:
        case Choice():
            labels = kind.levels if attribute.key == "level" else {}
            choices = [(one, labels.get(one, one.replace("_", " ").capitalize())) for one in shape.values]
            found = forms.ChoiceField(required=False, choices=[("", "Not said"), *choices])
        case Integer():
            found = forms.IntegerField(required=False, min_value=shape.minimum, max_value=shape.maximum)
        case Slug():
            attrs = {"list": LISTS[attribute.key]} if attribute.key in LISTS else {}
            found = forms.SlugField(
                required=False, max_length=shape.max_length, widget=forms.TextInput(attrs=attrs)
            )
        case Tags():
            found = forms.CharField(required=False, max_length=5_000)
        case Items(item=Text(multiline=False)):
            found = forms.CharField(
                required=False, max_length=30_000, strip=False, widget=forms.Textarea(attrs={"rows": 3})
            )
        case Text(multiline=False):
            found = forms.CharField(required=False, max_length=shape.max_length)
    return found


def _shown(value: Any, attribute: Attribute) -> Any:
    if isinstance(value, list):
        return (", " if isinstance(attribute.shape, Tags) else "\n").join(value)
    return value


def _given(value: Any, attribute: Attribute) -> Any:
    if isinstance(attribute.shape, Tags):
        return [one.strip() for one in value.replace("\n", ",").split(",") if one.strip()]
    if isinstance(attribute.shape, Items):
        return [line.strip() for line in value.split("\n") if line.strip()]
    return value


def _with_follow_ups(sections: list[Section], kind: Kind, lines: str) -> list[Section]:
    heading = kind.section(FOLLOW_UPS).heading
    items = [" ".join(line.split()).removeprefix("- ") for line in lines.split("\n") if line.strip()]
    text = "\n".join(f"- {item}" for item in items)
    at = next((number for number, one in enumerate(sections) if one.heading == heading), len(sections))
    rest = [one for one in sections if one.heading != heading]
    return [*rest[:at], Section(heading, text), *rest[at:]] if text else rest


class TextForm(forms.Form):
    """The whole document of one entry as text."""

    document = forms.CharField(
        label="The document",
        strip=False,
        max_length=1_000_000,
        widget=forms.Textarea(attrs={"rows": 30, "spellcheck": "false", "class": "import-document"}),
    )

    def clean_document(self) -> EntryDocument:
        """Returns the document.

        Raises:
            forms.ValidationError: names every fault by its line.
        """
        try:
            return read(self.cleaned_data["document"].replace("\r\n", "\n"))
        except DocumentError as error:
            raise forms.ValidationError([str(one) for one in error.problems]) from None
