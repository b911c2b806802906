"""StreamField blocks that any app may use."""

import re

from django import forms
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from wagtail import blocks

from hub.core.rendering import render_markdown
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

    # How the text is laid out, and the layout's name for the editor's preview. Set on an instance and
    # not given to it: what a constructor is given is written into migrations.
    layout = "prose"
    lay_out = staticmethod(render_markdown)

    def __init__(self, required=True, help_text=None, **kwargs) -> None:
        self.field_options = {"required": required, "help_text": help_text}
        super().__init__(**kwargs)

    @cached_property
    def field(self) -> forms.Field:
        # The editor puts a block's name above it, but not into a label of the text area.
        widget = MarkdownTextarea({"aria-label": self.label}, layout=self.layout)
        return MarkdownField(widget=widget, **self.field_options)

    def present_as(self, *, layout: str, lay_out, example: str, description: str) -> None:
        """Says how the block is shown to authors.

        Arguments:
            layout: the name by which the editor asks for a preview.
            lay_out: takes the text and an `id_prefix` and returns safe HTML.
            example: Markdown shown in the block picker.
            description: what to write, shown with the example.
        """
        self.layout, self.lay_out = layout, lay_out
        self.meta.preview_value, self.meta.description = example, description

    def get_preview_context(self, value, parent_context=None) -> dict:
        html: SafeString = self.lay_out(value, id_prefix="preview")
        return {**super().get_preview_context(value, parent_context), "html": html}

    def value_from_form(self, value):
        # Here already, or the line ends of a browser would make a change of every form that is sent.
        return tidy_markdown(super().value_from_form(value) or "")

    def get_searchable_content(self, value) -> list[str]:
        return [value]

    def get_default(self):
        return super().get_default() or ""

    class Meta:
        icon = "pilcrow"
        default = ""
        preview_template = "admin/markdown_preview.html"


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
