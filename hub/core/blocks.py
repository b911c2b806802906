"""StreamField blocks that any app may use."""

import re

from django import forms
from django.utils.functional import cached_property
from wagtail import blocks

from hub.core.widgets import MarkdownTextarea


def tidy_markdown(text: str) -> str:
    """Returns Markdown as it is kept: LF line ends, no blank lines around, leading indents untouched."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(r"\A(?:[ \t]*\n)+", "", text).rstrip()


class MarkdownField(forms.CharField):
    """A form field for Markdown that does not strip what indentation means."""

    def __init__(self, **kwargs) -> None:
        kwargs.setdefault("widget", MarkdownTextarea())
        super().__init__(strip=False, **kwargs)

    def to_python(self, value):
        return tidy_markdown(super().to_python(value) or "")


class MarkdownBlock(blocks.FieldBlock):
    """A block of Markdown, kept as text and rendered by `hub.core.rendering`."""

    def __init__(self, required=True, help_text=None, **kwargs) -> None:
        self.field_options = {"required": required, "help_text": help_text}
        super().__init__(**kwargs)

    @cached_property
    def field(self) -> forms.Field:
        return MarkdownField(**self.field_options)

    def get_searchable_content(self, value) -> list[str]:
        return [value]

    def get_default(self):
        return super().get_default() or ""

    class Meta:
        icon = "pilcrow"
        default = ""


class LineBlock(blocks.CharBlock):
    """One line of text."""


class VerbatimBlock(blocks.TextBlock):
    """Text kept exactly as it was printed, such as an error message."""

    @cached_property
    def field(self) -> forms.Field:
        return forms.CharField(
            strip=False,
            widget=forms.Textarea(attrs={"rows": 2, "class": "verbatim", "spellcheck": "false"}),
            **{key: value for key, value in self.field_options.items() if key != "strip"},
        )

    def value_from_form(self, value):
        return tidy_markdown(super().value_from_form(value) or "")
