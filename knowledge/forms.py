"""The editor's forms of entries: choices and limits from the kind, the gate's messages at their fields."""

from __future__ import annotations

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from wagtail.admin.forms.pages import CopyForm, WagtailAdminPageForm

from knowledge import publishing
from knowledge.attributes import Integer, ShapeError
from knowledge.kinds import CodeStemError
from knowledge.models.changes import ChangeKind

CHANGE_KINDS = [("", "Choose one"), *(choice for choice in ChangeKind.choices if choice[0] != ChangeKind.NEW)]
NUL = "The form holds a NUL character, which cannot be stored. Paste the text again without it."


class ChangeForm(forms.Form):
    """What a publish changes; asked once where several entries are published together."""

    change_kind = forms.ChoiceField(label="Kind of change", choices=CHANGE_KINDS, required=False)
    change_note = forms.CharField(
        label="What changed",
        max_length=255,
        required=False,
        help_text="For entries that have been live and say nothing themselves, e.g. Checked with Django 5.2.",
    )


class EntryForm(WagtailAdminPageForm):
    """The form of an entry of any kind. A draft may lack whatever its code is not made of."""

    # Set by the preview's view: what is only looked at needs no code.
    for_preview = False

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        kind = self.instance.kind
        self._offer("level", [("", "Not stated"), *kind.levels.items()])
        self._offer("change_kind", CHANGE_KINDS)
        if "change_note" in self.fields:
            self.fields["change_note"].label = "What changed"
        for attribute in kind.all_attributes:
            field = self.fields.get(attribute.field_name)
            if field is None:
                continue
            if isinstance(attribute.shape, Integer):
                limits = (attribute.shape.minimum, attribute.shape.maximum)
                field.validators += [MinValueValidator(limits[0]), MaxValueValidator(limits[1])]
                field.widget.attrs |= {"min": limits[0], "max": limits[1]}
            if attribute.key in kind.required_keys:
                self._require(attribute.field_name, f"{attribute.name} is needed to publish.")
        if "summary" in kind.required_keys:
            self._require("summary", f"{kind.summary_label} is needed to publish.")
        # A title that was pasted has not filled its slug yet; the page makes one itself where it is empty.
        if "slug" in self.fields and not (self.instance.pk and self.instance.live):
            self.fields["slug"].required = False
        if self.is_bound and not self.asks_publication:
            self.defer_required_fields()

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        if name in self.fields:
            old = self.fields[name]
            self.fields[name] = forms.ChoiceField(
                choices=choices, required=False, label=old.label, help_text=old.help_text
            )

    def _require(self, name: str, message: str) -> None:
        if name in self.fields:
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = message

    @property
    def asks_publication(self) -> bool:
        """Whether the button pressed leads to the public: publish, submit for review, approve."""
        if {"action-publish", "action-submit", "action-restart-workflow"} & set(self.data):
            return True
        return "action-workflow-action" in self.data and self.data.get("workflow-action-name") == "approve"

    def clean(self):
        cleaned = super().clean()
        # Fields refuse NUL themselves; ids of blocks and other hidden parts are nobody's field.
        if not self.errors and any("\x00" in one for key in self.data for one in self.data.getlist(key)):
            self.add_error(None, NUL)
        return cleaned

    def clean_tags(self) -> list[str]:
        """Holds tags to what a document may carry."""
        tags = self.cleaned_data["tags"]
        try:
            self.instance.kind.attribute("tags").shape.parse(list(tags))
        except ShapeError as error:
            raise forms.ValidationError(f"This {error}.") from None
        return tags

    def _post_clean(self) -> None:
        """Asks the gate once the instance holds what was typed; Django has no later public place."""
        super()._post_clean()
        if self.for_preview:
            return
        if not self.instance.code:
            if self.parent_page is not None:
                self.instance.stand_below(self.parent_page)
            try:
                self.instance.kind.code_stem(self.instance)
            except CodeStemError as error:
                self._report(error.field, [str(error)])
        if self.asks_publication and not self.is_deferred_validation:
            found = publishing.problems(self.instance) | publishing.change_problems(self.instance)
            for field, messages in found.items():
                self._report(field, messages)

    def _report(self, field: str, messages: list[str]) -> None:
        """Adds messages to a field that has none yet; above the form where it shows no such field."""
        if field in self.errors:
            return
        for message in messages:
            self.add_error(field if field in self.fields else None, message)


class EntryCopyForm(CopyForm):
    """A copy of an entry is a draft of its own: never live at once, and never an alias with the same code."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in ("publish_copies", "alias"):
            self.fields.pop(name, None)
