"""Keeps signatures in step with what is published."""

from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished

from knowledge.models import DebugEntryPage
from knowledge.traces.indexing import forget_entry, index_entry


@receiver(page_published)
def index_published_entry(sender, instance, **kwargs) -> None:
    """Makes an entry findable by its errors as soon as it is live; deleting it deletes its signatures."""
    if isinstance(instance, DebugEntryPage) and instance.live:
        index_entry(instance)


@receiver(page_unpublished)
def forget_unpublished_entry(sender, instance, **kwargs) -> None:
    """Takes an entry out of trace search when it is taken down."""
    if isinstance(instance, DebugEntryPage):
        forget_entry(instance.pk)
