"""Form widgets of our own."""

from wagtail.admin.widgets import AdminAutoHeightTextInput


class MarkdownTextarea(AdminAutoHeightTextInput):
    """A plain text area that the editor's script gives a toolbar, a preview and code completion."""

    def __init__(self, attrs=None) -> None:
        super().__init__(attrs={"class": "markdown-input", "data-markdown": "", **(attrs or {})})
