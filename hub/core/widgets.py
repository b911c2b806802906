"""Form widgets of our own."""

from django.forms.widgets import Media, Script
from django.urls import reverse_lazy
from wagtail.admin.widgets import AdminAutoHeightTextInput


class MarkdownTextarea(AdminAutoHeightTextInput):
    """A plain text area that the editor's script gives a toolbar, a preview and code completion.

    The script asks the admin's addresses `markdown_preview` and `entry_completion`, which the floor
    above provides; without the script the text area works as it is.

    Arguments:
        layout: how the preview lays the text out, a name the preview's view knows.
    """

    def __init__(self, attrs=None, *, layout: str = "prose") -> None:
        super().__init__(
            attrs={
                "class": "markdown-input",
                "data-controller": "w-autosize hub-markdown",
                "data-hub-markdown-layout-value": layout,
                "data-hub-markdown-preview-url-value": reverse_lazy("markdown_preview"),
                "data-hub-markdown-completion-url-value": reverse_lazy("entry_completion"),
                **(attrs or {}),
            }
        )

    @property
    def media(self) -> Media:
        return Media(
            css={"all": ["admin/markdown.css"]},
            js=[Script("admin/markdown-editor.js", type="module")],  # type: ignore[list-item]
        )
