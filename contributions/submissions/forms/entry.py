"""The form of an entry of any kind, made from the kind's declaration; a document goes in and comes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from contributions.submissions.forms.shapes import WRITTEN, ShapeField, field_of, raw
from contributions.submissions.forms.slots import slots_of
from contributions.submissions.models import EDIT_LIMIT
from hub.core.redaction import find_secrets
from knowledge import kinds
from knowledge.attributes import Choice, Items, Shape, Tags, Text
from knowledge.entrydocs import DocumentError, EntryDocument, Problem, Section, write
from knowledge.entrydocs.document import BODY, MAX_BODY, MAX_TITLE

# What editors, or the site, say about an entry.
NOT_ASKED = frozenset({"related", "verified", "credit", "licence"})
UNTITLED = "Untitled"
TOO_LONG = (
    f"This is too long: {{:,}} characters, where {EDIT_LIMIT:,} fit. Send it in parts, or link to the rest."
)


class EntryForm(forms.Form):
    """What somebody may say in an entry.

    Arguments:
        kind: the declaration.
        data: what was sent.
        document: what the form starts from; of what the form does not ask, it stays as it is.
        initial: what is filled in besides, by the names of inputs.
        variant: whether it adds another wording to an entry there is: then its title or message is enough.
        draft: whether anything may be missing, as for a preview.
    """

    def __init__(
        self,
        kind: kinds.Kind,
        data: Mapping[str, Any] | None = None,
        *,
        document: EntryDocument | None = None,
        initial: Mapping[str, Any] | None = None,
        variant: bool = False,
        draft: bool = False,
    ) -> None:
        super().__init__(data, initial={**(_initial(document) if document else {}), **(initial or {})})
        self.kind, self.start, self.variant, self.draft = kind, document, variant, draft
        self.asked = [one for one in kind.all_attributes if one.key not in NOT_ASKED]
        self.slots = slots_of(kind, document)
        self.initial.update({slot.name: slot.text for slot in self.slots if slot.text})
        self.fields |= dict(self._made())
        for name, field in self.fields.items():
            if document and find_secrets(str(self.initial.get(name, ""))):  # an example, public already
                field.widget.attrs.pop("data-redact", None)

    # --- What it asks ------------------------------------------------------------------------------

    def _made(self) -> Iterator[tuple[str, forms.Field]]:
        kind = self.kind
        widget = forms.TextInput({**WRITTEN, "maxlength": MAX_TITLE, "autocomplete": "off"})
        yield (
            "title",
            ShapeField(
                Text(MAX_TITLE),
                label="Title",
                help_text=kind.title_help,
                required=not self.draft,
                widget=widget,
                missing="Write a title.",
            ),
        )
        for one in self.asked:
            yield one.key, field_of(one, kind, needed=self._needs(one.key, one.shape))
        needed = self._needs("summary")
        yield "summary", _prose(kind.summary_label, kind.summary_help, needed=needed, rows=3)
        for slot in self.slots:
            needed = bool(slot.declared and slot.is_first and self._needs(slot.declared.key))
            yield slot.name, _prose(slot.heading, slot.help, needed=needed)

    def _needs(self, key: str, shape: Shape | None = None) -> bool:
        """Whether only the sender can say it: an editor may choose a category, but knows no message.

        Arguments:
            shape: of an attribute; none for prose.
        """
        if self.draft or key not in self.kind.required_keys:
            return False
        return not self.variant if shape is None else _holds_words(shape)

    @cached_property
    def _at_once(self) -> set[str]:
        """The names of what is shown at once: what has to be said, what is chosen quickly, what is filled in."""
        names = {"title", "summary", "technology"}
        names |= {name for name, field in self.fields.items() if field.required or self.initial.get(name)}
        needed = self.kind.required_keys
        names |= {one.key for one in self.asked if one.key in needed and isinstance(one.shape, Choice)}
        return names | {slot.name for slot in self.slots if slot.declared and slot.declared.key in needed}

    def _bound(self, names: Iterator[str] | list[str]) -> list[BoundField]:
        return [self[name] for name in names]

    @property
    def first(self) -> list[BoundField]:
        """The title, and what is taken over word for word."""
        needed = self.kind.required_keys
        return self._bound(["title", *(name for name in self._worded if name in needed)])

    @property
    def facts(self) -> list[BoundField]:
        """Short facts that stand side by side."""
        return self._bound([one.key for one in self.asked if one.key in self._at_once - set(self._worded)])

    @property
    def texts(self) -> list[BoundField]:
        """The summary and the sections that are shown at once, and the lists that are filled in."""
        needed = self.kind.required_keys
        names = [*self._prose_names, *(name for name in self._worded if name not in needed)]
        return self._bound([name for name in names if name in self._at_once])

    @property
    def more(self) -> list[BoundField]:
        """Everything else, in the order of the entry."""
        names = [*self._prose_names, *(one.key for one in self.asked)]
        return self._bound([name for name in names if name not in self._at_once])

    @property
    def more_is_open(self) -> bool:
        return any(field.errors or (self.is_bound and field.data) for field in self.more)

    @property
    def _worded(self) -> list[str]:
        return [one.key for one in self.asked if _is_long(self.fields[one.key].widget)]

    @property
    def _prose_names(self) -> list[str]:
        return ["summary", *(slot.name for slot in self.slots)]

    # --- What was said -----------------------------------------------------------------------------

    def full_clean(self) -> None:
        """Checks what was sent, but does not read what is much too long."""
        size = sum(len(one) for values in _values(self.data) for one in values) if self.is_bound else 0
        if size <= 2 * EDIT_LIMIT:
            return super().full_clean()
        self._errors, self.cleaned_data = forms.utils.ErrorDict(), {}
        self.add_error(None, TOO_LONG.format(size))
        return None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        try:
            document = self._document(cleaned)
        except DocumentError as error:
            for problem in error.problems:
                self._report(problem)
        else:
            size = len(write(document))
            if size > EDIT_LIMIT:
                self.add_error(None, TOO_LONG.format(size))
            self._said = document
        return cleaned

    def document(self) -> EntryDocument:
        """Returns what was said, as a document; call it on a valid form only."""
        return self._said

    def _document(self, cleaned: Mapping[str, Any]) -> EntryDocument:
        kept = self.start.attributes if self.start else {}
        asked = {one.key: cleaned.get(one.key) for one in self.asked if one.key not in self.errors}
        attributes = {key: value for key, value in {**kept, **asked}.items() if value is not None}
        parts = {
            "title": cleaned.get("title") or UNTITLED,
            "attributes": attributes,
            "summary": cleaned.get("summary", ""),
            "sections": tuple(Section(slot.heading, cleaned.get(slot.name, "")) for slot in self.slots),
        }
        return replace(self.start, **parts) if self.start else EntryDocument(kind=self.kind.key, **parts)

    def _report(self, problem: Problem) -> None:
        """Puts what is wrong with the document at the field it was said in."""
        name, where = problem.field if problem.field in self.fields else None, ""
        match problem.path:
            case (str(start), int(number), int(row)) if start == BODY:
                # The document counts the sections it was given, the summary as 0.
                name = self._prose_names[number]
                where = f", line {row + 1}," if row >= 0 else ""
        label = self.fields[name].label if name else problem.field
        if name in self.errors:
            return
        self.add_error(name, f"{label}{where} {problem.message}.".strip())


def _initial(document: EntryDocument) -> dict[str, Any]:
    kind = kinds.get(document.kind)
    values = {
        key: raw(attribute.shape, value)
        for key, value in document.attributes.items()
        if (attribute := kind.attribute(key))
    }
    return {**values, "title": document.title, "summary": document.summary}


def _prose(label: str, help_text: str, *, needed: bool, rows: int = 5) -> ShapeField:
    return ShapeField(
        Text(MAX_BODY, multiline=True),
        label=label,
        help_text=help_text,
        required=needed,
        widget=forms.Textarea({**WRITTEN, "rows": rows, "class": "markdown"}),
    )


def _holds_words(shape: Shape) -> bool:
    return isinstance(shape, Text) or (isinstance(shape, Items) and not isinstance(shape, Tags))


def _is_long(widget: forms.Widget) -> bool:
    return widget.use_fieldset or isinstance(widget, forms.Textarea)


def _values(data: Mapping[str, Any]) -> Iterator[list[str]]:
    lists = getattr(data, "lists", None)
    for _, values in lists() if lists else data.items():
        yield values if isinstance(values, list) else [str(values)]
