"""When the index of credit changes: imported once by `KnowledgeConfig.ready`. A deleted entry takes its rows along."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import PageViewRestriction
from wagtail.signals import page_unpublished, post_page_move

from knowledge.credit.indexing import hide_below, index_entries
from knowledge.credit.tasks import index_below
from knowledge.models import Credit, EntryPage
from knowledge.publishing import entries_published


@receiver(entries_published)
def name_people(sender, published, **kwargs) -> None:
    """Names those whom entries name now."""
    index_entries(entry.pk for entry, _ in published)


@receiver(page_unpublished)
def name_nobody(sender, instance, **kwargs) -> None:
    """Takes them out with the entry. Wagtail says so as well of one about to be deleted, whose row is still live."""
    if isinstance(instance, EntryPage):
        Credit.objects.filter(entry=instance.pk).delete()


@receiver(post_page_move)
def name_people_of_moved(sender, instance, **kwargs) -> None:
    """What was moved may have come under a restriction, or out of one."""
    hide_below(instance.pk)
    index_below.enqueue(instance.pk)


@receiver((post_save, post_delete), sender=PageViewRestriction)
def name_people_of_restricted(sender, instance, origin=None, **kwargs) -> None:
    """What became private names nobody any more; a restriction that goes with its page says nothing about it."""
    gone_with = getattr(origin, "model", type(origin))  # a queryset or an instance
    if origin is None or gone_with is PageViewRestriction:
        hide_below(instance.page_id)
        index_below.enqueue(instance.page_id)
