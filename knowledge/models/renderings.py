"""An entry's HTML, made when it is published and never while somebody waits for a page."""

from django.db import models


class EntryRendering(models.Model):
    """The rendered parts of a live entry.

    `parts` is a list of `{"key", "heading", "id", "html"}`, the summary first under the key `summary`.
    """

    entry = models.OneToOneField(
        "knowledge.EntryPage", on_delete=models.CASCADE, primary_key=True, related_name="rendering"
    )
    parts = models.JSONField(default=list)
    summary_text = models.TextField(blank=True)
    words = models.PositiveIntegerField(default=0)
    renderer_version = models.PositiveIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"Rendering of {self.entry_id}"
