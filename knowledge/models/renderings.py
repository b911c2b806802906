"""An entry's HTML, made when it is published and never while somebody waits for a page."""

from django.db import models
from django.utils.safestring import SafeString, mark_safe


class EntryRendering(models.Model):
    """The rendered parts of a live entry.

    `parts` is a list of `{"key", "heading", "id", "html"}`, the summary first under the key `summary`.
    `preview` is the HTML of the one line of code that lists show of a snippet.
    """

    entry = models.OneToOneField(
        "knowledge.EntryPage", on_delete=models.CASCADE, primary_key=True, related_name="rendering"
    )
    parts = models.JSONField(default=list)
    summary_text = models.TextField(blank=True)
    preview = models.TextField(blank=True, default="")
    words = models.PositiveIntegerField(default=0)
    renderer_version = models.PositiveIntegerField(db_index=True)

    @property
    def preview_html(self) -> SafeString:
        return mark_safe(self.preview)

    def __str__(self) -> str:
        return f"Rendering of {self.entry_id}"
