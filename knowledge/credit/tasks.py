"""What keeps the index of credit in step in the background; it may run twice without harm."""

from __future__ import annotations

from django_tasks import task

from knowledge.credit import indexing


@task()
def index_below(page_id: int) -> None:
    """Indexes every entry at or below a page, whose place or privacy changed."""
    indexing.index_below(page_id)
