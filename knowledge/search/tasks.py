"""The background tasks that keep the index in step; each may run twice without harm."""

from __future__ import annotations

from django_tasks import task
from wagtail.models import Page

from knowledge.models import EntryPage
from knowledge.search.indexing import BATCH, index_entries, remove_entry

SOON = 10  # before what no reader waits for, such as the search of the admin


@task(priority=SOON)
def refresh_entries(entry_ids: list[int]) -> None:
    """Makes the index say of entries what is published of them."""
    index_entries(entry_ids)


@task(priority=SOON)
def forget_entry(entry_id: int) -> None:
    """Takes an entry out of the index."""
    remove_entry(entry_id)


@task(priority=SOON)
def refresh_below(page_id: int) -> None:
    """Does so for every entry at or below a page, whose place or privacy changed."""
    page = Page.objects.filter(pk=page_id).first()
    if page is None:
        return
    below = EntryPage.objects.descendant_of(page, inclusive=True).order_by("pk")
    last = 0
    while ids := list(below.filter(pk__gt=last).values_list("pk", flat=True)[:BATCH]):
        last = ids[-1]
        index_entries(ids)
