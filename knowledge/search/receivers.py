"""When the index changes: imported once by `KnowledgeConfig.ready`. The work is done in the background."""

from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import PageViewRestriction
from wagtail.signals import page_unpublished, post_page_move

from knowledge.models import Category, EntryKeyword, EntryPage, SearchDocument, Technology
from knowledge.publishing import entries_published
from knowledge.search import backend
from knowledge.search.indexing import hide_below, mark_stale, remove_entry
from knowledge.search.tasks import forget_entry, refresh_below, refresh_entries


@receiver(entries_published)
def enter_search(sender, published, **kwargs) -> None:
    """Has entries indexed as they are now."""
    refresh_entries.enqueue([entry.pk for entry, _ in published])


@receiver(page_unpublished)
def leave_search(sender, instance, **kwargs) -> None:
    """Has an entry taken out. Wagtail says so as well of one about to be deleted, whose row is still live."""
    if isinstance(instance, EntryPage):
        backend.index().remove([instance.pk])
        forget_entry.enqueue(instance.pk)


@receiver(post_page_move)
def refresh_search_of_moved(sender, instance, **kwargs) -> None:
    """What was moved may have come under a restriction, or out of one."""
    hide_below(instance.pk)
    refresh_below.enqueue(instance.pk)


@receiver((post_save, post_delete), sender=PageViewRestriction)
def refresh_search_of_restricted(sender, instance, origin=None, **kwargs) -> None:
    """What became private leaves the index, its words too.

    A restriction that goes because its page is being deleted says nothing about the page.
    """
    gone_with = getattr(origin, "model", type(origin))  # a queryset or an instance
    if origin is None or gone_with is PageViewRestriction:
        hide_below(instance.page_id)
        refresh_below.enqueue(instance.page_id)


@receiver(pre_delete, sender=EntryPage)
def forget_deleted(sender, instance, **kwargs) -> None:
    """Takes an entry out of the index while it still exists: afterwards nobody knows its words."""
    remove_entry(instance.pk)


@receiver(post_save, sender=Technology)
def reread_technology(sender, instance, created, **kwargs) -> None:
    """A technology's names are indexed with its entries."""
    if not created:
        mark_stale(SearchDocument.objects.filter(entry__technology=instance))


@receiver(post_save, sender=Category)
def reread_category(sender, instance, created, **kwargs) -> None:
    """A category's name is indexed with its entries."""
    if not created:
        mark_stale(SearchDocument.objects.filter(entry__questionpage__category=instance))


@receiver(post_save, sender=EntryKeyword)
def reread_tag(sender, instance, created, **kwargs) -> None:
    """A tag's name is indexed with its entries."""
    if not created:
        mark_stale(SearchDocument.objects.filter(entry__entry_tags__tag=instance))
