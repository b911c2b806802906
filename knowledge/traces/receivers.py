"""Keeps signatures in step with what is published."""

from django.dispatch import receiver
from wagtail.signals import page_unpublished

from knowledge.models import DebugEntryPage
from knowledge.publishing import entries_published
from knowledge.traces.indexing import forget_entry, index_entries


@receiver(entries_published)
def index_published_entries(sender, published, **kwargs) -> None:
    """Makes entries findable by their errors as soon as they are live; deleting one deletes its signatures."""
    index_entries([entry for entry, _ in published if isinstance(entry, DebugEntryPage) and entry.live])


@receiver(page_unpublished)
def forget_unpublished_entry(sender, instance, **kwargs) -> None:
    """Takes an entry out of trace search when it is taken down."""
    if isinstance(instance, DebugEntryPage):
        forget_entry(instance.pk)
