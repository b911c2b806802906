"""What happens beside an entry when it changes; each receiver is named for what it does."""

from django.db.models.signals import pre_delete
from django.dispatch import receiver
from wagtail.signals import page_published

from knowledge.models import EntryPage, RetiredCode
from knowledge.rendering import store_rendering


@receiver(page_published)
def render_entry(sender, instance, **kwargs) -> None:
    """Renders an entry's HTML once, when it goes live."""
    if isinstance(instance, EntryPage):
        store_rendering(instance)


@receiver(pre_delete)
def retire_code(sender, instance, **kwargs) -> None:
    """Remembers the code of a deleted entry, so that its address answers 410 and nobody gets it again."""
    if sender is EntryPage and instance.code:
        RetiredCode.objects.get_or_create(code=instance.code, defaults={"title": instance.title[:255]})
